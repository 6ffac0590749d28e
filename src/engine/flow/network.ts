import { AT_LEAST, AT_MOST, EXACT, type FlowProblem } from './problem.ts';
import { regionsOf } from './regions.ts';

/**
 * The problem as the simplex wants it: every node EXACT, every lower bound 0, one more node (`root`) that takes what others may keep or add.
 * Nodes have other numbers here (`rank`). Arcs 0 … arcs-1 are in another order; `original` gives their index in a basis as the caller sees it:
 * the problem's arcs, then one slack a node, for nodes whose supply is not exact. From `arcs` on, one artificial arc a node, to or from the
 * root, of cost `penalty`, carries what cannot be sent otherwise. `windows`: where each region's arcs begin, and the end.
 */
export type Network = {
  root: number;
  rank: Int32Array;
  arcs: number;
  original: Int32Array;
  windows: Int32Array;
  source: Int32Array;
  target: Int32Array;
  cost: Float64Array;
  capacity: Float64Array;
  supply: Float64Array;
  penalty: number;
};

/** Builds it. Null when costs are so large that a path's cost would no longer be an exact integer. */
export function networkOf(problem: FlowProblem): Network | null {
  const { nodes, from, to, lower, upper } = problem;
  const { rank, original, windows } = arrange(problem);
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
  return { root: nodes, rank, arcs, original, windows, source, target, cost, capacity, supply, penalty };
}

/** A slack arc goes from a node that may keep something to the root, or from the root to a node that may go without. */
function slackOf(problem: FlowProblem, node: number) {
  const supply = problem.supply[node]!;
  const keeps = supply >= 0 === (problem.kind![node] === AT_MOST);
  return { keeps, limit: problem.kind![node] === AT_LEAST ? Infinity : Math.abs(supply) };
}

/**
 * Orders arcs by region of origin, and within a region spreads them: neighbouring arcs are often alike, and taken √count apart a block of
 * consecutive ones is a fair sample of the whole.
 */
function arrange({ nodes, from, to, kind }: FlowProblem) {
  const found = regionsOf(nodes, from, to);
  const rank = found?.rank ?? Int32Array.from({ length: nodes }, (_, node) => node);
  const size = found?.size ?? nodes;
  const windows = new Int32Array(Math.ceil(nodes / size) + 1);
  const regionOf = (given: number) => Math.floor(rank[given < from.length ? from[given]! : given - from.length]! / size);
  const exists = (given: number) => given < from.length || (kind && kind[given - from.length] !== EXACT);
  const count = from.length + (kind ? nodes : 0);
  for (let given = 0; given < count; given++) if (exists(given)) windows[regionOf(given) + 1]!++;
  for (let region = 1; region < windows.length; region++) windows[region]! += windows[region - 1]!;
  const sorted = new Int32Array(windows.at(-1)!);
  const fill = windows.slice();
  for (let given = 0; given < count; given++) if (exists(given)) sorted[fill[regionOf(given)]!++] = given;
  const original = new Int32Array(sorted.length);
  for (let region = 0, place = 0; region + 1 < windows.length; region++) {
    const begin = windows[region]!;
    const end = windows[region + 1]!;
    const step = Math.max(1, Math.floor(Math.sqrt(end - begin)));
    for (let first = begin; first < begin + step; first++) for (let at = first; at < end; at += step) original[place++] = sorted[at]!;
  }
  return { rank, original, windows };
}
