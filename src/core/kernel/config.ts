import { resolve } from 'node:path';

/** What the product can be told from its environment. */
export type Config = {
  port: number;
  /** Where the rows are: a folder of the embedded database, or a PostgreSQL server (15 or later). */
  storage: { kind: 'embedded'; folder: string } | { kind: 'server'; url: string };
};

export type ConfigProblem = { ok: false; variable: 'PORT' | 'DATABASE_URL' | 'GARIOTTE_DATA'; message: string };

const DEFAULT_PORT = 4646;

/**
 * Reads PORT, DATABASE_URL and GARIOTTE_DATA; an empty value counts as absent.
 * A wrong value is answered by one sentence that names the variable and what it expects.
 */
export function readConfig(env: Record<string, string | undefined>): { ok: true; config: Config } | ConfigProblem {
  const portText = env['PORT'] || String(DEFAULT_PORT);
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port < 1 || port > 65535)
    return { ok: false, variable: 'PORT', message: `PORT vaut « ${portText} » : il faut un nombre entier de 1 à 65535.` };

  const url = env['DATABASE_URL'];
  if (url) {
    const protocol = URL.canParse(url) ? new URL(url).protocol : '';
    if (protocol !== 'postgres:' && protocol !== 'postgresql:')
      return { ok: false, variable: 'DATABASE_URL', message: 'DATABASE_URL doit être une adresse PostgreSQL, par exemple postgres://utilisateur@machine:5432/gariotte.' };
    return { ok: true, config: { port, storage: { kind: 'server', url } } };
  }

  const folder = env['GARIOTTE_DATA'] || '.gariotte';
  if (folder.includes('\0')) return { ok: false, variable: 'GARIOTTE_DATA', message: 'GARIOTTE_DATA doit être le chemin d’un dossier.' };
  return { ok: true, config: { port, storage: { kind: 'embedded', folder: resolve(folder) } } };
}
