import { type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '../audit/record.ts';
import { isAdviser } from '../model.ts';
import { actorOf } from '../queries.ts';
import { eraseFrom, places } from './places.ts';

/**
 * Erases a person at her wish: what signs her in, what was written to her, her name wherever it stands. What the law keeps stays without her name.
 * An adviser or an administrator first hands over what she holds, so that nobody waits for a person who is no more.
 */
export const erasePerson =
  (deps: Deps) =>
  ({ territoryId, personId }: { territoryId: string; personId: string }): Promise<Done<null> | Refused<'unknown-person' | 'still-working' | 'invented-person'>> =>
    deps.db.transaction().execute(async (trx) => {
      const person = await actorOf({ ...deps, db: trx }, territoryId, personId);
      if (!person) return refused('unknown-person');
      if (person.demonstration) return refused('invented-person');
      const works: boolean = isAdviser(person);
      if (works) return refused('still-working');
      // The person's own line last: others are found by her address.
      for (const place of places().toReversed()) await eraseFrom(trx, place, { personId, email: person.email }, deps.clock.today());
      await record({ ...deps, db: trx }, { territoryId, personId, did: 'data.erase' });
      return done(null);
    });
