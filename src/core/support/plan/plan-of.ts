import type { Viewer } from '#core/directory/index.ts';
import { latestRun, proposalLead, proposalsOf, proposalTitle } from '#core/exchange/index.ts';
import { promisesOfFirm } from '#core/followup/index.ts';
import { type Db, dateOf } from '#core/kernel/index.ts';
import { OUTCOME_WORDS } from '../requests/index.ts';
import { subjectLabel } from '../subjects/index.ts';

export type PlanOrigin = 'advice' | 'board' | 'diagnosis' | 'aid' | 'visit' | 'firm' | 'request' | 'call';
export type PlanItem = {
  key: string; origin: PlanOrigin; what: string; why: string | null;
  /** Who proposed or follows it. */
  who: string | null; bodyId: string | null;
  on: string | null; dueOn: string | null;
  /** `proposed`: nobody took it up yet. */
  state: 'proposed' | 'open' | 'done' | 'dropped'; outcome: string | null; endedOn: string | null;
  /** A proposal of a board that may be taken up; an action of the plan that may be ended. */
  proposalId: string | null; actionId: string | null; requestId: string | null;
};

const ORDER = { open: 0, proposed: 1, done: 2, dropped: 3 };

/**
 * All that is proposed to a firm, asked by it or promised to it, whoever proposed it, in one list: what is under way first, soonest due first.
 * `onlyBody`: what one body proposed or follows, for those with whom the firm does not share its plan.
 */
export async function planOf(db: Db, territoryId: string, siret: string, viewer: Viewer, onlyBodies: string[] | null = null): Promise<PlanItem[]> {
  const [boards, promises, actions, requests] = await Promise.all([
    waitingProposals(db, territoryId, siret, viewer),
    promisesOfFirm(db, territoryId, siret),
    db.selectFrom('plan_action as a').leftJoin('person', 'person.id', 'a.proposed_by').select(['a.id', 'a.what', 'a.why', 'a.origin', 'a.origin_id as originId', 'a.proposed_on as proposedOn', 'a.due_on as dueOn', 'a.promise_id as promiseId', 'person.name as by']).where('a.territory_id', '=', territoryId).where('a.siret', '=', siret).execute(),
    db.selectFrom('request').select(['id', 'promise_id as promiseId', 'subject', 'words', 'cancelled_at as cancelledAt']).where('territory_id', '=', territoryId).where('siret', '=', siret).execute(),
  ]);
  const actionOf = new Map(actions.map((one) => [one.promiseId, one]));
  const requestOf = new Map(requests.map((one) => [one.promiseId, one]));
  const taken = new Set(actions.map((one) => one.originId));
  const items = promises.flatMap((promise): PlanItem[] => {
    const [action, request] = [actionOf.get(promise.id), requestOf.get(promise.id)];
    if (!action && !request && !['call', 'visit'].includes(promise.kind)) return [];
    return [
      {
        key: promise.id,
        origin: action ? action.origin : request ? 'request' : promise.kind === 'visit' ? 'visit' : 'call',
        what: action ? action.what : request ? `${subjectLabel(request.subject)} : « ${request.words} »` : promise.what,
        why: action?.why ?? null,
        who: [action?.by && promise.ownerId === null ? action.by : promise.ownerName, promise.bodyName].filter(Boolean).join(', ') || null,
        bodyId: promise.bodyId,
        on: dateOf(promise.openedAt), dueOn: promise.dueOn, state: promise.state,
        outcome: promise.state === 'open' ? null : [request?.cancelledAt ? 'Annulée' : promise.outcome && OUTCOME_WORDS[promise.outcome], promise.reason].filter(Boolean).join('. ') || null,
        endedOn: promise.closedAt && dateOf(promise.closedAt), proposalId: null, actionId: action?.id ?? null, requestId: request?.id ?? null,
      },
    ];
  });
  const mine = onlyBodies ? items.filter((one) => one.bodyId !== null && onlyBodies.includes(one.bodyId)) : items;
  return [...mine, ...boards.filter((one) => !taken.has(one.proposalId))].toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || (b.endedOn ?? '').localeCompare(a.endedOn ?? ''));
}

async function waitingProposals(db: Db, territoryId: string, siret: string, viewer: Viewer): Promise<PlanItem[]> {
  const run = await latestRun(db, territoryId);
  if (!run) return [];
  return (await proposalsOf(db, territoryId, run.id, viewer, { siret, statuses: ['open', 'later', 'introduced'] })).map((one) => ({
    key: one.id, origin: 'board' as const, what: proposalTitle(one), why: proposalLead(one), who: 'Bourse aux matières', bodyId: null, on: dateOf(run.finishedAt), dueOn: null, state: 'proposed' as const, outcome: null, endedOn: null, proposalId: one.id, actionId: null, requestId: null,
  }));
}
