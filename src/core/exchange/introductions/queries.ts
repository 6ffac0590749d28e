import { sql } from 'kysely';
import type { Outcome } from '#core/followup/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { CloseReason, IntroductionState, SideAnswer } from './model.ts';
import type { OutcomeResult, Promised, Told } from './tables.ts';

export type SideShown = {
  siret: string; name: string; commune: string; told: Told; answer: SideAnswer | 'released' | null; answeredAt: Date | null; reasons: string[]; words: string | null;
  promiseId: string | null; promiseState: 'open' | 'done' | 'dropped' | null; promiseOutcome: Outcome | null; dueOn: string | null; turn: 'ours' | 'theirs' | null; phone: string | null; email: string | null; lastWords: string | null;
};
export type OutcomeShown = { siret: string; months: number; result: OutcomeResult | null; quantity: number | null; worthCents: number | null; words: string | null; answeredAt: Date | null; dueOn: string; open: boolean };
export type IntroductionShown = {
  id: string; board: string; proposalId: string; hubSiret: string | null; title: string; promised: Promised; state: IntroductionState; reason: CloseReason | null; origin: 'adviser' | 'firm'; asked: boolean;
  by: string | null; ownerName: string | null; introducedAt: Date; agreedAt: Date | null; closedAt: Date | null; demonstration: boolean; sides: SideShown[]; outcomes: OutcomeShown[];
};

type Row = Omit<IntroductionShown, 'sides' | 'outcomes'>;

const rows = (db: Db, territoryId: string) =>
  db
    .selectFrom('introduction as i').leftJoin('person as by', 'by.id', 'i.introduced_by').leftJoin('person as owner', 'owner.id', 'i.owner_id')
    .select(['i.id', 'i.board', 'i.proposal_id as proposalId', 'i.hub_siret as hubSiret', 'i.title', 'i.promised', 'i.state', 'i.reason', 'i.origin', 'i.asked', 'by.name as by', 'owner.name as ownerName', 'i.introduced_at as introducedAt', 'i.agreed_at as agreedAt', 'i.closed_at as closedAt', 'i.demonstration'])
    .where('i.territory_id', '=', territoryId);

/** One introduction with all that was answered and told; for advisers, who see names. */
export async function introductionById(db: Db, territoryId: string, id: string): Promise<IntroductionShown | null> {
  const row = await rows(db, territoryId).where('i.id', '=', id).executeTakeFirst();
  return row ? ((await withSides(db, territoryId, [row as Row]))[0] ?? null) : null;
}

export type IntroductionFilter = { state?: IntroductionState; board?: string; limit?: number };

/** The latest introductions, those that advisers must act on first within what is asked. */
export async function introductionsOf(db: Db, territoryId: string, { state, board, limit = 100 }: IntroductionFilter = {}): Promise<IntroductionShown[]> {
  let query = rows(db, territoryId).where('i.asked', '=', true).orderBy('i.introduced_at', 'desc').orderBy('i.id').limit(limit);
  if (state) query = query.where('i.state', '=', state);
  if (board) query = query.where('i.board', '=', board);
  return withSides(db, territoryId, (await query.execute()) as Row[]);
}

/** How many introductions are in each state. */
export async function introductionCounts(db: Db, territoryId: string): Promise<Record<IntroductionState, number>> {
  const found = await db.selectFrom('introduction').select((e) => ['state', e.fn.countAll<number>().as('count')]).where('territory_id', '=', territoryId).where('asked', '=', true).groupBy('state').execute();
  return { asked: 0, agreed: 0, closed: 0, ...Object.fromEntries(found.map((one) => [one.state, Number(one.count)])) };
}

