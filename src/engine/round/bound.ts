import { solveFlow } from '../flow/index.ts';
import { mayFollow, mayShare } from './arcs.ts';
import type { Model } from './model.ts';
import { sequencerOf } from './sequence.ts';

/** `value`: no plan costs less. `vehicles`: no plan uses fewer (0 when requests may be left). `impossible`: nobody can serve these. */
export type RoundBound = { value: number; vehicles: number; impossible: number[] };

/** Beyond this many nodes, shortest times between all of them take too long, and only each arc by itself is looked at. */
const MOST_NODES_CLOSED = 500;
/** Beyond this many, the flow takes too much memory (an arc for each two stops), and each stop only pays its cheapest arc. */
const MOST_NODES_FLOW = 1500;
/** Penalties of the flow are of the size of its dearest arc times its nodes, which must stay exact. */
const LARGEST_PENALTY = 2 ** 49;

/**
 * A lower bound, valid but often far: every stop has one stop before it and one after, as many vehicles come back as leave, over the arcs
 * that some route may use. Capacities and windows only count through the arcs they rule out and through requests that, two by two, no
 * vehicle can share (each needs its own). Solved as a minimum-cost flow.
 */
export function lowerBound(model: Model, seconds: number): RoundBound {
  const closed = model.nodes <= MOST_NODES_CLOSED;
  const fits = closed ? sequencerOf(model) : () => true;
  const follows = closed ? (a: number, b: number) => mayFollow(model, fits, a, b) : (a: number, b: number) => onTime(model, a, b);
  const requests = Array.from({ length: model.requests }, (_, r) => r);
  const impossible = closed ? requests.filter((r) => !aloneFits(model, r, fits)) : [];
  const vehicles = model.compulsory ? Math.max(1, closed ? apart(model, (r, s) => mayShare(model, fits, r, s)) : 0, byLoad(model)) : 0;
  if (model.compulsory && impossible.length > 0) return { value: Infinity, vehicles, impossible };

  const value = model.nodes <= MOST_NODES_FLOW ? flowBound(relaxation(model, follows, vehicles), seconds) : 0;
  return { value: Math.max(value, cheapestArcs(model, vehicles)), vehicles, impossible };
}

/** Costs are rounded down to a multiple where the flow needs smaller figures: the bound only gets weaker. */
function flowBound(network: ReturnType<typeof relaxation>, seconds: number): number {
  const dearest = network.cost.reduce((most, cost) => Math.max(most, cost), 0);
  const unit = Math.max(1, Math.ceil((dearest * (network.nodes + 1)) / LARGEST_PENALTY));
  const answer = solveFlow({ ...network, cost: network.cost.map((cost) => Math.floor(cost / unit)) }, { seconds });
  if (!answer.ok) return 0;
  if (answer.status === 'infeasible') return Infinity;
  return Number.isFinite(answer.bound) ? Math.max(0, Math.ceil(answer.bound) * unit) : 0;
}

/** The vehicles needed, at the cheapest, and for each stop the cheapest arc that reaches it. */
function cheapestArcs({ nodes, cost, requestOf, compulsory, fixed, vehicles, at }: Model, needed: number): number {
  if (!compulsory) return 0;
  let sum = 0;
  for (let stop = 0; stop < nodes; stop++) {
    if (requestOf[stop]! < 0) continue;
    let least = Infinity;
    for (let from = 0; from < nodes; from++) if (from !== stop && requestOf[from]! >= 0) least = Math.min(least, cost[from * nodes + stop]!);
    for (let v = 0; v < vehicles; v++) least = Math.min(least, cost[at[nodes + 2 * v]! * nodes + stop]!);
    sum += least;
  }
  const cheapest = Float64Array.from(fixed).sort();
  return sum + cheapest.subarray(0, needed).reduce((paid, one) => paid + one, 0);
}

const onTime = ({ nodes, opens, closes, service, time }: Model, a: number, b: number): boolean => opens[a]! + service[a]! + time[a * nodes + b]! <= closes[b]!;

function aloneFits({ pickup, delivery, load, capacity, barred, vehicles }: Model, r: number, fits: (...stops: number[]) => boolean): boolean {
  const someone = Array.from(capacity, (room, v) => room >= load[r]! && !barred?.[r * vehicles + v]).includes(true);
  return someone && fits(...[pickup[r]!, delivery[r]!].filter((stop) => stop >= 0));
}

