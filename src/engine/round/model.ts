import type { RoundProblem } from './problem.ts';

/**
 * The problem as the search reads it. Each vehicle gets two nodes of its own, its departure `nodes + 2v` and its return `nodes + 2v + 1`,
 * so that a route is a chain from one to the other and `at` gives any node's row in the matrices.
 */
export type Model = {
  nodes: number;
  size: number;
  requests: number;
  vehicles: number;
  at: Int32Array;
  cost: Float64Array;
  time: Float64Array;
  /** Transposed, row by destination: what a place looks up lies side by side in memory. */
  costInto: Float64Array;
  timeInto: Float64Array;
  opens: Float64Array;
  closes: Float64Array;
  service: Float64Array;
  pickup: Int32Array;
  delivery: Int32Array;
  load: Float64Array;
  /** What leaving a request costs; for a compulsory one, more than any plan that serves it. */
  price: Float64Array;
  compulsory: boolean;
  requestOf: Int32Array;
  capacity: Float64Array;
  longest: Float64Array;
  fixed: Float64Array;
  /** The vehicle just before it that does exactly as well, or -1: of two idle twins only the first is tried. */
  twinBefore: Int32Array;
  barred: Uint8Array | undefined;
  /** What one unit of time is worth in cost, as far as driving says. */
  timeWorth: number;
  /** For each node, the other stops from the nearest on, `nearCount` of them. */
  near: Int32Array;
  nearCount: number;
};

const NEIGHBOURS = 100;

/** Lays the problem out for the search. The input must have been validated. */
export function modelOf(problem: RoundProblem): Model {
  const { nodes, requests, vehicles } = problem;
  const vehicleCount = vehicles.start.length;
  const size = nodes + 2 * vehicleCount;
  const at = Int32Array.from({ length: size }, (_, node) => node);
  const [opens, closes, service] = [problem.opens, problem.closes, problem.service].map((values) => {
    const extended = new Float64Array(size);
    extended.set(values);
    return extended;
  }) as [Float64Array, Float64Array, Float64Array];
  for (let v = 0; v < vehicleCount; v++) {
    for (const [node, depot] of [[nodes + 2 * v, vehicles.start[v]!], [nodes + 2 * v + 1, vehicles.end[v]!]] as const) {
      at[node] = depot;
      opens[node] = Math.max(vehicles.from[v]!, problem.opens[depot]!);
      closes[node] = Math.min(vehicles.until[v]!, problem.closes[depot]!);
    }
    service[nodes + 2 * v] = problem.service[vehicles.start[v]!]!;
  }
  const requestOf = new Int32Array(size).fill(-1);
  for (let r = 0; r < requests.pickup.length; r++) {
    if (requests.pickup[r]! >= 0) requestOf[requests.pickup[r]!] = r;
    if (requests.delivery[r]! >= 0) requestOf[requests.delivery[r]!] = r;
  }
  return {
    nodes, size, at, opens, closes, service, requestOf,
    requests: requests.pickup.length,
    vehicles: vehicleCount,
    cost: problem.cost,
    time: problem.time,
    costInto: transposed(problem.cost, nodes),
    timeInto: transposed(problem.time, nodes),
    pickup: requests.pickup,
    delivery: requests.delivery,
    load: requests.load,
    price: requests.price ?? new Float64Array(requests.pickup.length).fill(dearerThanAnyPlan(problem)),
    compulsory: !requests.price,
    capacity: vehicles.capacity,
    longest: vehicles.longest,
    fixed: vehicles.fixed,
    twinBefore: twinsOf(problem),
    barred: problem.barred,
    timeWorth: total(problem.cost) / Math.max(1, total(problem.time)),
    ...nearestStops(problem, requestOf),
  };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function transposed(matrix: Float64Array, side: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) result[column * side + row] = matrix[row * side + column]!;
  return result;
}

function dearerThanAnyPlan({ nodes, cost, vehicles, requests }: RoundProblem): number {
  let dearest = 0;
  for (const arc of cost) dearest = Math.max(dearest, arc);
  const largestFixed = vehicles.fixed.reduce((most, fixed) => Math.max(most, fixed), 0);
  return 1 + 2 * nodes * dearest + Math.min(vehicles.fixed.length, requests.pickup.length) * largestFixed;
}

function twinsOf({ requests, vehicles, barred }: RoundProblem): Int32Array {
  const lastLike = new Map<string, number>();
  const count = vehicles.start.length;
  return Int32Array.from({ length: count }, (_, v) => {
    const refused = barred ? Array.from(requests.pickup, (_node, r) => barred[r * count + v]).join('') : '';
    const { start, end, capacity, from, until, longest, fixed } = vehicles;
    const signature = [start[v], end[v], capacity[v], from[v], until[v], longest[v], fixed[v], refused].join();
    const twin = lastLike.get(signature) ?? -1;
    lastLike.set(signature, v);
    return twin;
  });
}

function nearestStops({ nodes, cost }: RoundProblem, requestOf: Int32Array): { near: Int32Array; nearCount: number } {
  const stops = Array.from({ length: nodes }, (_, node) => node).filter((node) => requestOf[node]! >= 0);
  const nearCount = Math.min(NEIGHBOURS, stops.length);
  const near = new Int32Array(nodes * nearCount);
  for (let node = 0; node < nodes; node++) {
    const both = (other: number) => cost[node * nodes + other]! + cost[other * nodes + node]!;
    const sorted = stops.toSorted((a, b) => both(a) - both(b));
    near.set(sorted.slice(0, nearCount), node * nearCount);
  }
  return { near, nearCount };
}
