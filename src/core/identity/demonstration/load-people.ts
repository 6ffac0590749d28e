import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { demonstrationPeopleOf } from './data.ts';

/** Gives a territory whose demonstration is loaded its invented bodies and people. Harmless when repeated: people who are there are left as they are. */
export const loadDemonstrationPeople =
  (deps: Deps) =>
  async (territoryId: string): Promise<{ people: number; loaded: boolean }> => {
    const written = demonstrationPeopleOf(territoryId);
    if (!written) return { people: 0, loaded: false };
    return inTransaction(deps.db, async (trx) => {
      const invented = await trx.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').where('status', '=', 'open').orderBy('siret').limit(10).execute();
      const there = await trx.selectFrom('body').select('id').where('territory_id', '=', territoryId).where('demonstration', '=', true).limit(1).execute();
      if (invented.length === 0 || there.length > 0) return { people: written.people.length, loaded: false };
      const since = deps.clock.today();
      const bodies = new Map(written.bodies.map(({ key }) => [key, deps.newId()]));
      await trx.insertInto('body').values(written.bodies.map(({ key, ...body }) => ({ territory_id: territoryId, id: bodies.get(key)!, ...body, demonstration: true }))).execute();
      for (const { name, email, bodies: works, administrator, firms } of written.people) {
        const person_id = deps.newId();
        await trx.insertInto('person').values({ id: person_id, name, email, email_verified: true, demonstration: true }).execute();
        for (const { body, role } of works) await trx.insertInto('body_member').values({ territory_id: territoryId, body_id: bodies.get(body)!, person_id, role, since }).execute();
        if (administrator) await trx.insertInto('territory_administrator').values({ territory_id: territoryId, person_id, since }).execute();
        for (const { siret } of invented.slice(0, firms)) await trx.insertInto('firm_member').values({ territory_id: territoryId, siret, person_id, how: 'demonstration', since }).execute();
      }
      return { people: written.people.length, loaded: true };
    });
  };

/** Forgets every invented body and person, with their sessions. Answers how many people. Harmless when repeated. */
export const removeDemonstrationPeople =
  (deps: Deps) =>
  (territoryId: string): Promise<number> =>
    inTransaction(deps.db, async (trx) => {
      await trx.deleteFrom('body').where('territory_id', '=', territoryId).where('demonstration', '=', true).execute();
      return Number((await trx.deleteFrom('person').where('demonstration', '=', true).executeTakeFirst()).numDeletedRows);
    });
