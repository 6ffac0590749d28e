import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('nothing told, the product is at port 4646 on its own folder', () => {
  const read = readConfig({});
  expect(read).toMatchObject({ ok: true, config: { port: 4646, storage: { kind: 'embedded' } } });
});

test.each(['quatre', '0', '70000', '46.5', '-1', '1e3'])('PORT=%s is refused in one line that names it', (port) => {
  const read = readConfig({ PORT: port });
  expect(read).toMatchObject({ ok: false, variable: 'PORT' });
  expect(read.ok ? '' : read.message.split('\n')).toHaveLength(1);
});

test('a database address that is not PostgreSQL’s is refused, without repeating what it holds', () => {
  const read = readConfig({ DATABASE_URL: 'mysql://root:secret@localhost/x' });
  expect(read).toMatchObject({ ok: false, variable: 'DATABASE_URL' });
  expect(JSON.stringify(read)).not.toContain('secret');
  expect(readConfig({ DATABASE_URL: 'postgres://localhost/gariotte' })).toMatchObject({ ok: true, config: { storage: { kind: 'server' } } });
});

test('mails stay in the outbox until a server is given, with who they come from', () => {
  expect(readConfig({})).toMatchObject({ ok: true, config: { smtp: null, siteUrl: 'http://localhost:4646', secret: null } });
  expect(readConfig({ SMTP_URL: 'smtp://localhost:25', MAIL_FROM: 'Gariotte <bonjour@exemple.fr>', GARIOTTE_URL: 'https://gariotte.exemple.fr/' })).toMatchObject({ ok: true, config: { smtp: { url: 'smtp://localhost:25' }, siteUrl: 'https://gariotte.exemple.fr' } });
});

test.each([
  [{ SMTP_URL: 'mail.exemple.fr' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'Gariotte' }, 'MAIL_FROM'],
  [{ GARIOTTE_URL: 'gariotte.exemple.fr' }, 'GARIOTTE_URL'],
  [{ GARIOTTE_SECRET: 'court' }, 'GARIOTTE_SECRET'],
])('%o is refused in one line that names %s', (env, variable) => expect(readConfig(env)).toMatchObject({ ok: false, variable }));
