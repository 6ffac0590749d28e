import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alignParsers, kyselyOn } from '../database.ts';
import { openEmbedded } from '../embedded.ts';
import { migrate, readMigrations } from '../migrate.ts';

const CACHE = join(import.meta.dirname, '../../../../.cache');

/** Makes, once per set of migrations, the migrated database that each test process starts from. Nothing to do on a server. */
export default async function setup({ provide }: { provide: (key: 'templateFile', value: string) => void }) {
  if (process.env['TEST_DATABASE_URL']) return provide('templateFile', '');
  const print = createHash('sha256').update(readMigrations().map((one) => one.name + one.checksum).join()).digest('hex').slice(0, 16);
  const file = join(CACHE, `template-${print}.tar`);
  if (!existsSync(file)) {
    const pglite = alignParsers(await openEmbedded(null));
    await migrate(kyselyOn(pglite));
    mkdirSync(CACHE, { recursive: true });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    renameSync(part, file);
    await pglite.close();
  }
  provide('templateFile', file);
}

declare module 'vitest' {
  export interface ProvidedContext {
    templateFile: string;
  }
}
