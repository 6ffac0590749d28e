import { RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { solveSparseAssignment } from '#engine/assign/index.ts';
import type { BoardContext, BoardSide } from '../../board.ts';
import type { Pair } from '../../pairs.ts';

export const { 'digital-provider': provider, 'digital-need': need } = RECORD_KINDS;
export type Provider = ValueOf<typeof provider.fields>;
export type Need = ValueOf<typeof need.fields>;
export type Fit = Pair<Provider, Need>;

/** A need, who does it, and in which quarter from now. */
export type Placed = { fit: Fit; quarter: number };
export type Assigned = { placed: Placed[]; status: string; seconds: number };

const QUARTERS = 4;
const quarterOf = (day: string) => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);

/** The last quarter, from now (0), in which a need may be done. A date gone by is for now. */
export const lastQuarter = ({ by }: Need, today: string): number => (by === undefined ? 0 : Math.max(0, Math.min(QUARTERS - 1, quarterOf(by) - quarterOf(today))));

/** How European a provider's tools are: 0 to 3; made in Europe counts twice as much as data kept there. */
export const european = ({ made, hosted }: Provider): number => (made === 'europe' ? 2 : made === 'mixed' ? 1 : 0) + (hosted === 'outside' ? 0 : 1);

const EUROPEAN = 20_000;
const MOST_FOR_PRICE = 600;
const MOST_FOR_WAY = 300;
/** What one need served weighs: more than all else for all needs together, so that the needs served are as many as can be. */
const servedAmong = (needs: number) => (needs + 1) * (3 * EUROPEAN + MOST_FOR_PRICE + MOST_FOR_WAY + QUARTERS);

/** What a fit weighs beside being served: European, then cheap, then near. */
export const weightOf = ({ offer, need: { value }, km }: Fit): number => {
  const price = value.budgetCents ? 1 - Math.min(1, offer.value.fromCents / value.budgetCents) : 1 / (1 + offer.value.fromCents / 1_000_00);
  return EUROPEAN * european(offer.value) + Math.round(MOST_FOR_PRICE * price) + Math.round(MOST_FOR_WAY / (1 + (km ?? 100) / 20));
};

/** Projects that a provider may still take in a quarter from now. */
const roomOf = ({ value }: BoardSide<Provider>, quarter: number) => value.perQuarter - (quarter === 0 ? value.taken : 0);

/**
 * Each need to one provider at most, no provider above what it takes in any quarter, each need before its date: as many as can be, then the best. Exact: each place
 * of a provider in a quarter is a column, and each need has one of its own where it stays undone.
 */
export function assign(fits: readonly Fit[], context: Pick<BoardContext, 'today' | 'weigh' | 'seconds' | 'signal'>): Assigned {
  const needs = [...new Set(fits.map((fit) => fit.need.id))].sort();
  if (needs.length === 0) return { placed: [], status: 'optimal', seconds: 0 };
  const rowOf = new Map(needs.map((id, i) => [id, i]));
  const byProvider = Map.groupBy(fits.toSorted((a, b) => (a.offer.id < b.offer.id ? -1 : a.offer.id > b.offer.id ? 1 : a.need.id < b.need.id ? -1 : 1)), (fit) => fit.offer.id);
  const [row, column, cost] = [[] as number[], [] as number[], [] as number[]];
  const arcs: Placed[] = [];
  const served = servedAmong(needs.length);
  let columns = 0;
  for (const own of byProvider.values()) {
    for (let quarter = 0; quarter < QUARTERS; quarter++) {
      const able = own.filter((fit) => lastQuarter(fit.need.value, context.today) >= quarter);
      const places = Math.min(able.length, roomOf(own[0]!.offer, quarter));
      for (let place = 0; place < places; place++, columns++) {
        for (const fit of able) {
          row.push(rowOf.get(fit.need.id)!);
          column.push(columns);
          // The sooner the better, all else alike.
          cost.push(-Math.round(context.weigh(served + weightOf(fit), [fit.offer, fit.need])) + quarter);
          arcs.push({ fit, quarter });
        }
      }
    }
  }
  for (const i of needs.keys()) {
    row.push(i);
    column.push(columns + i);
    cost.push(0);
  }
  const answer = solveSparseAssignment({ rows: needs.length, columns: columns + needs.length, row, column, cost }, { ...(context.signal ? { signal: context.signal } : {}) });
  if (!answer.ok) throw new Error(`The assignment was refused: ${answer.reason} at ${answer.where}`);
  const { columnOf } = answer.chosen;
  const placed = arcs.filter((_, k) => columnOf[row[k]!] === column[k]);
  return { placed, status: answer.status, seconds: answer.seconds };
}

/** What taking the best pair first, then the next, reaches: needs served. */
export function simply(fits: readonly Fit[], today: string): number {
  const used = new Map<string, number[]>();
  const done = new Set<string>();
  for (const fit of fits.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    if (done.has(fit.need.id)) continue;
    const load = used.get(fit.offer.id) ?? Array.from({ length: QUARTERS }, () => 0);
    used.set(fit.offer.id, load);
    const quarter = load.findIndex((taken, at) => at <= lastQuarter(fit.need.value, today) && taken < roomOf(fit.offer, at));
    if (quarter < 0) continue;
    load[quarter]!++;
    done.add(fit.need.id);
  }
  return done.size;
}
