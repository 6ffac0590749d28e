import type { Network } from './network.ts';
import { AT_LOWER, AT_UPPER, IN_TREE } from './problem.ts';
import { slackBasis } from './start.ts';

const BUCKETS = 1 << 16;

/**
 * A basis to start from: arcs that go straight from a supplier to a demand, cheapest first, carry what both ends still have ("matrix minimum",
 * Houthakker 1955). Each arc used exhausts one of its ends or fills up, so the arcs in the tree form a forest, and one node of each of its trees
 * keeps its slack. Where no arc goes straight, this is the all-slack basis.
 */
export function greedyBasis(network: Network, given: number): Int8Array {
  const { root, source, target, capacity, cost, arcs, original, supply } = network;
  const state = slackBasis(network, given);
  const left = supply.slice();
  const slack = new Int32Array(root + 1).fill(-1);
  for (let arc = 0; arc < arcs; arc++) if (original[arc]! >= given) slack[source[arc] === root ? target[arc]! : source[arc]!] = arc;
  const order = cheapestFirst(network);
  for (let place = 0; place < order.length; place++) {
    const arc = order[place]!;
    const from = source[arc]!;
    const to = target[arc]!;
    if (left[from]! <= 0 || left[to]! >= 0) continue;
    if (cost[arc]! >= 0 && slack[from]! >= 0 && slack[to]! >= 0) continue;
    const amount = Math.min(left[from]!, -left[to]!, capacity[arc]!);
    left[from]! -= amount;
    left[to]! += amount;
    if (amount === capacity[arc]) {
      state[arc] = AT_UPPER;
      continue;
    }
    state[arc] = IN_TREE;
    const done = left[to] === 0 ? to : from;
    if (slack[done]! >= 0) state[slack[done]!] = AT_LOWER;
  }
  return state;
}

/** Straight arcs by cost, in buckets: near enough to sorted for a start. */
function cheapestFirst(network: Network): Int32Array {
  const { cost } = network;
  const straight = straightArcs(network);
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < straight.length; at++) {
    const price = cost[straight[at]!]!;
    if (price < least) least = price;
    if (price > most) most = price;
  }
  const buckets = Math.min(BUCKETS, straight.length);
  const scale = (buckets - 1) / Math.max(1, most - least);
  const begin = new Int32Array(buckets + 1);
  for (let at = 0; at < straight.length; at++) begin[Math.floor((cost[straight[at]!]! - least) * scale) + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) begin[bucket + 1]! += begin[bucket]!;
  const order = new Int32Array(straight.length);
  for (let at = 0; at < straight.length; at++) order[begin[Math.floor((cost[straight[at]!]! - least) * scale)]!++] = straight[at]!;
  return order;
}

function straightArcs({ root, source, target, arcs, supply }: Network): Int32Array {
  const side = new Int8Array(root + 1);
  for (let node = 0; node < root; node++) side[node] = Math.sign(supply[node]!);
  const found = new Int32Array(arcs);
  let count = 0;
  for (let arc = 0; arc < arcs; arc++) if (side[source[arc]!]! > 0 && side[target[arc]!]! < 0) found[count++] = arc;
  return found.subarray(0, count);
}
