import type { Arrangement } from './arrangement.ts';
import { AT_LEAST, AT_MOST, type FlowProblem } from './problem.ts';

/**
 * The problem as the simplex wants it: every node EXACT, every lower bound 0, one more node (`root`) that takes what others may keep or add.
 * Nodes have other numbers here (`rank`). Arcs 0 … arcs-1 are in another order; `original` gives their index in a basis as the caller sees it:
 * the problem's arcs, then one slack a node, for nodes whose supply is not exact. From `arcs` on, one artificial arc a node, to or from the
 * root, of cost `penalty`, carries what cannot be sent otherwise. `windows`: where each region's arcs begin, and the end.
 */
export type Network = Arrangement & {
  root: number;
  arcs: number;
  source: Int32Array;
  target: Int32Array;
  cost: Float64Array;
  capacity: Float64Array;
  supply: Float64Array;
  penalty: number;
};

/** Builds it. Null when costs are so large that a path's cost would no longer be an exact integer. */
export function networkOf(problem: FlowProblem, arrangement: Arrangement): Network | null {
  const { nodes, from, to, lower, upper } = problem;
  const { rank, original } = arrangement;
  const arcs = original.length;
  const total = arcs + nodes;
  const source = new Int32Array(total);
  const target = new Int32Array(total);
  const cost = new Float64Array(total);
  const capacity = new Float64Array(total);
  const supply = new Float64Array(nodes + 1);
  let dearest = 0;
  for (let node = 0; node < nodes; node++) supply[rank[node]!] = problem.supply[node]!;
  for (let arc = 0; arc < arcs; arc++) {
    const given = original[arc]!;
    if (given >= from.length) {
      const slack = slackOf(problem, given - from.length);
      source[arc] = slack.keeps ? rank[given - from.length]! : nodes;
      target[arc] = slack.keeps ? nodes : rank[given - from.length]!;
      capacity[arc] = slack.limit;
      continue;
    }
    const floor = lower ? lower[given]! : 0;
    const price = problem.cost[given]!;
    const out = rank[from[given]!]!;
    const into = rank[to[given]!]!;
    source[arc] = out;
    target[arc] = into;
    cost[arc] = price;
    capacity[arc] = upper[given]! - floor;
    supply[out]! -= floor;
    supply[into]! += floor;
    const size = Math.abs(price);
    if (size > dearest) dearest = size;
  }
  const penalty = dearest * (nodes + 1) + 1;
  if (penalty > Number.MAX_SAFE_INTEGER / 8) return null;
  let sum = 0;
  for (let node = 0; node < nodes; node++) sum += supply[node]!;
  supply[nodes] = -sum;
  cost.fill(penalty, arcs);
  capacity.fill(Infinity, arcs);
  return { ...arrangement, root: nodes, arcs, source, target, cost, capacity, supply, penalty };
}

/** A slack arc goes from a node that may keep something to the root, or from the root to a node that may go without. */
function slackOf(problem: FlowProblem, node: number) {
  const supply = problem.supply[node]!;
  const keeps = supply >= 0 === (problem.kind![node] === AT_MOST);
  return { keeps, limit: problem.kind![node] === AT_LEAST ? Infinity : Math.abs(supply) };
}