/** Size of a set of requests of which no two can share a vehicle, grown greedily from each request. */
function apart({ requests }: Model, share: (r: number, s: number) => boolean): number {
  const foes = Array.from({ length: requests }, () => new Set<number>());
  for (let r = 0; r < requests; r++) for (let s = r + 1; s < requests; s++) if (!share(r, s)) foes[r]!.add(s), foes[s]!.add(r);
  let most = 0;
  for (let r = 0; r < requests; r++) {
    let candidates = [...foes[r]!];
    let size = 1;
    while (candidates.length > 0) {
      const within = (s: number) => candidates.reduce((count, other) => count + (foes[s]!.has(other) ? 1 : 0), 0);
      const chosen = candidates.length > 200 ? candidates[0]! : candidates.map((s) => [s, within(s)] as const).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
      candidates = candidates.filter((s) => foes[chosen]!.has(s));
      size++;
    }
    most = Math.max(most, size);
  }
  return most;
}

/** Vehicles needed to carry what leaves the depots, or what comes back to them: each vehicle goes out once. */
function byLoad({ pickup, delivery, load, capacity }: Model): number {
  const largest = capacity.reduce((most, room) => Math.max(most, room), 1);
  const total = (side: Int32Array): number => load.reduce((sum, quantity, r) => sum + (side[r]! < 0 ? quantity : 0), 0);
  return Math.ceil(Math.max(total(pickup), total(delivery)) / Math.max(1, largest));
}

function relaxation(model: Model, follows: (a: number, b: number) => boolean, atLeast: number) {
  const { nodes, at, cost, requestOf, pickup, delivery, price, compulsory, fixed, twinBefore, vehicles } = model;
  const stops = Array.from({ length: nodes }, (_, node) => node).filter((node) => requestOf[node]! >= 0);
  const arcs = { from: [] as number[], to: [] as number[], cost: [] as number[], lower: [] as number[], upper: [] as number[] };
  const arc = (from: number, to: number, price: number, upper: number, lower = 0): void => {
    arcs.from.push(from), arcs.to.push(to), arcs.cost.push(price), arcs.lower.push(lower), arcs.upper.push(upper);
  };
  const [arrive, leave] = [(i: number) => i, (i: number) => stops.length + i];
  const groups = vehiclesByKind(twinBefore);
  const [home, out] = [2 * stops.length, 2 * stops.length + 1];
  arc(home, out, 0, vehicles, Math.min(atLeast, vehicles));
  groups.forEach((group, g) => {
    const vehicle = group[0]!;
    const [start, end] = [out + 1 + 2 * g, out + 2 + 2 * g];
    arc(out, start, fixed[vehicle]!, group.length);
    arc(end, home, 0, group.length);
    stops.forEach((stop, i) => {
      const request = requestOf[stop]!;
      if (stop === pickup[request] || pickup[request]! < 0) arc(start, arrive(i), cost[at[nodes + 2 * vehicle]! * nodes + stop]!, 1);
      if (stop === delivery[request] || delivery[request]! < 0) arc(leave(i), end, cost[stop * nodes + at[nodes + 2 * vehicle + 1]!]!, 1);
    });
  });
  stops.forEach((a, i) => {
    const request = requestOf[a]!;
    const paired = pickup[request]! >= 0 && delivery[request]! >= 0;
    if (!compulsory) arc(leave(i), arrive(i), !paired ? price[request]! : a === pickup[request] ? Math.floor(price[request]! / 2) : Math.ceil(price[request]! / 2), 1);
    stops.forEach((b, j) => {
      if (a !== b && follows(a, b)) arc(leave(i), arrive(j), cost[a * nodes + b]!, 1);
    });
  });
  const nodeCount = out + 1 + 2 * groups.length;
  const supply = Array.from({ length: nodeCount }, (_, node) => (node < stops.length ? -1 : node < 2 * stops.length ? 1 : 0));
  return { nodes: nodeCount, supply, ...arcs };
}

function vehiclesByKind(twinBefore: Int32Array): number[][] {
  const groups: number[][] = [];
  const groupOf = new Int32Array(twinBefore.length);
  twinBefore.forEach((twin, vehicle) => {
    groupOf[vehicle] = twin >= 0 ? groupOf[twin]! : groups.push([]) - 1;
    groups[groupOf[vehicle]!]!.push(vehicle);
  });
  return groups;
}
