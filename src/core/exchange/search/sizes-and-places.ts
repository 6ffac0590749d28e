import type { Db } from '#core/kernel/index.ts';
import type { Place } from '../model.ts';

/** INSEE's bands below ten employees (tranche d'effectifs): none, 0, 1–2, 3–5, 6–9. */
const BELOW_TEN = new Set(['NN', '00', '01', '02', '03']);

/** Where establishments are (their own position, else their commune's centre), and whether they have fewer than ten employees; one whose size nobody knows counts as small. */
export async function sizesAndPlaces(db: Db, territoryId: string, sirets: string[]): Promise<Map<string, { place: Place | null; small: boolean }>> {
  if (sirets.length === 0) return new Map();
  const rows = await db
    .selectFrom('establishment')
    .innerJoin('commune', 'commune.code', 'establishment.commune_code')
    .select((row) => ['siret', 'size_band', row.fn.coalesce('establishment.longitude', 'commune.longitude').as('longitude'), row.fn.coalesce('establishment.latitude', 'commune.latitude').as('latitude')])
    .where('territory_id', '=', territoryId)
    .where('siret', 'in', [...new Set(sirets)])
    .execute();
  return new Map(rows.map((row) => [row.siret, { place: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude }, small: row.size_band === null || BELOW_TEN.has(row.size_band) }]));
}
