import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Viewer } from '../model.ts';
import type { Plan } from './plan.ts';
import { readQuery, type SearchInput } from './query.ts';
import { type SearchRow, tsquery } from './rank.ts';
import { rowsByNumber } from './rows-by-number.ts';
import { plansOf } from './search-directory.ts';

const BATCH = 2_000;
const MOST_BY_NUMBER = 500;
const MOST_MAPPED = 50_000;

/** Everything that a search finds, in order of SIRET and in batches, as the page would show it and without its limit. */
export async function* matchingRows(db: Db, input: SearchInput, viewer: Viewer): AsyncGenerator<SearchRow[]> {
  const reading = readQuery(input.q);
  if (reading.kind === 'number') return yield (await rowsByNumber(db, reading, { ...input, page: 1 }, MOST_BY_NUMBER)).rows;
  const plan = await settledPlan(db, input, viewer);
  if (!plan) return;
  for (let after = { territoryId: '', siret: '' }; ; ) {
    const { rows } = await sql<SearchRow>`
      with part as materialized (select territory_id, siret from search_document
        where ${plan.terms ? sql`terms @@ ${tsquery(plan.terms)}` : sql`true`} and (territory_id, siret) > (${after.territoryId}, ${after.siret}) order by territory_id, siret limit ${BATCH})
      select e.territory_id as "territoryId", e.siret, e.name, e.sign, e.commune_code as "communeCode", c.name as "communeName", e.postal_code as "postalCode",
        e.activity_code as "activityCode", e.size_band as "sizeBand", e.status, e.origin, e.longitude, e.latitude
      from part join establishment e on e.territory_id = part.territory_id and e.siret = part.siret join commune c on c.code = e.commune_code
      order by e.territory_id, e.siret`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)!;
  }
}

/** How many establishments a search finds in each commune, by its code. */
export async function matchesByCommune(db: Db, input: SearchInput, viewer: Viewer): Promise<Map<string, number>> {
  const reading = readQuery(input.q);
  if (reading.kind === 'number') {
    const { rows } = await rowsByNumber(db, reading, { ...input, page: 1 }, MOST_BY_NUMBER);
    return new Map([...Map.groupBy(rows, (row) => row.communeCode)].map(([code, group]) => [code, group.length]));
  }
  const plan = await settledPlan(db, input, viewer);
  if (!plan) return new Map();
  const among = plan.terms ? sql`where ctid = any(array(select search_hits(${tsquery(plan.terms)}, ${MOST_MAPPED})))` : sql``;
  const { rows } = await sql<{ code: string; n: number }>`select commune_code as code, count(*)::int as n from search_document ${among} group by commune_code`.execute(db);
  return new Map(rows.map(({ code, n }) => [code, n]));
}

/** The plan whose matches the page shows: the first, as typed then more and more forgiving, that finds something. */
async function settledPlan(db: Db, input: SearchInput, viewer: Viewer): Promise<Plan | null> {
  for await (const { plan } of plansOf(db, input, viewer)) {
    if (!plan) continue;
    if (plan.terms === '') return plan;
    const { rows } = await sql<{ n: number }>`select search_count(${tsquery(plan.terms)}, 1) as n`.execute(db);
    if (rows[0]!.n > 0) return plan;
  }
  return null;
}
