import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { MeantWord } from './meant.ts';
import { MOST_CANDIDATES, type Plan } from './plan.ts';

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
const WASTE_CODE = 5;

export const tsquery = (terms: string): RawBuilder<unknown> => sql`${terms}::text::tsquery`;

/** Rows of one page, best first, and how many candidates there were (at most MOST_CANDIDATES). */
export async function rankedRows(db: Db, plan: Plan, words: MeantWord[], offset: number, limit: number): Promise<{ rows: SearchRow[]; candidates: number }> {
  const columns = sql`territory_id, siret, prominence, ${scoreOf(words)} as score`;
  // Where most rows match, walking them best first ends sooner than reading a long posting list; the expression keeps the index out of it.
  const general = plan.walk === 'prominence'
    ? sql`select ${columns} from search_document where (terms || ''::tsvector) @@ ${tsquery(plan.terms)} order by prominence desc, siret limit ${MOST_CANDIDATES}`
    : plan.terms ? sql`select ${columns} from search_document where terms @@ ${tsquery(plan.terms)} limit ${MOST_CANDIDATES}`
    : sql`select ${columns} from search_document order by prominence desc, siret limit ${MOST_CANDIDATES}`;
  const found = plan.named === null ? general : sql`(select ${columns} from search_document where terms @@ ${tsquery(plan.named)} limit ${MOST_CANDIDATES / 2}) union (${general})`;
  const { rows } = await sql<SearchRow & { candidates: number }>`
    with found as materialized (${found}),
    page as materialized (select territory_id, siret, score, prominence, count(*) over () as candidates from found order by score desc, prominence desc, siret limit ${limit} offset ${offset})
    select e.territory_id as "territoryId", e.siret, e.name, e.sign, e.commune_code as "communeCode", c.name as "communeName", e.postal_code as "postalCode",
      e.activity_code as "activityCode", e.size_band as "sizeBand", e.status, e.origin, e.longitude, e.latitude, page.candidates
    from page join establishment e on e.territory_id = page.territory_id and e.siret = page.siret join commune c on c.code = e.commune_code
    order by page.score desc, page.prominence desc, page.siret`.execute(db);
  return { rows: rows.map(({ candidates: _, ...row }) => row), candidates: rows[0]?.candidates ?? 0 };
}

/** How well a document answers: for each word the best of what it may mean, and a bonus for a name covered whole. */
function scoreOf(words: MeantWord[]): RawBuilder<unknown> {
  if (words.length === 0) return sql`0::float8`;
  const parts = words.map(({ meanings }) => {
    const tiers = Map.groupBy(meanings, ({ value }) => value);
    const cases = [...tiers].sort(([a], [b]) => b - a).map(([value, tier]) => sql`when terms @@ ${tsquery(tier.map(({ term }) => `'${term}'`).join('|'))} then ${value}::float8`);
    return cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} else ${WASTE_CODE / words.length}::float8 end` : sql`0::float8`;
  });
  const inName = words.flatMap(({ typed, meanings }) => (meanings.some(({ term }) => term === `n${typed}`) ? [sql`(terms @@ ${tsquery(`'n${typed}'`)})::int`] : []));
  const whole = inName.length > 0 ? sql` + ${WHOLE_NAME}::float8 * least(1, (${sql.join(inName, sql` + `)})::float8 / greatest(1, name_words))` : sql``;
  return sql`${sql.join(parts, sql` + `)}${whole}`;
}
