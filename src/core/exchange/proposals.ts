import { sql } from 'kysely';
import type { Fact, Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { ProposalBody } from './model.ts';
import { allFactsShown, partiesOf, type Party, visibleFacts } from './parties.ts';
import type { ProposalStatus } from './tables.ts';

export type Proposal = { id: string; runId: string; status: ProposalStatus; answer: string | null; answeredAt: Date | null; value: number; body: ProposalBody; parties: Record<string, Party>; facts: Record<string, Fact> };

/** Which proposals of a run: around one establishment, of some statuses, whose material, party or commune holds some words. */
export type ProposalFilter = { siret?: string; id?: string; q?: string; statuses?: ProposalStatus[]; limit?: number; offset?: number };

/**
 * Proposals of a run as far as a viewer may see them: one whose facts are not all visible to the viewer, or were withdrawn since, is left out whole,
 * because its figures alone may tell who it is. Best first.
 */
export async function proposalsOf(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: ProposalFilter = {}): Promise<Proposal[]> {
  const rows = await matching(db, territoryId, runId, viewer, filter)
    .select(['p.id', 'p.run_id as runId', 'p.status', 'p.answer', 'p.answered_at as answeredAt', 'p.value', 'p.body', 'p.fact_ids as factIds', 'p.sirets'])
    .orderBy('p.value', 'desc')
    .orderBy('p.id')
    .limit(filter.limit ?? 1_000)
    .offset(filter.offset ?? 0)
    .execute();
  const facts = await visibleFacts(db, territoryId, rows.flatMap((row) => row.factIds), viewer);
  const shown = rows.filter((row) => row.factIds.every((id) => facts.has(id)));
  const improvements = shown.flatMap((row) => (row.body as unknown as ProposalBody).improvement?.withSiret ?? []);
  const parties = await partiesOf(db, territoryId, [...shown.flatMap((row) => row.sirets), ...(viewer.kind === 'adviser' ? improvements : [])]);
  return shown.map(({ factIds, sirets, ...row }) => {
    const body = row.body as unknown as ProposalBody;
    // The improvement speaks of a third party, whose facts the viewer may not see.
    const improvement = viewer.kind === 'adviser' ? body.improvement : null;
    const named = improvement ? [...sirets, improvement.withSiret] : sirets;
    return { ...row, body: { ...body, improvement }, parties: Object.fromEntries(named.flatMap((siret) => (parties.has(siret) ? [[siret, parties.get(siret)!]] : []))), facts: Object.fromEntries(factIds.map((id) => [id, facts.get(id)!])) };
  });
}

/** One proposal, or null when there is none that this viewer may see. */
export async function proposalById(db: Db, territoryId: string, id: string, viewer: Viewer): Promise<Proposal | null> {
  const row = await db.selectFrom('proposal').select('run_id as runId').where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirst();
  return row ? ((await proposalsOf(db, territoryId, row.runId, viewer, { id }))[0] ?? null) : null;
}

/** How many proposals of a run a viewer may see, and what they are worth together: cents and kilograms of CO2e a year. */
export async function proposalTotals(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: ProposalFilter = {}): Promise<{ count: number; worthCents: number; kgCo2e: number }> {
  const row = await matching(db, territoryId, runId, viewer, filter)
    .select((p) => [p.fn.countAll<number>().as('count'), sql<number>`coalesce(sum(p.value), 0)`.as('worthCents'), sql<number>`coalesce(sum((p.body->'co2'->>'value')::float8), 0)`.as('kgCo2e')])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), worthCents: Number(row.worthCents), kgCo2e: Number(row.kgCo2e) };
}

/** Communes where an open proposal waits for an answer, as far as the viewer may see it, with how many parties each has. */
export async function waitingCommunes(db: Db, territoryId: string, runId: string, viewer: Viewer): Promise<{ code: string; name: string; parties: number }[]> {
  const rows = await matching(db, territoryId, runId, viewer, { statuses: ['open'] })
    .innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'p.territory_id').on(sql<boolean>`e.siret = any(p.sirets)`))
    .innerJoin('commune as c', 'c.code', 'e.commune_code')
    .select((row) => ['c.code', 'c.name', row.fn.count<number>('e.siret').distinct().as('parties')])
    .groupBy(['c.code', 'c.name'])
    .orderBy('c.name')
    .execute();
  return rows.map((row) => ({ ...row, parties: Number(row.parties) }));
}

function matching(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: ProposalFilter) {
  let query = db.selectFrom('proposal as p').where('p.territory_id', '=', territoryId).where('p.run_id', '=', runId).where(allFactsShown(viewer));
  if (filter.siret) query = query.where(sql<boolean>`p.sirets @> array[${filter.siret}]::text[]`);
  if (filter.id) query = query.where('p.id', '=', filter.id);
  if (filter.statuses) query = query.where('p.status', 'in', filter.statuses);
  if (filter.q) {
    const like = `%${filter.q.trim().replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`(p.body->>'material' ilike ${like} or exists (select 1 from establishment e join commune c on c.code = e.commune_code
      where e.territory_id = p.territory_id and e.siret = any(p.sirets) and (e.name ilike ${like} or c.name ilike ${like})))`);
  }
  return query;
}