/** The latest introduction made of the facts of a proposal, whatever the run that found them; null when there was none. */
export async function introductionOfProposal(db: Db, territoryId: string, proposalId: string): Promise<Pick<IntroductionShown, 'id' | 'state' | 'reason' | 'asked' | 'introducedAt'> | null> {
  const found = await db
    .selectFrom('introduction as i').innerJoin('proposal as p', (join) => join.onRef('p.territory_id', '=', 'i.territory_id').onRef('p.board', '=', 'i.board'))
    .select(['i.id', 'i.state', 'i.reason', 'i.asked', 'i.introduced_at as introducedAt'])
    .where('p.territory_id', '=', territoryId).where('p.id', '=', proposalId)
    .where(sql<boolean>`i.fact_key = (select string_agg(f::text, ' ' order by f::text) from unnest(p.fact_ids || p.seeker_ids) f)`)
    .orderBy('i.introduced_at', 'desc').limit(1).executeTakeFirst();
  return found ?? null;
}

export type OwnSide = { introductionId: string; board: string; title: string; state: IntroductionState; reason: CloseReason | null; told: Told; answer: SideAnswer | 'released' | null; answeredAt: Date | null; introducedAt: Date; agreedAt: Date | null; hubSiret: string | null };

/** A firm's own side of its introductions, the latest first: nothing of the others. */
export const sidesOfFirm = async (db: Db, territoryId: string, siret: string): Promise<OwnSide[]> =>
  (await db
    .selectFrom('introduction_side as s').innerJoin('introduction as i', (join) => join.onRef('i.territory_id', '=', 's.territory_id').onRef('i.id', '=', 's.introduction_id'))
    .select(['s.introduction_id as introductionId', 'i.board', 'i.title', 'i.state', 'i.reason', 's.told', 's.answer', 's.answered_at as answeredAt', 'i.introduced_at as introducedAt', 'i.agreed_at as agreedAt', 'i.hub_siret as hubSiret'])
    .where('s.territory_id', '=', territoryId).where('s.siret', '=', siret).where('i.asked', '=', true).orderBy('i.introduced_at', 'desc').limit(20).execute()) as OwnSide[];

async function withSides(db: Db, territoryId: string, found: Row[]): Promise<IntroductionShown[]> {
  if (found.length === 0) return [];
  const ids = found.map((one) => one.id);
  const sides = await db
    .selectFrom('introduction_side as s')
    .innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 's.territory_id').onRef('e.siret', '=', 's.siret')).innerJoin('commune as c', 'c.code', 'e.commune_code')
    .leftJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 's.territory_id').onRef('p.id', '=', 's.promise_id'))
    .select((e) => ['s.introduction_id as introductionId', 's.siret', e.fn.coalesce('e.sign', 'e.name', e.val('Nom non diffusé')).as('name'), 'c.name as commune', 's.told', 's.answer', 's.answered_at as answeredAt', 's.reasons', 's.words',
      's.promise_id as promiseId', 'p.state as promiseState', 'p.outcome as promiseOutcome', 'p.due_on as dueOn', 'p.turn', 'p.about_phone as phone', 'p.about_email as email', 'p.last_words as lastWords'])
    .where('s.territory_id', '=', territoryId).where('s.introduction_id', 'in', ids).orderBy('s.siret').execute();
  const outcomes = await db
    .selectFrom('introduction_outcome as o').innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'o.territory_id').onRef('p.id', '=', 'o.promise_id'))
    .select(['o.introduction_id as introductionId', 'o.siret', 'o.months', 'o.result', 'o.quantity', 'o.worth_cents as worthCents', 'o.words', 'o.answered_at as answeredAt', 'p.due_on as dueOn', 'p.state'])
    .where('o.territory_id', '=', territoryId).where('o.introduction_id', 'in', ids).orderBy('o.months').orderBy('o.siret').execute();
  return found.map((one) => ({
    ...one,
    sides: sides.filter((side) => side.introductionId === one.id).map(({ introductionId: _, ...side }) => side as SideShown),
    outcomes: outcomes.filter((outcome) => outcome.introductionId === one.id).map(({ introductionId: _, state, ...outcome }) => ({ ...outcome, open: state === 'open' }) as OutcomeShown),
  }));
}
