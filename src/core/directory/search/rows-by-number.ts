import type { Db } from '#core/kernel/index.ts';
import { MOST_CANDIDATES } from './plan.ts';
import type { Reading, SearchInput } from './query.ts';
import type { SearchRow } from './rank.ts';

/** Establishments whose SIRET or SIREN is, or begins with, a number; closed ones too, since their number was asked for. Other filters do not apply. */
export async function rowsByNumber(db: Db, { by, from, to }: Extract<Reading, { kind: 'number' }>, { page }: SearchInput, size: number): Promise<{ rows: SearchRow[]; total: number; more: boolean; pages: number }> {
  const found = db.selectFrom('establishment as e').innerJoin('commune as c', 'c.code', 'e.commune_code').where(by === 'siret' ? 'e.siret' : 'e.siren', '>=', from).where(by === 'siret' ? 'e.siret' : 'e.siren', '<=', to);
  const { rows: total } = await db.executeQuery(found.select('e.siret').limit(MOST_CANDIDATES).compile());
  const rows = await found
    .select([
      'e.territory_id as territoryId', 'e.siret', 'e.name', 'e.sign', 'e.commune_code as communeCode', 'c.name as communeName', 'e.postal_code as postalCode',
      'e.activity_code as activityCode', 'e.size_band as sizeBand', 'e.status', 'e.origin', 'e.longitude', 'e.latitude',
    ])
    .orderBy('e.siret')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total: total.length, more: total.length >= MOST_CANDIDATES, pages: Math.ceil(total.length / size) };
}
