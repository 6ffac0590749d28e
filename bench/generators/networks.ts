import { seededRandom } from '../../src/engine/common/random.ts';
import { AT_MOST, type FlowProblem } from '../../src/engine/flow/index.ts';

/** Whole number from `low` to `high`, both included. */
const between = (random: () => number, low: number, high: number) => low + Math.floor(random() * (high - low + 1));

/**
 * A capacitated transshipment problem in the manner of NETGEN's 8 series (Klingman, Napier, Stutz 1974): √nodes sources and as many sinks,
 * `degree` arcs a node, costs 1 … 10,000, capacities 1 … 1,000. A skeleton of dear paths makes it feasible. Not NETGEN's own numbers.
 */
export function transshipment(nodes: number, degree: number, seed: number): FlowProblem {
  const random = seededRandom(seed);
  const ends = Math.floor(Math.sqrt(nodes));
  const supply = new Float64Array(nodes);
  const total = 1000 * ends;
  for (let unit = 0; unit < ends; unit++) {
    const share = unit < ends - 1 ? between(random, 500, 1500) : 0;
    supply[unit]! += share;
    supply[ends - 1]! += unit < ends - 1 ? 0 : total - sum(supply, 0, ends - 1);
    supply[nodes - ends + between(random, 0, ends - 1)]! -= 1000;
  }
  const count = nodes * degree;
  const arcs = { from: new Int32Array(count), to: new Int32Array(count), cost: new Float64Array(count), upper: new Float64Array(count) };
  let arc = 0;
  const add = (from: number, to: number, cost: number, upper: number) => {
    arcs.from[arc] = from;
    arcs.to[arc] = to;
    arcs.cost[arc] = cost;
    arcs.upper[arc++] = upper;
  };
  // Skeleton: inner nodes in `ends` chains from a source each; each chain's end can reach every sink, up to all that its source has.
  for (let node = ends; node < nodes - ends; node++) add(node < 2 * ends ? node - ends : node - ends, node, 10_000, Math.max(1, supply[node % ends]!));
  for (let chain = 0; chain < ends && nodes >= 3 * ends; chain++) {
    const tail = nodes - 2 * ends + chain;
    for (let sink = nodes - ends; sink < nodes; sink++) if (arc < count) add(tail, sink, 10_000, total);
  }
  while (arc < count) {
    const from = between(random, 0, nodes - ends - 1);
    const to = between(random, ends, nodes - 1);
    if (from !== to) add(from, to, between(random, 1, 10_000), between(random, 1, 1000));
  }
  return { nodes, ...arcs, supply };
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += values[index]!;
  return total;
}

/**
 * Grid on a torus in the manner of GRIDGEN/GOTO: each node reaches its neighbour to the right, below, and `extra` others at random;
 * one source, one sink. Long thin paths: hard for a simplex.
 */
export function torus(side: number, extra: number, seed: number): FlowProblem {
  const random = seededRandom(seed);
  const nodes = side * side;
  const count = nodes * (2 + extra);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const cost = new Float64Array(count);
  const upper = new Float64Array(count);
  let arc = 0;
  for (let node = 0; node < nodes; node++) {
    const row = Math.floor(node / side);
    const column = node % side;
    for (let way = 0; way < 2 + extra; way++, arc++) {
      from[arc] = node;
      to[arc] = way === 0 ? row * side + ((column + 1) % side) : way === 1 ? ((row + 1) % side) * side + column : between(random, 0, nodes - 1);
      cost[arc] = way < 2 ? between(random, 1, 1000) : between(random, 1000, 10_000);
      upper[arc] = between(random, 100, 1000);
    }
  }
  const supply = new Float64Array(nodes);
  supply[0] = 200;
  supply[nodes - 1 - Math.floor(side / 2)] = -200;
  return { nodes, from, to, cost, upper, supply };
}

/**
 * Producers and consumers at random on a square of 100 km, each producer with its `degree` nearest consumers (by a grid of cells).
 * What an arc brings: 40,000 less 100 a km (in cents), asked as a negative cost; quantities 1 … 20, nobody must send or receive.
 */
export function transportation(producers: number, consumers: number, degree: number, seed: number): FlowProblem {
  const random = seededRandom(seed);
  const points = (count: number) => Float64Array.from({ length: 2 * count }, () => 100 * random());
  const origins = points(producers);
  const places = points(consumers);
  const nearest = nearestFinder(places, degree);
  const count = producers * Math.min(degree, consumers);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const cost = new Float64Array(count);
  let arc = 0;
  for (let producer = 0; producer < producers; producer++) {
    for (const [consumer, distance] of nearest(origins[2 * producer]!, origins[2 * producer + 1]!)) {
      from[arc] = producer;
      to[arc] = producers + consumer;
      cost[arc++] = Math.round(100 * distance) - 40_000;
    }
  }
  const nodes = producers + consumers;
  const supply = Float64Array.from({ length: nodes }, (_, node) => (node < producers ? 1 : -1) * between(random, 1, 20));
  return { nodes, from, to, cost, upper: new Float64Array(count).fill(Infinity), supply, kind: new Uint8Array(nodes).fill(AT_MOST) };
}

/** The `degree` points nearest to a place, from a grid of cells of about two points, looked at ring by ring. */
function nearestFinder(places: Float64Array, degree: number) {
  const count = places.length / 2;
  const wide = Math.max(1, Math.floor(Math.sqrt(count / 2)));
  const cellOf = (value: number) => Math.min(wide - 1, Math.floor((value / 100) * wide));
  const cells: number[][] = Array.from({ length: wide * wide }, () => []);
  for (let point = 0; point < count; point++) cells[cellOf(places[2 * point]!) * wide + cellOf(places[2 * point + 1]!)]!.push(point);
  return (x: number, y: number): [number, number][] => {
    const [column, row] = [cellOf(x), cellOf(y)];
    let found: [number, number][] = [];
    for (let ring = 0; ring <= wide; ring++) {
      for (let a = Math.max(0, column - ring); a <= Math.min(wide - 1, column + ring); a++) {
        const edge = Math.abs(a - column) === ring;
        for (let b = Math.max(0, row - ring); b <= Math.min(wide - 1, row + ring); b++) {
          if (!edge && Math.abs(b - row) !== ring) continue;
          for (const point of cells[a * wide + b]!) found.push([point, Math.hypot(places[2 * point]! - x, places[2 * point + 1]! - y)]);
        }
      }
      if (found.length < Math.min(degree, count)) continue;
      found = found.sort((p, q) => p[1] - q[1] || p[0] - q[0]).slice(0, degree);
      if (found.at(-1)![1] <= (ring * 100) / wide) break;
    }
    return found;
  };
}
