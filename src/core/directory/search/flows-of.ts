import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { FlowFact, FlowKind, Viewer } from '../model.ts';
import { visibleTo } from '../visible.ts';

/** What each of these establishments offers and looks for, as far as the viewer may see it: material and tonnes a year, by SIRET, largest first. */
export async function flowsOf(db: Db, sirets: string[], viewer: Viewer): Promise<Map<string, { kind: FlowKind; material: string; tonnesPerYear: number }[]>> {
  const rows = await db
    .selectFrom('fact')
    .select(['siret', 'kind', 'value', 'consent'])
    .where(sql<boolean>`(territory_id, siret) in (select territory_id, siret from establishment where siret = any(${sirets}::text[]))`)
    .where('kind', 'in', ['flow-out', 'flow-in'])
    .where('withdrawn_at', 'is', null)
    .execute();
  const seen = visibleTo(rows as unknown as FlowFact[], viewer).map(({ siret, kind, value }) => ({ siret, kind, material: value.material, tonnesPerYear: value.tonnesPerYear }));
  return Map.groupBy(seen.toSorted((a, b) => b.tonnesPerYear - a.tonnesPerYear), ({ siret }) => siret);
}
