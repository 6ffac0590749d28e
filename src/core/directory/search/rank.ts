import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { MeantWord } from './meant.ts';
import { COUNTABLE, MOST_CANDIDATES, MOST_WALKED, type Plan } from './plan.ts';

/** What a list shows of an establishment. `name` is null where its holder asked that it be masked. */
export type SearchRow = {
  territoryId: string;
  siret: string;
  name: string | null;
  sign: string | null;
  communeCode: string;
  communeName: string;
  postalCode: string | null;
  activityCode: string | null;
  sizeBand: string | null;
  status: 'open' | 'closed';
  origin: 'register' | 'demonstration' | 'adviser';
  longitude: number | null;
  latitude: number | null;
};

// A name that the query covers whole beats one that it covers in part, never a better field.
const WHOLE_NAME = 4;
const LEAST = 1;

export const tsquery = (terms: string): RawBuilder<unknown> => sql`${terms}::text::tsquery`;

/** Rows of one page, best first; how many candidates were ranked, and how many matches there are, null when they are too many to count. */
export async function rankedRows(db: Db, plan: Plan, words: MeantWord[], offset: number, limit: number): Promise<{ rows: SearchRow[]; candidates: number; total: number | null }> {
  const columns = sql`territory_id, siret, prominence, ${scoreOf(words)} as score`;
  const counted = plan.countable ? sql`search_count(${tsquery(plan.terms)}, ${COUNTABLE + 1})` : sql`null::int`;
  const { rows } = await sql<SearchRow & { candidates: number; total: number | null }>`
    with found as materialized (${candidatesOf(plan, columns)}),
    page as materialized (select territory_id, siret, score, prominence from found order by score desc, prominence desc, siret limit ${limit} offset ${offset}),
    counted as materialized (select candidates, case when candidates < ${plan.walk === 'prominence' ? MOST_WALKED : MOST_CANDIDATES} then candidates else ${counted} end as total from (select count(*)::int as candidates from found) c)
    select e.territory_id as "territoryId", e.siret, e.name, e.sign, e.commune_code as "communeCode", c.name as "communeName", e.postal_code as "postalCode",
      e.activity_code as "activityCode", e.size_band as "sizeBand", e.status, e.origin, e.longitude, e.latitude, counted.candidates, counted.total
    from counted cross join page join establishment e on e.territory_id = page.territory_id and e.siret = page.siret join commune c on c.code = e.commune_code
    order by page.score desc, page.prominence desc, page.siret`.execute(db);
  const { candidates, total } = rows[0] ?? { candidates: 0, total: 0 };
  return { rows: rows.map(({ candidates: _, total: __, ...row }) => row), candidates, total: total !== null && total > COUNTABLE ? null : total };
}

/** The index or the walk answers with places in the table; those whose name has every word are added. */
function candidatesOf({ terms, tried, named, walk }: Plan, columns: RawBuilder<unknown>) {
  if (terms === '') return sql`select ${columns} from search_document order by prominence desc, siret limit ${MOST_CANDIDATES}`;
  const places = walk === 'prominence' ? sql`select search_walk(${tsquery(tried)}, ${MOST_WALKED})` : walk === 'top' ? sql`select search_top(${tsquery(terms)}, ${MOST_CANDIDATES})` : sql`select search_hits(${tsquery(terms)}, ${MOST_CANDIDATES})`;
  return sql`select ${columns} from search_document where ctid = any(array(${places}) ${named === null ? sql`` : sql`|| array(select search_hits(${tsquery(named)}, ${MOST_WALKED}))`})`;
}

/** How well a document answers: for each word the best of what it may mean, and a bonus for a name covered whole. */
function scoreOf(words: MeantWord[]): RawBuilder<unknown> {
  if (words.length === 0) return sql`0::float8`;
  const parts = words.map(({ meanings }) => {
    const tiers = Map.groupBy(meanings, ({ value }) => value);
    const cases = [...tiers].sort(([a], [b]) => b - a).map(([value, tier]) => sql`when terms @@ ${tsquery(tier.map(({ term }) => `'${term}'`).join('|'))} then ${value}::float8`);
    return cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} else ${LEAST}::float8 end` : sql`${LEAST}::float8`;
  });
  const inName = words.flatMap(({ typed, meanings }) => (meanings.some(({ term }) => term === `n${typed}`) ? [sql`(terms @@ ${tsquery(`'n${typed}'`)})::int`] : []));
  const whole = inName.length > 0 ? sql` + ${WHOLE_NAME}::float8 * least(1, (${sql.join(inName, sql` + `)})::float8 / greatest(1, name_words))` : sql``;
  return sql`${sql.join(parts, sql` + `)}${whole}`;
}
