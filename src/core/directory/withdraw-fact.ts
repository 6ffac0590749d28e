import { type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { refreshSearch } from './search/refresh-search.ts';

/** Takes a fact back: from then on nobody is shown it. Harmless when repeated. */
export const withdrawFact =
  (deps: Deps) =>
  async (input: { territoryId: string; id: string }): Promise<Done<null> | Refused<'unknown-fact'>> =>
    inTransaction(deps.db, async (trx) => {
      const found = await trx
        .updateTable('fact')
        .set((row) => ({ withdrawn_at: row.fn.coalesce('withdrawn_at', row.val(deps.clock.now())) }))
        .where('territory_id', '=', input.territoryId)
        .where('id', '=', input.id)
        .returning('siret')
        .executeTakeFirst();
      if (!found) return refused('unknown-fact');
      await refreshSearch(trx, input.territoryId, [found.siret]);
      return done(null);
    });
