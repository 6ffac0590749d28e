import { allowed, type FlowFault } from './check.ts';
import type { FlowProblem } from './problem.ts';

/** How far a balance may stray, relative to what passes through the node. */
const TOLERANCE = 1e-6;

/**
 * Recomputes, from the problem alone, whether a flow with gains and losses is feasible (balances to 1e-6 of what passes, bounds exactly), what it costs, and
 * what the potentials prove: a lower bound on any such flow's cost, -Infinity when they prove nothing.
 */
export function checkFlowWithGains(problem: FlowProblem & { gain: ArrayLike<number> }, flow: ArrayLike<number>, potential?: ArrayLike<number>) {
  const { nodes, from, to, gain, cost, lower, upper } = problem;
  const faults: FlowFault[] = [];
  const net = new Float64Array(nodes);
  const passing = new Float64Array(nodes).fill(1);
  let value = 0;
  for (let arc = 0; arc < from.length; arc++) {
    const amount = flow[arc]!;
    if (!(amount >= (lower?.[arc] ?? 0))) faults.push({ where: `flow[${arc}]`, what: 'below-lower' });
    if (!(amount <= upper[arc]!)) faults.push({ where: `flow[${arc}]`, what: 'above-upper' });
    net[from[arc]!]! += amount;
    net[to[arc]!]! -= gain[arc]! * amount;
    passing[from[arc]!]! += Math.abs(amount);
    passing[to[arc]!]! += Math.abs(gain[arc]! * amount);
    value += amount * cost[arc]!;
  }
  for (let node = 0; node < nodes; node++) {
    const [least, most] = allowed(problem, node);
    const slack = TOLERANCE * passing[node]!;
    if (!(net[node]! >= least - slack && net[node]! <= most + slack)) faults.push({ where: `node ${node}`, what: 'wrong-balance' });
  }
  return { feasible: faults.length === 0, faults, value, bound: potential ? provenBy(problem, potential) : -Infinity };
}

/** Lagrange, as without gains; on a bound that is not there, a price of rounding noise counts as none. */
function provenBy(problem: FlowProblem & { gain: ArrayLike<number> }, potential: ArrayLike<number>): number {
  let bound = 0;
  const take = (price: number, size: number, low: number, high: number) => {
    const at = price > 0 ? low : high;
    if (Math.abs(at) < Infinity) bound += price * at;
    else if (Math.abs(price) > TOLERANCE * Math.max(1, size)) bound = -Infinity;
  };
  for (let arc = 0; arc < problem.from.length; arc++) {
    const [tail, head] = [potential[problem.from[arc]!]!, problem.gain[arc]! * potential[problem.to[arc]!]!];
    take(problem.cost[arc]! + tail - head, Math.max(Math.abs(tail), Math.abs(head), Math.abs(problem.cost[arc]!)), problem.lower?.[arc] ?? 0, problem.upper[arc]!);
  }
  for (let node = 0; node < problem.nodes; node++) take(-potential[node]!, Math.abs(potential[node]!), ...allowed(problem, node));
  return bound;
}
