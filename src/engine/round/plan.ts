import type { Model } from './model.ts';

/**
 * A plan under work: one chain of nodes per vehicle, from its departure to its return, with what the tests of an insertion need at each
 * node. Only `insert`, `remove` and `copyPlan` write in it.
 */
export type Plan = {
  next: Int32Array;
  prev: Int32Array;
  /** Vehicle that visits the node, -1 when none does. */
  vehicleOf: Int32Array;
  /** Earliest start of service, and latest one that keeps all that follows on time. */
  begin: Float64Array;
  latest: Float64Array;
  /** On board when leaving the node. */
  onBoard: Float64Array;
  /** Of the arc to the next node. */
  arcCost: Float64Array;
  arcTime: Float64Array;
  /** Nodes visited, and cost with the fixed part, by vehicle. */
  stops: Int32Array;
  routeCost: Float64Array;
  /** 1 for a vehicle that must stay at the depot (see `fleet.ts`). */
  shut: Uint8Array;
  /** Requests not served, in no order: the first `absentCount`. */
  absent: Int32Array;
  absentCount: number;
};

/** A place for a request: its nodes go after these (`afterDelivery` is the pickup itself when both are adjacent), at this extra cost. */
export type Spot = { vehicle: number; afterPickup: number; afterDelivery: number; extra: number };

/** Everyone at the depot, every request waiting. */
export function emptyPlan(model: Model): Plan {
  const { size, vehicles, requests, nodes } = model;
  const plan: Plan = {
    next: new Int32Array(size).fill(-1),
    prev: new Int32Array(size).fill(-1),
    vehicleOf: new Int32Array(size).fill(-1),
    begin: new Float64Array(size),
    latest: new Float64Array(size),
    onBoard: new Float64Array(size),
    arcCost: new Float64Array(size),
    arcTime: new Float64Array(size),
    stops: new Int32Array(vehicles),
    routeCost: new Float64Array(vehicles),
    shut: new Uint8Array(vehicles),
    absent: Int32Array.from({ length: requests }, (_, r) => r),
    absentCount: requests,
  };
  for (let v = 0; v < vehicles; v++) {
    link(plan, nodes + 2 * v, nodes + 2 * v + 1);
    plan.vehicleOf[nodes + 2 * v] = plan.vehicleOf[nodes + 2 * v + 1] = v;
    refresh(model, plan, v);
  }
  return plan;
}

export function copyPlan(from: Plan, to: Plan): void {
  to.next.set(from.next);
  to.prev.set(from.prev);
  to.vehicleOf.set(from.vehicleOf);
  to.begin.set(from.begin);
  to.latest.set(from.latest);
  to.onBoard.set(from.onBoard);
  to.arcCost.set(from.arcCost);
  to.arcTime.set(from.arcTime);
  to.stops.set(from.stops);
  to.routeCost.set(from.routeCost);
  to.shut.set(from.shut);
  to.absent.set(from.absent);
  to.absentCount = from.absentCount;
}

/** Cost of the routes, without the price of the absent. */
export const drivenCost = (plan: Plan): number => plan.routeCost.reduce((sum, cost) => sum + cost, 0);

/** The objective: routes and price of the absent. */
export function totalCost(model: Model, plan: Plan): number {
  let sum = drivenCost(plan);
  for (let i = 0; i < plan.absentCount; i++) sum += model.price[plan.absent[i]!]!;
  return sum;
}

/** Vehicle that serves the request, or -1. */
export const servedBy = (model: Model, plan: Plan, request: number): number => {
  const pickup = model.pickup[request]!;
  return plan.vehicleOf[pickup >= 0 ? pickup : model.delivery[request]!]!;
};

/** Gives an idle vehicle these nodes in this order, without refreshing. */
export function setRoute(model: Model, plan: Plan, vehicle: number, visited: number[]): void {
  const chain = [model.nodes + 2 * vehicle, ...visited, model.nodes + 2 * vehicle + 1];
  for (let i = 1; i < chain.length; i++) {
    plan.next[chain[i - 1]!] = chain[i]!;
    plan.prev[chain[i]!] = chain[i - 1]!;
    plan.vehicleOf[chain[i]!] = vehicle;
  }
}

/** Serves an absent request, without refreshing: call `refresh` on the vehicle once its changes are made. */
export function insert(model: Model, plan: Plan, request: number, spot: Spot): void {
  const pickup = model.pickup[request]!;
  const delivery = model.delivery[request]!;
  if (pickup >= 0) put(plan, pickup, spot.afterPickup, spot.vehicle);
  if (delivery >= 0) put(plan, delivery, spot.afterDelivery, spot.vehicle);
  const place = plan.absent.indexOf(request);
  plan.absent[place] = plan.absent[--plan.absentCount]!;
}

/** Makes a served request absent, without refreshing. */
export function remove(model: Model, plan: Plan, request: number): void {
  for (const node of [model.pickup[request]!, model.delivery[request]!]) {
    if (node < 0) continue;
    link(plan, plan.prev[node]!, plan.next[node]!);
    plan.vehicleOf[node] = -1;
  }
  plan.absent[plan.absentCount++] = request;
}

/** Recomputes times, loads and cost along one vehicle's route, after it changed. */
export function refresh(model: Model, plan: Plan, vehicle: number): void {
  const { nodes, at, cost, time, opens, closes, service, load, requestOf, pickup, delivery } = model;
  const { next, prev, begin, latest, onBoard, arcCost, arcTime } = plan;
  const first = nodes + 2 * vehicle;
  const last = first + 1;
  let aboard = 0;
  for (let node = next[first]!; node !== last; node = next[node]!) {
    const request = requestOf[node]!;
    if (pickup[request]! < 0) aboard += load[request]!;
  }
  onBoard[first] = aboard;
  begin[first] = opens[first]!;
  let spent = 0;
  let stops = 0;
  for (let before = first, node = next[first]!; before !== last; before = node, node = next[node]!) {
    const arc = at[before]! * nodes + at[node]!;
    arcCost[before] = cost[arc]!;
    arcTime[before] = time[arc]!;
    spent += cost[arc]!;
    begin[node] = Math.max(opens[node]!, begin[before]! + service[before]! + time[arc]!);
    if (node === last) break;
    const request = requestOf[node]!;
    aboard += node === pickup[request] ? load[request]! : -load[request]!;
    onBoard[node] = aboard;
    stops++;
  }
  latest[last] = closes[last]!;
  for (let after = last, node = prev[last]!; after !== first; after = node, node = prev[node]!) {
    latest[node] = Math.min(closes[node]!, latest[after]! - arcTime[node]! - service[node]!);
  }
  plan.stops[vehicle] = stops;
  plan.routeCost[vehicle] = stops === 0 ? 0 : spent + model.fixed[vehicle]!;
}

function put(plan: Plan, node: number, after: number, vehicle: number): void {
  const before = plan.next[after]!;
  link(plan, after, node);
  link(plan, node, before);
  plan.vehicleOf[node] = vehicle;
}

function link(plan: Plan, before: number, after: number): void {
  plan.next[before] = after;
  plan.prev[after] = before;
}
