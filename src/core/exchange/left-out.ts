import { sql } from 'kysely';
import type { FlowFact, Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { UnmatchedBody } from './model.ts';
import { levelsFor, partiesOf, type Party, visibleFacts } from './parties.ts';

/** Which records left without a solution: of one establishment, or speaking of some waste codes. */
export type LeftOutFilter = { siret?: string; wasteCodes?: string[]; limit?: number; offset?: number };

export type LeftOutShown = { factId: string; siret: string; party: Party; fact: FlowFact; body: UnmatchedBody; parties: Record<string, Party> };

/** What a run left without a solution, as far as a viewer may see it. Who the others are is for advisers only. Largest first. */
export async function leftOutOf(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: LeftOutFilter = {}): Promise<LeftOutShown[]> {
  const rows = await matching(db, territoryId, runId, viewer, filter)
    .select(['u.fact_id as factId', 'u.siret', 'u.body'])
    .orderBy(sql`(u.body->>'tonnesPerYear')::float8`, 'desc')
    .orderBy('u.fact_id')
    .limit(filter.limit ?? 1_000)
    .offset(filter.offset ?? 0)
    .execute();
  const facts = await visibleFacts(db, territoryId, rows.map((row) => row.factId), viewer);
  const shown = rows.filter((row) => facts.has(row.factId)).map((row) => ({ ...row, body: row.body as unknown as UnmatchedBody }));
  const others = (body: UnmatchedBody) => [...body.obstacles.map((one) => one.withSiret), ...(body.leastChange ? [body.leastChange.withSiret] : []), ...body.leads.map((lead) => lead.siret)];
  const parties = await partiesOf(db, territoryId, shown.flatMap((row) => [row.siret, ...(viewer.kind === 'adviser' ? others(row.body) : [])]));
  return shown
    .map((row) => ({
      factId: row.factId,
      siret: row.siret,
      party: parties.get(row.siret)!,
      fact: facts.get(row.factId)! as FlowFact,
      body: viewer.kind === 'adviser' ? row.body : { ...row.body, obstacles: [], leastChange: null, leads: [] },
      parties: viewer.kind === 'adviser' ? Object.fromEntries(others(row.body).flatMap((siret) => (parties.has(siret) ? [[siret, parties.get(siret)!]] : []))) : {},
    }))
    .filter((row) => row.party);
}

/** Why records were left without a solution, as the first reason of each: how many, how many tonnes a year, and how many one change would help. */
export async function leftOutReasons(db: Db, territoryId: string, runId: string, viewer: Viewer): Promise<{ code: string; count: number; tonnes: number; withChange: number }[]> {
  const rows = await matching(db, territoryId, runId, viewer, {})
    .select([
      sql<string>`coalesce(u.body->'obstacles'->0->'obstacle'->>'code', 'nobody')`.as('code'),
      sql<number>`count(*)`.as('count'),
      sql<number>`sum((u.body->>'tonnesPerYear')::float8)`.as('tonnes'),
      sql<number>`count(*) filter (where jsonb_typeof(u.body->'leastChange') = 'object')`.as('withChange'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`2`, 'desc')
    .execute();
  return rows.map((row) => ({ code: row.code, count: Number(row.count), tonnes: Number(row.tonnes), withChange: Number(row.withChange) }));
}

function matching(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: LeftOutFilter) {
  let query = db
    .selectFrom('unmatched as u')
    .innerJoin('fact as f', (join) => join.onRef('f.territory_id', '=', 'u.territory_id').onRef('f.id', '=', 'u.fact_id'))
    .where('u.territory_id', '=', territoryId)
    .where('u.run_id', '=', runId)
    .where('f.withdrawn_at', 'is', null)
    .where('f.consent', 'in', levelsFor(viewer));
  if (filter.siret) query = query.where('u.siret', '=', filter.siret);
  if (filter.wasteCodes) query = query.where(sql<boolean>`(f.value->>'wasteCode' = any(${filter.wasteCodes}::text[]) or f.value->'wasteCodes' ?| ${filter.wasteCodes}::text[])`);
  return query;
}
