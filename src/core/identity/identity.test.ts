import { expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { actorOf, addBody, addToBody, advisersOf } from './index.ts';
import { aBody, anAdviser } from './testing/builders.ts';

test('a person is all that she is today: firms, bodies, not those she has left', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const siret = await aFirm(deps.db, 'Cazals');
  const [present, former] = [await aBody(deps, 'Chambre exemple', 'cci'), await aBody(deps)];
  const id = await anAdviser(deps, present, 'Camille Exemple', 'manager');
  await deps.db.insertInto('body_member').values({ territory_id: 'lot', body_id: former, person_id: id, role: 'adviser', since: '2024-01-01', until: '2026-11-23' }).execute();
  await deps.db.insertInto('firm_member').values({ territory_id: 'lot', siret, person_id: id, how: 'adviser', since: '2026-01-01' }).execute();
  expect(await actorOf(deps, 'lot', id)).toEqual({ kind: 'person', id, name: 'Camille Exemple', email: `${id}@exemple.invalid`, demonstration: false, firms: [siret], bodies: [{ id: present, role: 'manager' }], administrator: false });
  expect((await advisersOf(deps, 'lot')).map((one) => [one.name, one.bodyName, one.role])).toEqual([['Camille Exemple', 'Chambre exemple', 'manager']]);
  expect(await actorOf(deps, 'lot', deps.newId())).toBeNull();
});

test('a body’s people are added by address, known or new, and nobody real joins an invented body', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const by = await anAdviser(deps, await aBody(deps, 'Chambre exemple', 'cci'), 'Alix Exemple', 'manager');
  const made = await addBody(deps)({ territoryId: 'lot', name: 'Communauté exemple', kind: 'epci' });
  expect(made).toMatchObject({ ok: true });
  expect(await addBody(deps)({ territoryId: 'lot', name: 'Communauté exemple', kind: 'epci' })).toEqual({ ok: false, reason: 'already-there' });
  const bodyId = made.ok ? made.value : '';
  const join = (role: 'adviser' | 'manager') => addToBody(deps)({ territoryId: 'lot', bodyId, email: 'Nouvelle@exemple.test', name: 'Nouvelle Exemple', role, by });
  const first = await join('adviser');
  const welcomed = () => deps.db.selectFrom('mail').select(['to_address as to', 'kind']).where('kind', '=', 'body-joined').execute();
  expect(await welcomed()).toEqual([{ to: 'nouvelle@exemple.test', kind: 'body-joined' }]);
  expect(await join('manager'), 'the same person, another role').toEqual(first);
  expect((await advisersOf(deps, 'lot')).filter((one) => one.bodyId === bodyId).map((one) => [one.email, one.role])).toEqual([['nouvelle@exemple.test', 'manager']]);
  expect(await welcomed(), 'a change of role is no welcome').toHaveLength(1);
  await deps.db.updateTable('body').set({ demonstration: true }).where('id', '=', bodyId).execute();
  expect(await join('adviser')).toEqual({ ok: false, reason: 'unknown-body' });
});
