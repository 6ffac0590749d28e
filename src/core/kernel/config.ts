import { resolve } from 'node:path';

/** What the product can be told from its environment. */
export type Config = {
  port: number;
  /** Where the rows are: a folder of the embedded database, or a PostgreSQL server (15 or later). */
  storage: { kind: 'embedded'; folder: string } | { kind: 'server'; url: string };
  /** Where people reach the product, for the links in mails; no slash at its end. */
  siteUrl: string;
  /** A mail server and the address mails come from; without it, mails stay in the product's outbox. */
  smtp: { url: string; from: string } | null;
  /** Signs links; without it, one is drawn and kept with the rows. */
  secret: string | null;
};

export type ConfigProblem = { ok: false; variable: 'PORT' | 'DATABASE_URL' | 'GARIOTTE_DATA' | 'GARIOTTE_URL' | 'SMTP_URL' | 'MAIL_FROM' | 'GARIOTTE_SECRET'; message: string };

const DEFAULT_PORT = 4646;

/**
 * Reads PORT, DATABASE_URL, GARIOTTE_DATA, GARIOTTE_URL, SMTP_URL, MAIL_FROM and GARIOTTE_SECRET; an empty value counts as absent.
 * A wrong value is answered by one sentence that names the variable and what it expects.
 */
export function readConfig(env: Record<string, string | undefined>): { ok: true; config: Config } | ConfigProblem {
  const portText = env['PORT'] || String(DEFAULT_PORT);
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port < 1 || port > 65535)
    return { ok: false, variable: 'PORT', message: `PORT vaut « ${portText} » : il faut un nombre entier de 1 à 65535.` };

  const outside = readOutside(env, port);
  if ('ok' in outside) return outside;

  const url = env['DATABASE_URL'];
  if (url) {
    const protocol = URL.canParse(url) ? new URL(url).protocol : '';
    if (protocol !== 'postgres:' && protocol !== 'postgresql:')
      return { ok: false, variable: 'DATABASE_URL', message: 'DATABASE_URL doit être une adresse PostgreSQL, par exemple postgres://utilisateur@machine:5432/gariotte.' };
    return { ok: true, config: { port, storage: { kind: 'server', url }, ...outside } };
  }

  const folder = env['GARIOTTE_DATA'] || '.gariotte';
  if (folder.includes('\0')) return { ok: false, variable: 'GARIOTTE_DATA', message: 'GARIOTTE_DATA doit être le chemin d’un dossier.' };
  return { ok: true, config: { port, storage: { kind: 'embedded', folder: resolve(folder) }, ...outside } };
}

const SHORTEST_SECRET = 32;

function readOutside(env: Record<string, string | undefined>, port: number): Pick<Config, 'siteUrl' | 'smtp' | 'secret'> | ConfigProblem {
  const siteUrl = (env['GARIOTTE_URL'] || `http://localhost:${port}`).replace(/\/+$/, '');
  if (!URL.canParse(siteUrl) || !/^https?:$/.test(new URL(siteUrl).protocol))
    return { ok: false, variable: 'GARIOTTE_URL', message: `GARIOTTE_URL vaut « ${siteUrl} » : il faut l’adresse du site, par exemple https://gariotte.exemple.fr.` };
  const secret = env['GARIOTTE_SECRET'] || null;
  if (secret && secret.length < SHORTEST_SECRET) return { ok: false, variable: 'GARIOTTE_SECRET', message: `GARIOTTE_SECRET doit avoir au moins ${SHORTEST_SECRET} caractères tirés au hasard.` };
  const server = env['SMTP_URL'];
  if (!server) return { siteUrl, secret, smtp: null };
  if (!URL.canParse(server) || !/^smtps?:$/.test(new URL(server).protocol))
    return { ok: false, variable: 'SMTP_URL', message: 'SMTP_URL doit être l’adresse d’un serveur d’envoi, par exemple smtps://utilisateur:motdepasse@mail.exemple.fr.' };
  const from = env['MAIL_FROM'];
  if (!from || !/^[^@\s<>]+@[^@\s<>]+$|^.+ <[^@\s<>]+@[^@\s<>]+>$/.test(from))
    return { ok: false, variable: 'MAIL_FROM', message: 'MAIL_FROM doit dire de qui viennent les messages, par exemple « Gariotte <bonjour@exemple.fr> ».' };
  return { siteUrl, secret, smtp: { url: server, from } };
}
