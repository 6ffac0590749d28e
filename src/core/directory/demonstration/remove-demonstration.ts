import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { refreshSearch } from '../search/index.ts';

/** Forgets every invented firm of a territory and all that was said of it. Answers their SIRETs, for the rooms below to forget them too. Harmless when repeated. */
export const removeDemonstration =
  (deps: Deps) =>
  (territoryId: string): Promise<string[]> =>
    inTransaction(deps.db, async (trx) => {
      const invented = trx.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration');
      const sirets = (await invented.execute()).map((row) => row.siret);
      const facts = trx.selectFrom('fact').select('id').where('territory_id', '=', territoryId).where('siret', 'in', invented);
      await trx.deleteFrom('consent_event').where('territory_id', '=', territoryId).where('fact_id', 'in', facts).execute();
      await trx.deleteFrom('fact').where('territory_id', '=', territoryId).where('siret', 'in', invented).execute();
      await trx.deleteFrom('establishment').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').execute();
      if (sirets.length > 0) await refreshSearch(trx, territoryId, sirets);
      await trx.updateTable('demonstration').set({ removed_at: deps.clock.now() }).where('territory_id', '=', territoryId).execute();
      return sirets;
    });
