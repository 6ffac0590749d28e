import { expect, test } from 'vitest';
import { loadDemonstration, removeDemonstration } from '#core/directory/index.ts';
import { removeDemonstrationPromises } from '#core/followup/index.ts';
import { loadDemonstrationPeople, removeDemonstrationPeople } from '#core/identity/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { loadReference } from '#core/territory/index.ts';
import { requestCounts } from '../requests/index.ts';
import { demonstrationRequestsOf } from './data.ts';
import { loadDemonstrationRequests } from './load-requests.ts';

const TABLES = ['request', 'coverage', 'visit_round', 'visit', 'plan_action'] as const;

test('the demonstration shows requests in each state, a round and a plan; loaded twice it is there once, removed nothing is left', { timeout: 120_000 }, async () => {
  const deps = await testDeps();
  await loadReference(deps)();
  await loadDemonstration(deps)('lot');
  await loadDemonstrationPeople(deps)('lot');
  const count = async () => Promise.all(TABLES.map(async (table) => Number((await deps.db.selectFrom(table).select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count)));

  expect(await loadDemonstrationRequests(deps)('lot')).toBe(demonstrationRequestsOf('lot')!.requests.length);
  expect(await loadDemonstrationRequests(deps)('lot')).toBe(0);
  expect(await requestCounts(deps.db, 'lot', { personId: deps.newId() })).toMatchObject({ uncovered: 2, new: 3, closed: 2, all: 8 });
  expect((await count()).every((rows) => rows > 0)).toBe(true);
  expect(await deps.db.selectFrom('mail').select('id').execute()).toEqual([]);

  await removeDemonstrationPromises(deps)('lot');
  await removeDemonstrationPeople(deps)('lot');
  await removeDemonstration(deps)('lot');
  expect(await count()).toEqual(TABLES.map(() => 0));
});
