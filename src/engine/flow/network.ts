import { AT_LEAST, AT_MOST, EXACT, type FlowProblem } from './problem.ts';

/**
 * The problem as the simplex wants it: every node EXACT, every lower bound 0, one more node (`root`) that takes what others may keep or add.
 * Arcs 0 … arcs-1 are the problem's own, in another order (`original` gives their index there); then one slack arc for each node whose supply
 * is not exact; from `firstArtificial` on, one arc a node to or from the root, of cost `penalty`, that carries what cannot be sent otherwise.
 */
export type Network = {
  root: number;
  arcs: number;
  original: Int32Array;
  slackNode: Int32Array;
  firstArtificial: number;
  source: Int32Array;
  target: Int32Array;
  cost: Float64Array;
  capacity: Float64Array;
  supply: Float64Array;
  penalty: number;
};

/** Builds it. Null when costs are so large that a path's cost is no longer an exact integer. */
export function networkOf(problem: FlowProblem): Network | null {
  const { nodes, from, to, lower, upper, kind } = problem;
  const arcs = from.length;
  const slackNode = kind ? Int32Array.from(loose(kind)) : new Int32Array(0);
  const firstArtificial = arcs + slackNode.length;
  const total = firstArtificial + nodes;
  const source = new Int32Array(total);
  const target = new Int32Array(total);
  const cost = new Float64Array(total);
  const capacity = new Float64Array(total);
  const supply = new Float64Array(nodes + 1);
  const fed = new Uint8Array(nodes);
  const original = spread(arcs);
  let dearest = 0;
  for (let node = 0; node < nodes; node++) supply[node] = problem.supply[node]!;
  for (let arc = 0; arc < arcs; arc++) {
    const given = original[arc]!;
    const floor = lower ? lower[given]! : 0;
    const price = problem.cost[given]!;
    source[arc] = from[given]!;
    target[arc] = to[given]!;
    cost[arc] = price;
    capacity[arc] = upper[given]! - floor;
    supply[from[given]!]! -= floor;
    supply[to[given]!]! += floor;
    fed[to[given]!] = 1;
    if (price > dearest) dearest = price;
    else if (-price > dearest) dearest = -price;
  }
  const penalty = dearest * (nodes + 1) + 1;
  if (penalty > Number.MAX_SAFE_INTEGER / 8) return null;
  const network = { root: nodes, arcs, original, slackNode, firstArtificial, source, target, cost, capacity, supply, penalty };
  addSlacks(network, problem, fed);
  let sum = 0;
  for (let node = 0; node < nodes; node++) sum += supply[node]!;
  supply[nodes] = -sum;
  cost.fill(penalty, firstArtificial);
  capacity.fill(Infinity, firstArtificial);
  return network;
}

function* loose(kind: ArrayLike<number>) {
  for (let node = 0; node < kind.length; node++) if (kind[node] !== EXACT) yield node;
}

/** A supplier of s that may send less keeps up to s; as nothing reaches a node that no arc enters, the limit is left out there. */
function addSlacks(network: Network, problem: FlowProblem, fed: Uint8Array) {
  const { slackNode, arcs, root, source, target, capacity } = network;
  for (let index = 0; index < slackNode.length; index++) {
    const node = slackNode[index]!;
    const given = problem.supply[node]!;
    const keeps = given >= 0 === (problem.kind![node] === AT_MOST);
    const arc = arcs + index;
    source[arc] = keeps ? node : root;
    target[arc] = keeps ? root : node;
    const limitless = problem.kind![node] === AT_LEAST || (given > 0 && fed[node] === 0);
    capacity[arc] = limitless ? Infinity : Math.abs(given);
  }
}

/** Neighbouring arcs are often alike (same origin); taken √arcs apart, a block of consecutive ones is a fair sample of the whole. */
function spread(arcs: number): Int32Array {
  const original = new Int32Array(arcs);
  const step = Math.max(1, Math.floor(Math.sqrt(arcs)));
  let place = 0;
  for (let first = 0; first < step; first++) for (let arc = first; arc < arcs; arc += step) original[place++] = arc;
  return original;
}
