import type { Model } from './model.ts';
import type { Plan, Spot } from './plan.ts';

/**
 * Looks along one vehicle's route for the cheapest place of an absent request, and writes it in `spot` if it costs less than
 * `spot.extra`. Each test takes constant time: on time if earliest start before latest start, on board by the load along the way.
 * `skips()` true passes over a position (see `recreate.ts`). Assumes that a detour never makes a route cheaper; on costs that break the
 * triangle inequality, some good places may be missed.
 */
export function improveSpot(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  if (model.barred?.[request * model.vehicles + vehicle]) return;
  if (model.load[request]! > model.capacity[vehicle]!) return;
  const [pickup, delivery] = [model.pickup[request]!, model.delivery[request]!];
  if (pickup >= 0 && delivery >= 0) placePair(model, plan, request, vehicle, spot, skips);
  else placeVisit(model, plan, request, vehicle, spot, skips);
}

/** Every vehicle worth trying, the best place in any. Among idle vehicles of a kind, one stands for all. */
export function bestSpot(model: Model, plan: Plan, request: number, spot: Spot, skips: () => boolean): void {
  const { stops, shut } = plan;
  for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
    if (shut[vehicle]) continue;
    const twin = model.twinBefore[vehicle]!;
    if (stops[vehicle] === 0 && twin >= 0 && stops[twin] === 0 && !shut[twin]) continue;
    improveSpot(model, plan, request, vehicle, spot, skips);
  }
}

function placePair(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  const { nodes, at, cost, time, opens, closes, service } = model;
  const { next, begin, latest, onBoard } = plan;
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
    const b = next[a]!;
    const rowA = at[a]! * nodes;
    const atB = at[b]!;
    const beginP = Math.max(opensP, begin[a]! + service[a]! + time[rowA + pickup]!);
    if (beginP > closesP) continue;
    const withoutArc = setOut + cost[rowA + pickup]! - cost[rowA + atB]!;

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
      const rowX = at[x]! * nodes;
      const atY = at[y]!;
      const leave = beginX + service[x]!;
      const extra = apart + cost[rowX + delivery]! + cost[rowD + atY]! - cost[rowX + atY]!;
      if (extra < spot.extra) {
        const beginD = Math.max(opensD, leave + time[rowX + delivery]!);
        if (beginD <= closesD && beginD + serviceD + time[rowD + atY]! <= latest[y]! && !(limited && tooLong(model, plan, vehicle, a, pickup, x, delivery))) {
          spot.vehicle = vehicle;
          spot.afterPickup = a;
          spot.afterDelivery = x;
          spot.extra = extra;
        }
      }
      beginX = leave + time[rowX + atY]!;
      x = y;
    }
  }
}

/** One stop only: its load is on board before it (from the depot) or after it (to the depot), so room is needed on that side. */
function placeVisit(model: Model, plan: Plan, request: number, vehicle: number, spot: Spot, skips: () => boolean): void {
  const { nodes, at, cost, time, opens, closes, service } = model;
  const { next, begin, latest, onBoard } = plan;
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
    const rowA = at[a]! * nodes;
    const extra = setOut + cost[rowA + stop]! + cost[rowS + at[b]!]! - cost[rowA + at[b]!]!;
    if (extra >= spot.extra) continue;
    const beginS = Math.max(opens[stop]!, begin[a]! + service[a]! + time[rowA + stop]!);
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
