import { sql } from 'kysely';
import { type FlowFact, searchWaste, type Viewer, visibleTo } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { levelsFor } from './parties.ts';

export type BoardFilter = { kind: 'flow-out' | 'flow-in'; q?: string; communeCode?: string; page?: number; pageSize?: number };
export type BoardFlow = { fact: FlowFact; name: string | null; siret: string; commune: string; communeCode: string; activityCode: string | null };

/** One page of what is offered or looked for on the board, newest first, as far as the viewer may see it, with how many there are in all. */
export async function boardFlows(db: Db, territoryId: string, viewer: Viewer, filter: BoardFilter): Promise<{ flows: BoardFlow[]; total: number }> {
  const size = filter.pageSize ?? 25;
  const words = filter.q?.trim();
  const codes = words ? searchWaste(words).map((found) => found.waste.code).slice(0, 40) : [];
  let query = db
    .selectFrom('fact')
    .innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'fact.territory_id').onRef('e.siret', '=', 'fact.siret'))
    .innerJoin('commune as c', 'c.code', 'e.commune_code')
    .where('fact.territory_id', '=', territoryId)
    .where('fact.kind', '=', filter.kind)
    .where('fact.withdrawn_at', 'is', null)
    .where('fact.consent', 'in', levelsFor(viewer))
    .where('e.status', '=', 'open');
  if (filter.communeCode) query = query.where('e.commune_code', '=', filter.communeCode);
  if (words) {
    const like = `%${words.replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where((row) =>
      row.or([
        row(sql<string>`fact.value->>'material'`, 'ilike', like),
        ...(codes.length === 0 ? [] : filter.kind === 'flow-out' ? [row(sql<string>`fact.value->>'wasteCode'`, 'in', codes)] : [sql<boolean>`fact.value->'wasteCodes' ?| ${codes}::text[]`]),
      ]),
    );
  }
  const { total } = await query.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(['fact.id', 'fact.territory_id as territoryId', 'fact.siret', 'fact.kind', 'fact.value', 'fact.source', 'fact.source_detail as sourceDetail', 'fact.stated_on as statedOn', 'fact.certainty', 'fact.consent', 'e.name', 'e.activity_code as activityCode', 'c.name as commune', 'c.code as communeCode'])
    .orderBy('fact.stated_on', 'desc')
    .orderBy('fact.id')
    .limit(size)
    .offset(((filter.page ?? 1) - 1) * size)
    .execute();
  const flows = rows.map(({ name, activityCode, commune, communeCode, ...fact }) => ({ fact: fact as unknown as FlowFact, siret: fact.siret, name, activityCode, commune, communeCode }));
  const shown = new Set(visibleTo(flows.map((flow) => flow.fact), viewer));
  return { flows: flows.filter((flow) => shown.has(flow.fact)), total: Number(total) };
}
