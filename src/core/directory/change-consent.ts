import { type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import type { Consent } from './model.ts';
import { refreshSearch } from './search/refresh-search.ts';

/** Changes who may see a fact, and keeps who agreed to it, when and how. */
export const changeConsent =
  (deps: Deps) =>
  async (input: { territoryId: string; id: string; consent: Consent; givenBy: string; how: string }): Promise<Done<null> | Refused<'unknown-fact'>> =>
    inTransaction(deps.db, async (trx) => {
      const changed = await trx.updateTable('fact').set({ consent: input.consent }).where('territory_id', '=', input.territoryId).where('id', '=', input.id).where('withdrawn_at', 'is', null).returning('siret').executeTakeFirst();
      if (!changed) return refused('unknown-fact');
      await trx
        .insertInto('consent_event')
        .values({ territory_id: input.territoryId, id: deps.newId(), fact_id: input.id, consent: input.consent, given_by: input.givenBy, how: input.how, at: deps.clock.now() })
        .execute();
      await refreshSearch(trx, input.territoryId, [changed.siret]);
      return done(null);
    });
