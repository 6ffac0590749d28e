import { expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { actorOf, asActor, auditCount, auditOf, type Did, record, recordOnce } from '../index.ts';
import { aBody, anAdviser, aPerson } from '../testing/builders.ts';

test('the trail is read by person, firm, kind and date, newest first; by administrators alone', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const [one, two] = [await aFirm(deps.db, 'Cazals', { name: 'Scierie exemple' }), await aFirm(deps.db, 'Cahors')];
  const [ada, bea, chief] = [await anAdviser(deps, await aBody(deps), 'Ada Exemple'), await aPerson(deps, 'Béa Exemple'), await aPerson(deps, 'Cheffe Exemple')];
  await deps.db.insertInto('territory_administrator').values({ territory_id: 'lot', person_id: chief, since: '2026-01-01' }).execute();
  const at = (iso: string, did: Did, personId: string, siret: string | null, about: string | null = null) => record({ ...deps, clock: { ...deps.clock, now: () => new Date(iso) } }, { territoryId: 'lot', personId, did, siret, about });
  await at('2026-11-20T09:00:00Z', 'record.read', ada, one);
  // The last hour of a day in Paris is of the day before in London.
  await at('2026-11-21T22:30:00Z', 'record.change', ada, one);
  await at('2026-11-21T23:30:00Z', 'firm.join', ada, two, bea);
  await at('2026-11-22T09:00:00Z', 'record.read', bea, two);
  const read = async (filter: Parameters<typeof auditOf>[2]) => {
    const rows = await asActor(deps.db, (await actorOf(deps, 'lot', chief))!, 'lot', (db) => auditOf(db, 'lot', filter, { limit: 10 }));
    expect(await auditCount(deps.db, 'lot', filter)).toBe(rows.length);
    return rows.map((row) => `${row.who} ${row.did}`);
  };
  const all = ['Béa Exemple record.read', 'Ada Exemple firm.join', 'Ada Exemple record.change', 'Ada Exemple record.read'];
  expect(await read({})).toEqual(all);
  expect(await read({ person: 'béa' })).toEqual(all.slice(0, 1));
  expect(await read({ person: '%' }), 'a sign is a sign').toEqual([]);
  expect(await read({ siret: one })).toEqual(all.slice(2));
  expect(await read({ did: 'record.read' })).toEqual([all[0], all[3]]);
  expect(await read({ from: '2026-11-21', to: '2026-11-21' })).toEqual(all.slice(2, 3));
  expect(await read({ from: '2026-11-22' })).toEqual(all.slice(0, 2));
  const [, joined] = await auditOf(deps.db, 'lot', {}, { limit: 2 });
  expect(joined).toMatchObject({ about: 'Béa Exemple', siret: two });
  expect(await auditOf(deps.db, 'lot', {}, { limit: 1, offset: 3 })).toMatchObject([{ firm: 'Scierie exemple' }]);
  expect(await asActor(deps.db, (await actorOf(deps, 'lot', ada))!, 'lot', async (db) => (await auditOf(db, 'lot', {}, { limit: 10 })).map((row) => row.who)), 'others see their own acts').toEqual(['Ada Exemple', 'Ada Exemple', 'Ada Exemple']);
});

test('what is read again within the hour is one trace', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const ada = await anAdviser(deps, await aBody(deps));
  const read = (about: string, minutes = 0) => recordOnce({ ...deps, clock: { ...deps.clock, now: () => new Date(deps.clock.now().getTime() + minutes * 60_000) } }, { territoryId: 'lot', personId: ada, did: 'request.read', about });
  for (const minutes of [0, 20, 59]) await read('one', minutes);
  await read('another');
  await read('one', 61);
  expect(await auditCount(deps.db, 'lot', { did: 'request.read' })).toBe(3);
});
