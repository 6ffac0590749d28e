import { sql } from 'kysely';
import { type Consent, type Fact, mayShow, type Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';

/** A party as a viewer may see it. `name` is null where the viewer may not know who it is. */
export type Party = { siret: string | null; name: string | null; commune: string; communeCode: string; activityCode: string | null; longitude: number | null; latitude: number | null };

/**
 * The levels of consent at which a viewer of the whole board may see a fact. Only to choose rows early, in SQL:
 * the rule itself stands in the directory (`mayShow`) and is applied again to what is read.
 */
export const levelsFor = (viewer: Viewer): Consent[] => (viewer.kind === 'adviser' ? ['advisers', 'partners', 'public'] : ['public']);

/** True in SQL where every fact of a proposal is still said and may be seen: `p` is the proposal. */
export const allFactsShown = (viewer: Viewer) => sql<boolean>`not exists (
  select 1 from unnest(p.fact_ids) as resting(id) left join fact f on f.territory_id = p.territory_id and f.id = resting.id
  where f.id is null or f.withdrawn_at is not null or f.consent <> all(${levelsFor(viewer)}::text[]))`;

/** Facts by their identifiers, as far as the viewer may see them. */
export async function visibleFacts(db: Db, territoryId: string, ids: string[], viewer: Viewer): Promise<Map<string, Fact>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('fact')
    .select(['id', 'territory_id as territoryId', 'siret', 'kind', 'value', 'source', 'source_detail as sourceDetail', 'stated_on as statedOn', 'certainty', 'consent'])
    .where('territory_id', '=', territoryId)
    .where('id', 'in', [...new Set(ids)])
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map((rows as unknown as Fact[]).filter((fact) => mayShow(fact, viewer)).map((fact) => [fact.id, fact]));
}

/** Establishments as parties, by siret. Names here are the register's: a masked one is null. */
export async function partiesOf(db: Db, territoryId: string, sirets: string[]): Promise<Map<string, Party>> {
  if (sirets.length === 0) return new Map();
  const rows = await db
    .selectFrom('establishment')
    .innerJoin('commune', 'commune.code', 'establishment.commune_code')
    .select((row) => ['siret', 'establishment.name', 'commune.name as commune', 'commune.code as communeCode', 'activity_code as activityCode', row.fn.coalesce('establishment.longitude', 'commune.longitude').as('longitude'), row.fn.coalesce('establishment.latitude', 'commune.latitude').as('latitude')])
    .where('territory_id', '=', territoryId)
    .where('siret', 'in', [...new Set(sirets)])
    .execute();
  return new Map(rows.map((row) => [row.siret, row]));
}
