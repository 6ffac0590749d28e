import { changedAt, explainArc, withOneMore } from './explain.ts';
import { type FlowAnswer, type FlowChosen, type FlowProblem } from './problem.ts';
import { solveFlow } from './solve.ts';

/** Arcs that the problem leaves out, and what leaves them out: a distance, a delay, a risk. */
export type FurtherArcs = { from: ArrayLike<number>; to: ArrayLike<number>; cost: ArrayLike<number>; upper: ArrayLike<number>; measure: ArrayLike<number> };

/**
 * One change, alone, after which a flow serves one unit more at a node at no more cost than before: `price`: somebody pays `by` for that unit; `quantity`: a
 * node of the other side has `by` more to send, or to take; `limit`: an arc takes `by` more; `further`: arcs up to this `measure` are let in. `value`: that of the flow found then.
 */
export type FlowChange =
  | { kind: 'price'; by: number; value: number }
  | { kind: 'quantity'; node: number; by: 1; value: number }
  | { kind: 'limit'; arc: number; by: 1; value: number }
  | { kind: 'further'; measure: number; value: number };

/** Nodes, and arcs, tried before saying that one unit more there does not help: each costs a solve from a near basis. */
const TRIED = 8;

/**
 * For a node that was not served to the full (or did not send all it has): the least change of each kind that has one unit more served there, found by solving
 * again; kinds that do not suffice are not listed. Empty when nothing was missing.
 */
export function leastChange(problem: FlowProblem, answer: { value: number; chosen: FlowChosen }, node: number, further?: FurtherArcs): FlowChange[] {
  const forced = withOneMore(problem, answer.chosen, node);
  if (!forced) return [];
  const again = solve(forced, answer.chosen);
  const near = again?.chosen ?? answer.chosen;
  const wants = forced.supply[node]! < 0;
  const worthIt = (changed: FlowProblem) => {
    const found = solve(changed, near);
    return found?.status === 'optimal' && found.value <= answer.value ? found.value : undefined;
  };
  const best = <Change>(tries: { change: Change; changed: FlowProblem }[]): (Change & { value: number })[] => {
    const found = tries.flatMap(({ change, changed }) => {
      const value = worthIt(changed);
      return value === undefined ? [] : [{ ...change, value }];
    });
    return found.sort((a, b) => a.value - b.value).slice(0, 1);
  };
  const { supply, upper } = forced;
  return [
    ...(again?.status === 'optimal' ? [{ kind: 'price' as const, by: again.value - answer.value, value: again.value }] : []),
    ...best(mostMissed(forced, near, wants).map((other) => ({ change: { kind: 'quantity' as const, node: other, by: 1 as const }, changed: { ...forced, supply: changedAt(supply, other, Math.sign(supply[other]!)) } }))),
    ...best(tightest(forced, near).map((arc) => ({ change: { kind: 'limit' as const, arc, by: 1 as const }, changed: { ...forced, upper: changedAt(upper, arc, 1) } }))),
    ...(further ? nearest(forced, further, worthIt) : []),
  ];
}

/** Undefined when the changed problem is refused: all its amounts are exact and do not add up, so nothing can be feasible. */
function solve(problem: FlowProblem, { basis }: FlowChosen): FlowAnswer | undefined {
  const answer = solveFlow(problem, { from: basis });
  return answer.ok ? answer : undefined;
}

/** Nodes of the other side where one unit more would be worth most: suppliers for a need, needs for a supplier. */
function mostMissed({ supply }: FlowProblem, { potential }: FlowChosen, wants: boolean): number[] {
  const worth = (node: number) => (wants ? potential[node]! : -potential[node]!);
  const able = Array.from(potential.keys()).filter((node) => (wants ? supply[node]! > 0 : supply[node]! < 0));
  return able.sort((a, b) => worth(b) - worth(a)).slice(0, TRIED);
}

/** Full arcs whose limit costs most. */
function tightest(problem: FlowProblem, chosen: FlowChosen): number[] {
  const reduced = (arc: number) => explainArc(problem, chosen, arc).reducedCost;
  const held: number[] = [];
  for (let arc = 0; arc < chosen.flow.length; arc++) if (chosen.flow[arc] === problem.upper[arc] && reduced(arc) < 0) held.push(arc);
  return held.sort((a, b) => reduced(a) - reduced(b)).slice(0, TRIED);
}

/** The least measure up to which arcs must be let in. More arcs never hurt: found by halves. */
function nearest(forced: FlowProblem, further: FurtherArcs, worthIt: (changed: FlowProblem) => number | undefined): FlowChange[] {
  const order = Array.from({ length: further.from.length }, (_, arc) => arc).sort((a, b) => further.measure[a]! - further.measure[b]!);
  const upTo = (count: number) => worthIt(withArcs(forced, further, order.slice(0, count)));
  if (order.length === 0 || upTo(order.length) === undefined) return [];
  let [low, high] = [0, order.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (upTo(middle) === undefined) low = middle;
    else high = middle;
  }
  return [{ kind: 'further', measure: further.measure[order[high - 1]!]!, value: upTo(high)! }];
}

function withArcs(problem: FlowProblem, more: FurtherArcs, chosen: number[]): FlowProblem {
  const joined = (values: ArrayLike<number>, added: ArrayLike<number>) => [...Array.from(values), ...chosen.map((arc) => added[arc]!)];
  const lower = problem.lower && [...Array.from(problem.lower), ...chosen.map(() => 0)];
  return { ...problem, from: joined(problem.from, more.from), to: joined(problem.to, more.to), cost: joined(problem.cost, more.cost), upper: joined(problem.upper, more.upper), lower };
}
