import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { refreshStatistics, STATISTICS_JOB } from './statistics.ts';
import { testDeps } from './testing/test-database.ts';

test('the planner knows how much a table holds, at once after a load and each night', async () => {
  const deps = await testDeps();
  await sql`create table counted (n integer)`.execute(deps.db);
  const known = async () => (await sql<{ rows: number }>`select reltuples::int as rows from pg_class where relname = 'counted'`.execute(deps.db)).rows[0]!.rows;
  await sql`insert into counted select generate_series(1, 700)`.execute(deps.db);
  expect(await known()).toBeLessThan(700);
  await refreshStatistics(deps.db);
  expect(await known()).toBe(700);
  await sql`delete from counted where n > 200`.execute(deps.db);
  await STATISTICS_JOB.run(deps, new AbortController().signal, '');
  expect(await known()).toBe(200);
  await sql`drop table counted`.execute(deps.db);
});
