import { solveFlow } from './solve.ts';
import { AT_MOST, EXACT, type FlowChosen, type FlowProblem } from './problem.ts';

/**
 * Why an arc carries what it does. `reducedCost`: what one more unit through it would add, in cost units (positive: why it is not used; negative:
 * what its limit costs a unit). `worthAt`: the cost below which it would be used, or above which it would be given up. `stoppedBy`: its own bound.
 * With `gain` (see gains-problem.ts) what arrives is counted at its worth where it arrives.
 */
export function explainArc(problem: FlowProblem & { gain?: ArrayLike<number> }, { flow, potential }: Pick<FlowChosen, 'flow' | 'potential'>, arc: number) {
  const worthAt = (problem.gain?.[arc] ?? 1) * potential[problem.to[arc]!]! - potential[problem.from[arc]!]!;
  const reducedCost = problem.cost[arc]! - worthAt;
  const stoppedBy = flow[arc] === problem.upper[arc] ? ('upper' as const) : flow[arc] === (problem.lower?.[arc] ?? 0) ? ('lower' as const) : null;
  return { reducedCost, worthAt, stoppedBy };
}

/**
 * The least single change for a node that was not served to the full (or did not send all it has): the problem is solved again with one unit more
 * forced there. `costs`: what that unit adds to the whole, so also the least subsidy that would have it chosen. `impossible`: no flow can, and
 * `cut` shows which nodes stand in the way. `met`: nothing was missing.
 */
export function priceOfOneMore(problem: FlowProblem, answer: { value: number; chosen: FlowChosen }, node: number) {
  const forced = withOneMore(problem, answer.chosen, node);
  if (!forced) return { met: true as const };
  const again = solveFlow(forced, { from: answer.chosen.basis });
  if (again.ok && again.status === 'optimal') return { met: false as const, costs: again.value - answer.value };
  return { met: false as const, impossible: true as const, cut: again.ok ? again.chosen.cut : undefined };
}

export const changedAt = (values: ArrayLike<number>, at: number, by: number): Float64Array => Float64Array.from(values).fill(values[at]! + by, at, at + 1);

/** The same problem where the node must send, or receive, one unit more than it did; null when it lacks nothing. */
export function withOneMore(problem: FlowProblem, { flow }: Pick<FlowChosen, 'flow'>, node: number): (FlowProblem & { kind: Uint8Array }) | null {
  const supply = problem.supply[node]!;
  let net = 0;
  for (let arc = 0; arc < problem.from.length; arc++) {
    if (problem.from[arc] === node) net += flow[arc]!;
    if (problem.to[arc] === node) net -= flow[arc]!;
  }
  if (net === supply || problem.kind?.[node] !== AT_MOST) return null;
  const kind = Uint8Array.from(problem.kind);
  kind[node] = EXACT;
  return { ...problem, supply: changedAt(problem.supply, node, net + Math.sign(supply) - supply), kind };
}
