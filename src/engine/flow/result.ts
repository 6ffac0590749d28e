import type { Network } from './network.ts';
import { AT_UPPER, type FlowProblem } from './problem.ts';
import type { Standing } from './start.ts';

/** Flows in the problem's own order, lower bounds added back. */
export function flowsOf(problem: FlowProblem, network: Network, { tree, state }: Standing): Float64Array {
  const { arcs, original, capacity, root } = network;
  const given = problem.from.length;
  const flow = new Float64Array(given);
  if (problem.lower) for (let arc = 0; arc < given; arc++) flow[arc] = problem.lower[arc]!;
  for (let arc = 0; arc < arcs; arc++) if (state[arc] === AT_UPPER && original[arc]! < given) flow[original[arc]!]! += capacity[arc]!;
  for (let node = 0; node < root; node++) {
    const arc = tree.link[node]!;
    if (arc < arcs && original[arc]! < given) flow[original[arc]!]! += flowOnLink(tree, node);
  }
  return flow;
}

const flowOnLink = (tree: Standing['tree'], node: number) => (tree.upward[node]! > 0 ? tree.down[node]! : tree.up[node]!);

/** What a unit is worth at each node, in the problem's own numbering; the root's worth is 0. */
export function potentialsOf({ rank, root }: Network, { tree: { potential } }: Standing): Float64Array {
  return Float64Array.from(rank, (at) => potential[at]! - potential[root]!);
}

/** Whether something still goes through an artificial arc: then nothing feasible has been found. */
export function isCarryingPenalty(network: Network, { tree }: Standing): boolean {
  for (let node = 0; node < network.root; node++) if (tree.link[node]! >= network.arcs && flowOnLink(tree, node) > 0) return true;
  return false;
}

/** Nodes whose potential has taken up the penalty: all arcs that could relieve them are full. See FlowChosen. */
export function cutOf({ penalty }: Network, potential: Float64Array): Int8Array {
  return Int8Array.from(potential, (value) => (value < -penalty / 2 ? 1 : value > penalty / 2 ? -1 : 0));
}

/** Cost of a flow. Exact while it fits in a double's 53 bits. */
export function valueOf(problem: FlowProblem, flow: Float64Array): number {
  let value = 0;
  for (let arc = 0; arc < flow.length; arc++) if (flow[arc] !== 0) value += flow[arc]! * problem.cost[arc]!;
  return value;
}

/**
 * Weak duality: what the potentials prove, whatever the flow. An arc without limit counts up to `enough`, more than any optimal flow can carry
 * on it: all that is sent, plus all that cycles of negative cost can hold.
 */
export function dualBound(network: Network, { tree }: Standing): number {
  const { source, target, cost, capacity, supply, arcs, root } = network;
  const { potential } = tree;
  let enough = 0;
  for (let node = 0; node < root; node++) enough += Math.abs(supply[node]!);
  for (let arc = 0; arc < arcs; arc++) if (cost[arc]! < 0 && capacity[arc] !== Infinity) enough += capacity[arc]!;
  let bound = 0;
  for (let node = 0; node < root; node++) bound -= (potential[node]! - potential[root]!) * supply[node]!;
  for (let arc = 0; arc < arcs; arc++) {
    const reduced = cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!;
    if (reduced < 0) bound += reduced * Math.min(capacity[arc]!, enough);
  }
  return bound;
}
