import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from './deps.ts';

const CORE = dirname(import.meta.dirname);

/** One migration: plain SQL in `core/<room>/migrations/NNNN-what.sql`, NNNN unique over all rooms and giving the order. */
export type Migration = { name: string; room: string; sql: string; checksum: string };

/** All migrations of all rooms, in order. Two with one number, or one with none, are a programmer's error. */
export function readMigrations(): Migration[] {
  const files = globSync('*/migrations/*.sql', { cwd: CORE }).sort((a, b) => basename(a).localeCompare(basename(b)));
  const numbers = files.map((file) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(basename(file))?.[1]);
  if (numbers.includes(undefined) || new Set(numbers).size !== numbers.length)
    throw new Error(`Migrations need distinct names NNNN-what.sql: ${files.join(', ')}`);
  return files.map((file) => {
    const text = readFileSync(join(CORE, file), 'utf8');
    return { name: basename(file, '.sql'), room: file.split('/')[0]!, sql: text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/** The database was made with another text of a migration than this version has: an unreleased version made it. */
export class MigrationChanged extends Error {
  constructor(migration: string) {
    super(`La base a été faite par une version de Gariotte qui n’a pas été publiée (${migration} a changé depuis). Donnez un autre dossier ou une autre base, ou rechargez celle-ci.`);
  }
}

/** Brings the database to this version: each missing migration in its own transaction, once, whoever else is starting. */
export async function migrate(db: Db): Promise<void> {
  await sql`create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(db);
  const applied = new Map((await sql<{ name: string; checksum: string }>`select name, checksum from migration`.execute(db)).rows.map((row) => [row.name, row.checksum]));
  const migrations = readMigrations();
  const changed = migrations.find((one) => applied.has(one.name) && applied.get(one.name) !== one.checksum);
  if (changed) throw new MigrationChanged(changed.name);
  for (const migration of migrations.filter((one) => !applied.has(one.name))) {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(4646)`.execute(trx);
      const again = await sql`select 1 from migration where name = ${migration.name}`.execute(trx);
      if (again.rows.length > 0) return;
      for (const statement of splitStatements(migration.sql)) await sql.raw(statement).execute(trx);
      await sql`insert into migration (name, checksum) values (${migration.name}, ${migration.checksum})`.execute(trx);
    });
  }
}

/** Statements of a migration, one at a time as prepared statements want them. A `;` ends a statement only at the end of a line, outside `$$`. */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  let quoted = false;
  for (const line of text.split('\n')) {
    current += `${line}\n`;
    if ((line.split('$$').length - 1) % 2 === 1) quoted = !quoted;
    if (!quoted && line.trimEnd().endsWith(';') && !line.trimStart().startsWith('--')) {
      statements.push(current);
      current = '';
    }
  }
  if (current.replace(/--.*$/gm, '').trim()) statements.push(current);
  return statements;
}
