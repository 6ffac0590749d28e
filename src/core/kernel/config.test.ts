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
