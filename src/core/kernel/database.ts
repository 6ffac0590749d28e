import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from './config.ts';
import type { Db } from './deps.ts';
import { openEmbedded } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, MigrationChanged } from './migrate.ts';
import type { Tables } from './tables.ts';

export type OpenDatabase = {
  db: Db;
  close: () => Promise<void>;
  /** The engine itself when it is embedded, for what does not speak Kysely. */
  pglite: PGlite | null;
};
export type OpenRefusal = { ok: false; reason: 'folder-in-use' | 'server-unreachable' | 'folder-unusable' | 'other-version'; message: string };

// Counts come back as numbers: no table here comes near 2^53 rows. Dates stay as text, they are not instants.
const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** One Kysely on an embedded database that somebody else opened and will close. */
export const kyselyOn = (pglite: PGlite): Db => new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });

/** Embedded results read as the server's: counts as numbers, dates as text. */
export function alignParsers(pglite: PGlite): PGlite {
  pglite.parsers[INT8] = Number;
  pglite.parsers[DATE] = (value: string) => value;
  pglite.parsers[NUMERIC] = Number;
  return pglite;
}

/** One Kysely on a pool of connections to a PostgreSQL server. */
export function kyselyOnServer(url: string): Db {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  types.setTypeParser(DATE, (value: string) => value);
  types.setTypeParser(NUMERIC, Number);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10, types, connectionTimeoutMillis: 5_000 }) }) });
}

/**
 * Opens the database that the configuration names, migrated to this version. Only one process may hold an embedded folder;
 * `onGranted` is called as soon as it is ours, before the seconds that opening takes.
 */
export async function openDatabase(storage: Config['storage'], onGranted: () => void = () => {}): Promise<({ ok: true } & OpenDatabase) | OpenRefusal> {
  if (storage.kind === 'server') {
    const db = kyselyOnServer(storage.url);
    onGranted();
    try {
      await migrate(db);
    } catch (error) {
      await db.destroy();
      if (isConnectionError(error))
        return { ok: false, reason: 'server-unreachable', message: `Le serveur PostgreSQL de DATABASE_URL ne répond pas : ${(error as Error).message || (error as { code: string }).code}.` };
      if (error instanceof MigrationChanged) return { ok: false, reason: 'other-version', message: error.message };
      throw error;
    }
    return { ok: true, db, pglite: null, close: () => db.destroy() };
  }

  const { folder } = storage;
  const lock = tryLock(folder);
  if (lock instanceof Error) return { ok: false, reason: 'folder-unusable', message: `Le dossier ${folder} (GARIOTTE_DATA) ne peut pas être ouvert en écriture : ${lock.message}.` };
  if (!lock) return { ok: false, reason: 'folder-in-use', message: `Un autre Gariotte utilise déjà le dossier ${folder}. Arrêtez-le, ou donnez un autre dossier par GARIOTTE_DATA.` };
  onGranted();
  const pglite = alignParsers(await openEmbedded(folder));
  const db = kyselyOn(pglite);
  const close = async () => {
    await db.destroy();
    if (!pglite.closed) await pglite.close();
    lock.release();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close();
    if (error instanceof MigrationChanged) return { ok: false, reason: 'other-version', message: error.message };
    throw error;
  }
  return { ok: true, db, pglite, close };
}

function tryLock(folder: string) {
  try {
    return lockFolder(folder);
  } catch (error) {
    return error as Error;
  }
}

const isConnectionError = (error: unknown) => {
  const code = (error as { code?: string }).code ?? '';
  return /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|28|3D000)/.test(code) || /timeout/i.test((error as Error).message ?? '');
};
