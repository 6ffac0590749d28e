import { sql } from 'kysely';
import { RECORD_KINDS, RecordFact, recordFacts } from '#core/directory/index.ts';
import { addDays, type Deps, inTransaction } from '#core/kernel/index.ts';
import { demonstrationBoardsOf } from './data.ts';

const INVENTED = 'Exemple inventé : hypothèse de l’ordre de grandeur du métier';
const STANDS_DAYS = 183;

/** Gives the invented firms of a territory, and some invented persons, something to say on every board. Harmless when repeated. Answers how many facts and persons came. */
export const loadDemonstrationBoards =
  (deps: Deps) =>
  async (territoryId: string): Promise<number> => {
    const written = demonstrationBoardsOf(territoryId);
    if (!written) return 0;
    return inTransaction(deps.db, async (trx) => {
      const firms = await trx.selectFrom('establishment').select(['siret', 'activity_code as naf']).where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').orderBy('siret').execute();
      const kinds = [...new Set(written.firms.map((one) => one.kind))];
      const there = kinds.length > 0 ? await trx.selectFrom('fact').select('id').where('territory_id', '=', territoryId).where('kind', 'in', kinds).where('source_detail', '=', INVENTED).limit(1).executeTakeFirst() : undefined;
      if (firms.length === 0 || there) return 0;
      const byTrade = Map.groupBy(firms, (firm) => firm.naf ?? '');
      const facts = written.firms.map((one) => {
        const firm = byTrade.get(one.naf)?.[one.nth - 1];
        if (!firm) throw new Error(`The demonstration has no ${one.nth}th firm of trade ${one.naf}.`);
        return RecordFact.parse({ territoryId, siret: firm.siret, kind: one.kind, value: one.value, source: one.certainty === 'estimated' ? 'estimate' : 'firm', sourceDetail: INVENTED, statedOn: written.edition, certainty: one.certainty, consent: one.consent, consentGivenBy: 'Démonstration', consentHow: 'donnée inventée' });
      });
      await recordFacts({ ...deps, db: trx })(facts);
      const today = deps.clock.today();
      for (const one of written.people) {
        await trx
          .insertInto('seeker')
          .values({
            territory_id: territoryId, id: deps.newId(), kind: one.kind, commune_code: one.commune, value: JSON.stringify(RECORD_KINDS[one.kind].schema.parse(one.value)), certainty: 'stated', stated_on: written.edition,
            person_name: one.name, phone: one.phone, email: null, consent_on: written.edition, consent_how: 'donnée inventée', noted_by: null, keep_until: addDays(today, STANDS_DAYS), withdrawn_at: null, created_at: deps.clock.now(), demonstration: true,
          })
          .execute();
      }
      return facts.length + written.people.length;
    });
  };

/** Takes the invented persons off the boards; what invented firms said goes with the firms. */
export const removeDemonstrationBoards =
  (deps: Deps) =>
  async (territoryId: string): Promise<number> => {
    const people = await deps.db.deleteFrom('seeker').where('territory_id', '=', territoryId).where('demonstration', '=', true).returning('id').execute();
    // Runs that counted on them are wrong without them.
    const ids = people.map((one) => one.id);
    if (ids.length > 0) {
      const runs = deps.db.selectFrom('proposal').select('run_id').where('territory_id', '=', territoryId).where(sql<boolean>`seeker_ids && ${ids}::uuid[]`);
      await deps.db.deleteFrom('board_run').where('territory_id', '=', territoryId).where((row) => row.or([row('id', 'in', runs), row('id', 'in', row.selectFrom('unmatched').select('run_id').where('territory_id', '=', territoryId).where('fact_id', 'in', ids))])).execute();
    }
    return people.length;
  };
