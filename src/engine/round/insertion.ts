import type { Model } from './model.ts';
import type { Plan, Spot } from './plan.ts';

/**
 * Looks along one vehicle's route for the cheapest place of an absent request, and writes it in `spot` if it costs less than
 * `spot.extra`. Each test takes constant time: on time if earliest start before latest start, on board by the load along the way.
 * `skips()` true passes over a position (see `recreate.ts`). Assumes that a detour never makes a route cheaper: on costs that break the
 * triangle inequality, some good places may be missed.
 */
export function improveSpot(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  if (model.barred?.[request * model.vehicles + vehicle]) return;
  if (model.load[request]! > model.capacity[vehicle]!) return;
  const [pickup, delivery] = [model.pickup[request]!, model.delivery[request]!];
  if (pickup >= 0 && delivery >= 0) placePair(model, plan, request, vehicle, spot, skips);
  else placeVisit(model, plan, request, vehicle, spot, skips);
}

/** Neighbours whose vehicles are tried first: a good place found early spares looking along far routes. */
const FIRST_TRIED = 4;

/** Every vehicle worth trying, the best place in any. Among idle twins, the first stands for all. */
export function bestSpot(model: Model, plan: Plan, request: number, spot: Spot, skips: () => boolean): void {
  const { vehicles, twinBefore, near, nearCount } = model;
  const { stops, shut, vehicleOf } = plan;
  const stop = model.pickup[request]! >= 0 ? model.pickup[request]! : model.delivery[request]!;
  const tried: number[] = [];
  for (let i = 0; i < nearCount && tried.length < FIRST_TRIED; i++) {
    const vehicle = vehicleOf[near[stop * nearCount + i]!]!;
    if (vehicle < 0 || tried.includes(vehicle)) continue;
    tried.push(vehicle);
    improveSpot(model, plan, request, vehicle, spot, skips);
  }
  for (let vehicle = 0; vehicle < vehicles; vehicle++) {
    if (shut[vehicle] || tried.includes(vehicle)) continue;
    const twin = twinBefore[vehicle]!;
    if (stops[vehicle] === 0 && twin >= 0 && stops[twin] === 0 && !shut[twin]) continue;
    improveSpot(model, plan, request, vehicle, spot, skips);
  }
}

function placePair(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  const { nodes, at, cost, costInto, time, timeInto, opens, closes, service } = model;
  const { next, begin, latest, onBoard, arcCost, arcTime } = plan;
  const pickup = model.pickup[request]!;
  const delivery = model.delivery[request]!;
  const room = model.capacity[vehicle]! - model.load[request]!;
  const limited = isLimited(model, vehicle);
  const setOut = plan.stops[vehicle] === 0 ? model.fixed[vehicle]! : 0;
  const last = nodes + 2 * vehicle + 1;
  const [closesP, opensP, serviceP] = [closes[pickup]!, opens[pickup]!, service[pickup]!];
  const [closesD, opensD, serviceD] = [closes[delivery]!, opens[delivery]!, service[delivery]!];
  const rowP = pickup * nodes;
  const rowD = delivery * nodes;

  for (let a = last - 1; a !== last; a = next[a]!) {
    if (begin[a]! > closesP) return;
    if (onBoard[a]! > room || skips()) continue;
    const atA = at[a]!;
    const beginP = Math.max(opensP, begin[a]! + service[a]! + timeInto[rowP + atA]!);
    if (beginP > closesP) continue;
    const b = next[a]!;
    const atB = at[b]!;
    const withoutArc = setOut + costInto[rowP + atA]! - arcCost[a]!;

    const besides = withoutArc + cost[rowP + delivery]! + cost[rowD + atB]!;
    if (besides < spot.extra) {
      const beginD = Math.max(opensD, beginP + serviceP + time[rowP + delivery]!);
      if (beginD <= closesD && beginD + serviceD + time[rowD + atB]! <= latest[b]! && !(limited && tooLong(model, plan, vehicle, a, pickup, pickup, delivery))) {
        spot.vehicle = vehicle;
        spot.afterPickup = a;
        spot.afterDelivery = pickup;
        spot.extra = besides;
      }
    }

    const apart = withoutArc + cost[rowP + atB]!;
    if (apart >= spot.extra) continue;
    let x = b;
    let beginX = beginP + serviceP + time[rowP + atB]!;
    while (x !== last && beginX <= latest[x]! && onBoard[x]! <= room) {
      if (opens[x]! > beginX) beginX = opens[x]!;
      if (beginX > closesD) break;
      const y = next[x]!;
      const leave = beginX + service[x]!;
      const extra = apart + costInto[rowD + at[x]!]! + cost[rowD + at[y]!]! - arcCost[x]!;
      if (extra < spot.extra) {
        const beginD = Math.max(opensD, leave + timeInto[rowD + at[x]!]!);
        if (beginD <= closesD && beginD + serviceD + time[rowD + at[y]!]! <= latest[y]! && !(limited && tooLong(model, plan, vehicle, a, pickup, x, delivery))) {
          spot.vehicle = vehicle;
          spot.afterPickup = a;
          spot.afterDelivery = x;
          spot.extra = extra;
        }
      }
      beginX = leave + arcTime[x]!;
      x = y;
    }
  }
}

