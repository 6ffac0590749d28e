import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aTerritory } from '#core/directory/testing/builders.ts';
import { type Actor, actorOf, asActor, VISITOR } from '#core/identity/index.ts';
import { aBody, anAdviser, aPerson } from '#core/identity/testing/builders.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { answerForSide, introduce } from './index.ts';
import { sawmillAndPellets } from './testing/builders.ts';

test('whatever is asked of the database, introductions show to advisers; to a firm its own side alone; to nobody else', async () => {
  const deps = await testDeps();
  await aTerritory(deps.db);
  const adviser = await anAdviser(deps, await aBody(deps));
  const { proposal, sawmill, pellets } = await sawmillAndPellets(deps);
  const done = await introduce(deps)({ territoryId: 'lot', proposalId: proposal, by: adviser });
  await answerForSide(deps)({ territoryId: 'lot', introductionId: done.ok ? done.value.id : '', siret: pellets, answer: 'no', reasons: ['already-supplied'], by: adviser });
  const [mine, other] = [await aPerson(deps, 'De la scierie'), await aPerson(deps, 'D’ailleurs')];
  await deps.db.insertInto('firm_member').values({ territory_id: 'lot', siret: sawmill, person_id: mine, how: 'adviser', since: '2026-01-01' }).execute();
  const sees = (actor: Actor) =>
    asActor(deps.db, actor, 'lot', async (db) => {
      const count = async (table: 'introduction' | 'introduction_side' | 'exchange_rest' | 'introduction_feedback') => (await db.selectFrom(table as 'introduction').select('territory_id').execute()).length;
      return [await count('introduction'), await count('introduction_side'), await count('exchange_rest'), await count('introduction_feedback')];
    });
  const as = async (person: string) => (await actorOf(deps, 'lot', person))!;
  expect(await sees(await as(adviser))).toEqual([1, 2, 1, 1]);
  expect(await sees(await as(mine))).toEqual([0, 1, 0, 0]);
  expect(await sees(await as(other))).toEqual([0, 0, 0, 0]);
  expect(await sees(VISITOR)).toEqual([0, 0, 0, 0]);
  await expect(asActor(deps.db, await as(mine), 'lot', (db) => sql`update introduction_side set answer = 'interested'`.execute(db))).rejects.toThrow(/permission denied/);
});
