import { sql } from 'kysely';
import type { Fact, Viewer } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { ofCommune } from '#core/territory/index.ts';
import type { BoardProposal } from '../board.ts';
import { allFactsShown, partiesOf, type Party, visibleFacts } from '../parties.ts';
import type { ProposalStatus } from '../tables.ts';

/** A party of a proposal as a viewer may see it: a firm, or a person whom an adviser looks after. `called`: what texts call it. */
export type BoardParty = { kind: 'firm'; called: string; party: Party; fact: Fact } | { kind: 'person'; called: string; seekerId: string; commune: string; phone: string | null; email: string | null; longitude: number | null; latitude: number | null };

export type BoardProposalShown = { id: string; runId: string; board: string; status: ProposalStatus; answer: string | null; answeredAt: Date | null; value: number; body: BoardProposal; parties: BoardParty[]; names: string[] };
export type BoardProposalFilter = { siret?: string; id?: string; q?: string; statuses?: ProposalStatus[]; limit?: number; offset?: number };

/**
 * Proposals of a run as far as a viewer may see them, best first: one whose facts are not all visible, or were withdrawn since, is left out whole.
 * Persons are for advisers only.
 */
export async function boardProposals(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: BoardProposalFilter = {}): Promise<BoardProposalShown[]> {
  const rows = await matching(db, territoryId, runId, viewer, filter)
    .select(['p.id', 'p.run_id as runId', 'p.board', 'p.status', 'p.answer', 'p.answered_at as answeredAt', 'p.value', 'p.body', 'p.fact_ids as factIds', 'p.seeker_ids as seekerIds'])
    .orderBy('p.value', 'desc')
    .orderBy('p.id')
    .limit(filter.limit ?? 1_000)
    .offset(filter.offset ?? 0)
    .execute();
  const facts = await visibleFacts(db, territoryId, rows.flatMap((row) => row.factIds), viewer);
  const firms = await partiesOf(db, territoryId, [...facts.values()].map((fact) => fact.siret));
  const people = await peopleOf(db, territoryId, rows.flatMap((row) => row.seekerIds));
  return rows
    .filter((row) => row.factIds.every((id) => facts.has(id)) && row.seekerIds.every((id) => people.has(id)))
    .map(({ factIds: _facts, seekerIds: _people, ...row }) => {
      const body = row.body as unknown as BoardProposal;
      const parties = body.parties.map(({ side }) => people.get(side) ?? firmParty(facts.get(side)!, firms));
      return { ...row, value: Number(row.value), body, parties, names: parties.map((party) => party.called) };
    });
}

const firmParty = (fact: Fact, firms: Map<string, Party>): BoardParty => {
  const party = firms.get(fact.siret)!;
  return { kind: 'firm', called: party.name ?? `une entreprise ${ofCommune(party.commune)}`, party, fact };
};

async function peopleOf(db: Db, territoryId: string, ids: string[]): Promise<Map<string, BoardParty>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('seeker')
    .innerJoin('commune', 'commune.code', 'seeker.commune_code')
    .select(['seeker.id', 'person_name as name', 'phone', 'email', 'commune.name as commune', 'commune.longitude', 'commune.latitude'])
    .where('seeker.territory_id', '=', territoryId)
    .where('seeker.id', 'in', [...new Set(ids)])
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, name, ...row }) => [id, { kind: 'person', called: name, seekerId: id, ...row }]));
}

/** One proposal of a board, or null when there is none that this viewer may see. */
export async function boardProposalById(db: Db, territoryId: string, board: string, id: string, viewer: Viewer): Promise<BoardProposalShown | null> {
  const row = await db.selectFrom('proposal').select('run_id as runId').where('territory_id', '=', territoryId).where('id', '=', id).where('board', '=', board).executeTakeFirst();
  return row ? ((await boardProposals(db, territoryId, row.runId, viewer, { id }))[0] ?? null) : null;
}

/** How many proposals of a run a viewer may see. */
export async function countBoardProposals(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: BoardProposalFilter = {}): Promise<number> {
  const { count } = await matching(db, territoryId, runId, viewer, filter).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

function matching(db: Db, territoryId: string, runId: string, viewer: Viewer, filter: BoardProposalFilter) {
  let query = db.selectFrom('proposal as p').where('p.territory_id', '=', territoryId).where('p.run_id', '=', runId).where(allFactsShown(viewer));
  if (viewer.kind !== 'adviser') query = query.where(sql<boolean>`cardinality(p.seeker_ids) = 0`);
  if (filter.siret) query = query.where(sql<boolean>`p.sirets @> array[${filter.siret}]::text[]`);
  if (filter.id) query = query.where('p.id', '=', filter.id);
  if (filter.statuses) query = query.where('p.status', 'in', filter.statuses);
  if (filter.q) {
    const like = `%${filter.q.trim().replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`(p.body->>'sentence' ilike ${like} or p.body->>'parties' ilike ${like} or exists (select 1 from establishment e join commune c on c.code = e.commune_code
      where e.territory_id = p.territory_id and e.siret = any(p.sirets) and (e.name ilike ${like} or c.name ilike ${like})))`);
  }
  return query;
}
