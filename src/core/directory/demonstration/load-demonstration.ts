import { chunks, type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { RecordFact, recordFacts } from '../record-fact.ts';
import { refreshSearch } from '../search/index.ts';
import { demonstrationOf } from './data.ts';
import { type InventedFirm, makeFirms } from './make-firms.ts';

const INVENTED = 'Exemple inventé : hypothèse de l’ordre de grandeur du métier';

/** Fills a territory with its invented firms and what they say, in one transaction. Harmless when repeated: a demonstration that is there is left as it is. */
export const loadDemonstration =
  (deps: Deps) =>
  async (territoryId: string): Promise<Done<{ firms: number; facts: number; loaded: boolean }> | Refused<'no-demonstration'>> => {
    const demonstration = demonstrationOf(territoryId);
    if (!demonstration) return refused('no-demonstration');
    const communes = await communesOf(deps.db, territoryId);
    if (communes.length === 0) return refused('no-demonstration');
    const firms = makeFirms(demonstration, communes);
    const facts = firms.flatMap((firm) => firm.facts.map((fact) => RecordFact.parse({ territoryId, siret: firm.siret, ...fact, sourceDetail: INVENTED, consentGivenBy: 'Démonstration', consentHow: 'donnée inventée' })));
    return inTransaction(deps.db, async (trx) => {
      const there = await trx.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').limit(1).execute();
      if (there.length > 0) return done({ firms: firms.length, facts: facts.length, loaded: false });
      const postalCodes = new Map(communes.map((one) => [one.code, one.postalCodes[0] ?? null]));
      for (const part of chunks(firms, 500)) await trx.insertInto('establishment').values(part.map((firm) => rowOf(firm, territoryId, postalCodes.get(firm.communeCode) ?? null, deps.clock.now()))).execute();
      await recordFacts({ ...deps, db: trx })(facts);
      await refreshSearch(trx, territoryId, firms.map((firm) => firm.siret));
      await trx
        .insertInto('demonstration')
        .values({ territory_id: territoryId, loaded_at: deps.clock.now(), removed_at: null })
        .onConflict((conflict) => conflict.column('territory_id').doUpdateSet({ loaded_at: deps.clock.now(), removed_at: null }))
        .execute();
      return done({ firms: firms.length, facts: facts.length, loaded: true });
    });
  };

const rowOf = (firm: InventedFirm, territoryId: string, postalCode: string | null, now: Date) => ({
  territory_id: territoryId, siret: firm.siret, siren: firm.siret.slice(0, 9), name: firm.name, sign: null, street: null, postal_code: postalCode, commune_code: firm.communeCode,
  longitude: firm.longitude, latitude: firm.latitude, position_quality: 'locality' as const, activity_code: firm.naf, activity_nomenclature: 'NAFRev2', activity_2025_code: null,
  size_band: firm.sizeBand, size_year: 2024, legal_category: firm.legalCategory, head_office: true, created_on: firm.createdOn, closed_on: null, status: 'open' as const, origin: 'demonstration' as const, updated_at: now,
});
