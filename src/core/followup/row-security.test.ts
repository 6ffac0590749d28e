import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { type Actor, actorOf, asActor, VISITOR } from '#core/identity/index.ts';
import { aBody, anAdviser, aPerson } from '#core/identity/testing/builders.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { noteOnPromise, takeAbsence } from './index.ts';
import { aPromise } from './testing/builders.ts';

test('whatever is asked of the database, promises show to advisers, to the firm they were made to, and to nobody else; words and absences to advisers alone', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const siret = await aFirm(deps.db, 'Cazals');
  const adviser = await anAdviser(deps, await aBody(deps));
  const [mine, other] = [await aPerson(deps, 'De la firme'), await aPerson(deps, 'D’ailleurs')];
  await deps.db.insertInto('firm_member').values({ territory_id: 'lot', siret, person_id: mine, how: 'adviser', since: '2026-01-01' }).execute();
  const id = await aPromise(deps, { siret, ownerId: adviser });
  await aPromise(deps);
  await noteOnPromise(deps)({ territoryId: 'lot', id, by: adviser, words: 'Entre nous' });
  await takeAbsence(deps)({ territoryId: 'lot', personId: adviser, startsOn: '2026-12-01', endsOn: '2026-12-02', deputyId: null });
  const sees = async (actor: Actor) =>
    asActor(deps.db, actor, 'lot', async (db) => {
      const count = async (table: 'promise' | 'promise_event' | 'absence') => (await db.selectFrom(table).select('id').execute()).length;
      return [await count('promise'), await count('promise_event'), await count('absence')];
    });
  const as = async (person: string) => (await actorOf(deps, 'lot', person))!;
  expect(await sees(await as(adviser))).toEqual([2, 3, 1]);
  expect(await sees(await as(mine))).toEqual([1, 0, 0]);
  expect(await sees(await as(other))).toEqual([0, 0, 0]);
  expect(await sees(VISITOR)).toEqual([0, 0, 0]);
  expect(await asActor(deps.db, await as(mine), 'lot', (db) => sql`update promise set what = 'autre chose'`.execute(db))).toMatchObject({ numAffectedRows: 0n });
});
