import { AT_LEAST, AT_MOST, type FlowProblem } from './problem.ts';

export type FlowFault = { where: string; what: 'not-integer' | 'below-lower' | 'above-upper' | 'wrong-balance' };

/**
 * Recomputes, from the problem alone, whether a flow is feasible, what it costs, and what the potentials prove (lower bound on any flow's cost,
 * -Infinity when they prove nothing). Separate from the solver on purpose; sums are BigInt so that nothing is rounded.
 */
export function checkFlow(problem: FlowProblem, flow: ArrayLike<number>, potential?: ArrayLike<number>) {
  const faults: FlowFault[] = [];
  const net = new Array<bigint>(problem.nodes).fill(0n);
  let value = 0n;
  for (let arc = 0; arc < problem.from.length; arc++) {
    const amount = flow[arc]!;
    if (!Number.isSafeInteger(amount)) {
      faults.push({ where: `flow[${arc}]`, what: 'not-integer' });
      continue;
    }
    if (amount < (problem.lower?.[arc] ?? 0)) faults.push({ where: `flow[${arc}]`, what: 'below-lower' });
    if (amount > problem.upper[arc]!) faults.push({ where: `flow[${arc}]`, what: 'above-upper' });
    if (amount === 0) continue;
    net[problem.from[arc]!]! += BigInt(amount);
    net[problem.to[arc]!]! -= BigInt(amount);
    value += BigInt(amount) * BigInt(problem.cost[arc]!);
  }
  for (let node = 0; node < problem.nodes; node++) {
    const [least, most] = allowed(problem, node);
    if (Number(net[node]) < least || Number(net[node]) > most) faults.push({ where: `node ${node}`, what: 'wrong-balance' });
  }
  return { feasible: faults.length === 0, faults, value: Number(value), bound: potential ? provenBy(problem, potential) : -Infinity };
}

/** Least and most that may leave a node, net. */
export function allowed(problem: FlowProblem, node: number): [number, number] {
  const supply = problem.supply[node]!;
  const kind = problem.kind?.[node];
  if (kind === AT_MOST) return [Math.min(0, supply), Math.max(0, supply)];
  if (kind === AT_LEAST) return supply >= 0 ? [supply, Infinity] : [-Infinity, supply];
  return [supply, supply];
}

/** Lagrange: each arc takes its bound that suits its reduced cost, each node the net outflow that suits its potential. */
function provenBy(problem: FlowProblem, potential: ArrayLike<number>): number {
  let bound = 0n;
  const take = (price: number, low: number, high: number): boolean => {
    const at = price > 0 ? low : high;
    if (price === 0) return true;
    if (Math.abs(at) === Infinity) return false;
    bound += BigInt(price) * BigInt(at);
    return true;
  };
  for (let arc = 0; arc < problem.from.length; arc++) {
    const reduced = problem.cost[arc]! + potential[problem.from[arc]!]! - potential[problem.to[arc]!]!;
    if (!take(reduced, problem.lower?.[arc] ?? 0, problem.upper[arc]!)) return -Infinity;
  }
  for (let node = 0; node < problem.nodes; node++) if (!take(-potential[node]!, ...allowed(problem, node))) return -Infinity;
  return Number(bound);
}
