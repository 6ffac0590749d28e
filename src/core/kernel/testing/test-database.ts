import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { alignParsers, kyselyOn, kyselyOnServer } from '../database.ts';
import type { Db, Deps } from '../deps.ts';
import { openEmbedded } from '../embedded.ts';
import { newId } from '../ids.ts';
import { migrate } from '../migrate.ts';
import { stoppedClock } from '../clock.ts';

let open: Promise<Db> | undefined;

async function openOnce(): Promise<Db> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return kyselyOn(alignParsers(await openEmbedded(null, new Blob([readFileSync(inject('templateFile'))]))));
  // One database per test process, so that processes do not see each other's rows.
  const name = `gariotte_test_${process.env['VITEST_POOL_ID'] ?? '0'}_${process.pid}`;
  const admin = kyselyOnServer(server);
  await sql.raw(`create database ${name}`).execute(admin);
  await admin.destroy();
  const db = kyselyOnServer(Object.assign(new URL(server), { pathname: `/${name}` }).href);
  await migrate(db);
  return db;
}

/**
 * The real database engine, migrated and empty of rows: embedded in memory, or on the server of TEST_DATABASE_URL.
 * Opened once a process; every call empties all tables.
 */
export async function testDatabase(): Promise<Db> {
  const db = await (open ??= openOnce());
  const tables = await sql<{ name: string }>`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('migration', 'spatial_ref_sys')`.execute(db);
  if (tables.rows.length > 0) await sql.raw(`truncate ${tables.rows.map((row) => row.name).join(', ')} restart identity cascade`).execute(db);
  return db;
}

/** What use cases need, on the test database, on Monday 23 November 2026 at ten in the morning in Paris. */
export async function testDeps(): Promise<Deps> {
  return { db: await testDatabase(), clock: stoppedClock('2026-11-23T09:00:00Z'), newId, secret: 'the secret of the tests' };
}