/** One stop only: its load is on board before it (from the depot) or after it (to the depot), so room is needed on that side. */
function placeVisit(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  const { nodes, at, cost, costInto, time, timeInto, opens, closes, service } = model;
  const { next, begin, latest, onBoard, arcCost } = plan;
  const fromDepot = model.pickup[request]! < 0;
  const stop = fromDepot ? model.delivery[request]! : model.pickup[request]!;
  const room = model.capacity[vehicle]! - model.load[request]!;
  const limited = isLimited(model, vehicle);
  const setOut = plan.stops[vehicle] === 0 ? model.fixed[vehicle]! : 0;
  const last = nodes + 2 * vehicle + 1;
  const rowS = stop * nodes;
  for (let a = fromDepot ? last - 1 : roomyFrom(model, plan, vehicle, room); a !== last; a = next[a]!) {
    if (begin[a]! > closes[stop]! || (fromDepot && onBoard[a]! > room)) return;
    if (skips()) continue;
    const b = next[a]!;
    const extra = setOut + costInto[rowS + at[a]!]! + cost[rowS + at[b]!]! - arcCost[a]!;
    if (extra >= spot.extra) continue;
    const beginS = Math.max(opens[stop]!, begin[a]! + service[a]! + timeInto[rowS + at[a]!]!);
    if (beginS > closes[stop]! || beginS + service[stop]! + time[rowS + at[b]!]! > latest[b]!) continue;
    if (limited && tooLong(model, plan, vehicle, a, stop, -1, -1)) continue;
    spot.vehicle = vehicle;
    spot.afterPickup = spot.afterDelivery = a;
    spot.extra = extra;
  }
}

/** First node of the route from which there is room all the way to the end; the return node when there is nowhere. */
function roomyFrom(model: Model, plan: Plan, vehicle: number, room: number): number {
  const last = model.nodes + 2 * vehicle + 1;
  let roomy = last;
  while (roomy !== last - 1 && plan.onBoard[plan.prev[roomy]!]! <= room) roomy = plan.prev[roomy]!;
  return roomy;
}

/** Whether the vehicle's longest absence can bind at all. */
const isLimited = (model: Model, vehicle: number): boolean => {
  const first = model.nodes + 2 * vehicle;
  return model.longest[vehicle]! < model.closes[first + 1]! - model.opens[first]!;
};

/**
 * Whether the route, with one node put after `a` and another after `x`, keeps the driver away too long however late it leaves. Durations
 * with waiting are added up node by node as in Vidal, Crainic, Gendreau, Prins (2013), "A hybrid genetic algorithm … time-windows", §3.
 */
export function tooLong(model: Model, plan: Plan, vehicle: number, a: number, node: number, x: number, other: number): boolean {
  const { nodes, at, time, opens, closes, service } = model;
  const first = nodes + 2 * vehicle;
  const last = first + 1;
  let earliest = opens[first]!;
  let latest = closes[first]!;
  let duration = 0;
  let before = first;
  while (before !== last) {
    const after = before === x ? other : before === a ? node : before === other ? plan.next[x === node ? a : x]! : before === node ? plan.next[a]! : plan.next[before]!;
    const driving = duration + service[before]! + time[at[before]! * nodes + at[after]!]!;
    const waiting = Math.max(0, opens[after]! - driving - latest);
    earliest = Math.max(opens[after]! - driving, earliest) - waiting;
    latest = Math.min(closes[after]! - driving, latest);
    duration = driving + waiting;
    before = after;
  }
  return duration > model.longest[vehicle]!;
}
