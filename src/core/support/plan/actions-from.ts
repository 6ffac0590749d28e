import type { Db } from '#core/kernel/index.ts';

/** Where actions of a firm's plan stand, by what they came from: those of `originIds` that were taken up. */
export async function actionsFrom(db: Db, territoryId: string, siret: string, originIds: string[]): Promise<Map<string, 'open' | 'done' | 'dropped'>> {
  if (originIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('plan_action as a').innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'a.territory_id').onRef('p.id', '=', 'a.promise_id'))
    .select(['a.origin_id as originId', 'p.state']).where('a.territory_id', '=', territoryId).where('a.siret', '=', siret).where('a.origin_id', 'in', originIds).execute();
  return new Map(rows.map((row) => [row.originId!, row.state]));
}
