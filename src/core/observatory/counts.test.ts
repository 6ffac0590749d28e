import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory, offers, seeks, TERRITORY } from '#core/directory/testing/builders.ts';
import { withdrawFact } from '#core/directory/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { establishmentsByCommune, hasDemonstration, monthFigures, tradesOfCommune } from './index.ts';

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

test('open establishments are counted by commune and by trade, closed ones are not', async () => {
  await aFirm(deps.db, 'Cahors', { activity: '16.10A' });
  await aFirm(deps.db, 'Cahors', { activity: '16.24Z' });
  await aFirm(deps.db, 'Cahors');
  await aFirm(deps.db, 'Cahors', { activity: '56.10A', status: 'closed' });
  await aFirm(deps.db, 'Figeac', { activity: '25.62B' });
  expect(await establishmentsByCommune(deps.db, TERRITORY)).toEqual(new Map([['46042', 3], ['46102', 1]]));
  expect(await tradesOfCommune(deps.db, TERRITORY, '46042')).toEqual([
    { division: '16', count: 2, label: expect.stringContaining('bois') },
    { division: '', count: 1, label: 'Activité non connue' },
  ]);
});

test('the demonstration is announced only while an invented firm is there', async () => {
  expect(await hasDemonstration(deps.db, TERRITORY)).toBe(false);
  const siret = await aFirm(deps.db, 'Cahors');
  expect(await hasDemonstration(deps.db, TERRITORY)).toBe(true);
  await deps.db.updateTable('establishment').set({ origin: 'register' }).where('siret', '=', siret).execute();
  expect(await hasDemonstration(deps.db, TERRITORY)).toBe(false);
});

test('the month counts what was said since its first day and what was answered in it', async () => {
  const siret = await aFirm(deps.db, 'Cahors');
  const said = await offers(deps, siret, {}, { statedOn: '2026-11-01' });
  await offers(deps, siret, {}, { statedOn: '2026-10-31' });
  await seeks(deps, siret, {}, { statedOn: '2026-11-20' });
  const { db } = deps;
  const at = new Date('2026-10-01T00:00:00Z');
  const run = deps.newId();
  await db.insertInto('board_run').values({ territory_id: TERRITORY, id: run, board: 'matieres', started_at: at, finished_at: at, status: 'optimal', value: 0, bound: 0, summary: JSON.stringify({}) }).execute();
  const proposal = (status: 'introduced' | 'wrong', answered: string) => ({ territory_id: TERRITORY, id: deps.newId(), run_id: run, board: 'matieres', status, value: 0, sirets: [siret], fact_ids: [], body: JSON.stringify({}), answer: null, answered_at: new Date(answered) });
  // The first is answered in October as Paris counts, the second in November.
  await db.insertInto('proposal').values([proposal('wrong', '2026-10-31T22:59:00Z'), proposal('wrong', '2026-10-31T23:01:00Z'), proposal('introduced', '2026-11-20T09:00:00Z')]).execute();
  expect(await monthFigures(db, TERRITORY, '2026-11-23')).toEqual({ month: '2026-11-01', said: 2, answered: 2, introduced: 1 });
  await withdrawFact(deps)({ id: said, territoryId: TERRITORY });
  expect((await monthFigures(db, TERRITORY, '2026-11-23')).said).toBe(1);
});
