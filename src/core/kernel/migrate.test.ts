import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, readMigrations, splitStatements } from './migrate.ts';
import { testDatabase } from './testing/test-database.ts';

test('migrations are numbered apart and applied once, however often the product starts', async () => {
  const db = await testDatabase();
  const applied = async () => (await sql<{ name: string }>`select name from migration order by name`.execute(db)).rows.map((row) => row.name);
  const before = await applied();
  await migrate(db);
  expect(await applied()).toEqual(before);
  expect(before).toEqual(readMigrations().map((one) => one.name).sort());
});

test('a statement ends at a line’s last semicolon, not inside a function’s body nor a comment', () => {
  expect(splitStatements('create table a (b int);\n-- a; b;\ncreate function f() returns int as $$\n  select 1;\n$$ language sql;\n')).toHaveLength(2);
});

test('every table that grows carries its territory, in its key', async () => {
  const db = await testDatabase();
  const reference = ['departement', 'epci', 'commune', 'territory', 'migration', 'spatial_ref_sys', // A person may belong to several territories.
    'person', 'session', 'sign_in_method', 'verification', 'passkey', 'rate_limit', 'imported_factor'];
  const { rows } = await sql<{ name: string; key: string }>`
    select c.relname as name, coalesce((select string_agg(a.attname, ',' order by k.ord) from pg_index i, unnest(i.indkey) with ordinality as k(num, ord)
      join pg_attribute a on a.attnum = k.num where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid), '') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`.execute(db);
  const growing = rows.filter((row) => !reference.includes(row.name) && !/^(commune_|reference_|staging_|search_)/.test(row.name));
  expect(growing.filter((row) => !row.key.split(',').includes('territory_id')).map((row) => row.name)).toEqual([]);
});

test('a database made by an unreleased text of a migration is refused by name, and left as it is', async () => {
  const db = await testDatabase();
  const [first] = readMigrations();
  await sql`update migration set checksum = 'another' where name = ${first!.name}`.execute(db);
  await expect(migrate(db)).rejects.toThrow(first!.name);
  await sql`update migration set checksum = ${first!.checksum} where name = ${first!.name}`.execute(db);
  await migrate(db);
});
