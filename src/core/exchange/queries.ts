import { sql } from 'kysely';
import { type Fact, mayShow, type Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { matieres } from './boards/matieres.ts';
import type { ProposalBody, RunSummary, UnmatchedBody } from './model.ts';
import type { ProposalStatus } from './tables.ts';

export type Run = { id: string; finishedAt: Date; status: string; value: number; bound: number; summary: RunSummary };

/** The newest run of the board, or null before the first. */
export async function latestRun(db: Db, territoryId: string): Promise<Run | null> {
  const row = await db
    .selectFrom('board_run')
    .select(['id', 'finished_at as finishedAt', 'status', 'value', 'bound', 'summary'])
    .where('territory_id', '=', territoryId)
    .where('board', '=', matieres.id)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row as unknown as Run | undefined) ?? null;
}

/** A party as a viewer may see it. `name` is null where the viewer may not know who it is. */
export type Party = { siret: string | null; name: string | null; commune: string; communeCode: string; activityCode: string | null; longitude: number | null; latitude: number | null };

export type Proposal = { id: string; runId: string; status: ProposalStatus; answer: string | null; answeredAt: Date | null; value: number; body: ProposalBody; parties: Record<string, Party>; facts: Record<string, Fact> };

/**
 * Proposals of a run as far as a viewer may see them: one whose facts are not all visible to the viewer, or were withdrawn since, is left out whole,
 * because its figures alone may tell who it is. Best first.
 */
export async function proposalsOf(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: { siret?: string; id?: string } = {}): Promise<Proposal[]> {
  let query = db.selectFrom('proposal').select(['id', 'run_id as runId', 'status', 'answer', 'answered_at as answeredAt', 'value', 'body', 'fact_ids as factIds', 'sirets']).where('territory_id', '=', territoryId).where('run_id', '=', runId);
  if (filter.siret) query = query.where(sql<boolean>`sirets @> array[${filter.siret}]::text[]`);
  if (filter.id) query = query.where('id', '=', filter.id);
  const rows = await query.orderBy('value', 'desc').orderBy('id').execute();
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

export type LeftOutShown = { factId: string; siret: string; party: Party; fact: Fact; body: UnmatchedBody; parties: Record<string, Party> };

/** What a run left without a solution, as far as a viewer may see it. Who the others are is for advisers only. Largest first. */
export async function leftOutOf(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: { siret?: string } = {}): Promise<LeftOutShown[]> {
  let query = db.selectFrom('unmatched').select(['fact_id as factId', 'siret', 'body']).where('territory_id', '=', territoryId).where('run_id', '=', runId);
  if (filter.siret) query = query.where('siret', '=', filter.siret);
  const rows = await query.orderBy('fact_id').execute();
  const facts = await visibleFacts(db, territoryId, rows.map((row) => row.factId), viewer);
  const shown = rows.filter((row) => facts.has(row.factId)).map((row) => ({ ...row, body: row.body as unknown as UnmatchedBody }));
  const others = (body: UnmatchedBody) => [...body.obstacles.map((one) => one.withSiret), ...(body.leastChange ? [body.leastChange.withSiret] : []), ...body.leads.map((lead) => lead.siret)];
  const parties = await partiesOf(db, territoryId, shown.flatMap((row) => [row.siret, ...(viewer.kind === 'adviser' ? others(row.body) : [])]));
  return shown
    .map((row) => ({
      factId: row.factId,
      siret: row.siret,
      party: parties.get(row.siret)!,
      fact: facts.get(row.factId)!,
      body: viewer.kind === 'adviser' ? row.body : { ...row.body, obstacles: [], leastChange: null, leads: [] },
      parties: viewer.kind === 'adviser' ? Object.fromEntries(others(row.body).flatMap((siret) => (parties.has(siret) ? [[siret, parties.get(siret)!]] : []))) : {},
    }))
    .filter((row) => row.party)
    .sort((a, b) => b.body.tonnesPerYear - a.body.tonnesPerYear || a.factId.localeCompare(b.factId));
}

async function visibleFacts(db: Db, territoryId: string, ids: string[], viewer: Viewer): Promise<Map<string, Fact>> {
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

async function partiesOf(db: Db, territoryId: string, sirets: string[]): Promise<Map<string, Party>> {
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
