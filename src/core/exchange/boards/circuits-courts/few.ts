import type { RoundProblem } from '#engine/round/index.ts';

/** Up to this many requests every way is tried: exact, and quicker than a search. */
export const FEW = 4;

/**
 * The best routes of a day of few requests (each with a pickup and a delivery), by trying all: which vehicle takes which, in every order that loads before it unloads, within
 * room and time. Best: what the requests served are priced, less what driving costs. Routes as nodes, one a vehicle.
 */
export function fewRoutes(problem: RoundProblem): number[][] {
  const { requests, vehicles } = problem;
  const count = requests.pickup.length;
  const full = (1 << count) - 1;
  const worth = (mask: number) => requests.price!.reduce((sum, price, r) => sum + (mask & (1 << r) ? price : 0), 0);
  let states = new Map<number, { gain: number; routes: number[][] }>([[0, { gain: 0, routes: [] }]]);
  for (let v = 0; v < vehicles.start.length; v++) {
    const own = Array.from({ length: full + 1 }, (_, mask) => (mask === 0 ? { cost: 0, route: [] as number[] } : bestRoute(problem, v, mask)));
    const next: typeof states = new Map();
    for (const [taken, { gain, routes }] of states) {
      for (let mask = 0; mask <= full; mask++) {
        const route = own[mask];
        if (!route || (mask & taken) !== 0) continue;
        const reached = gain + worth(mask) - route.cost;
        if (reached > (next.get(taken | mask)?.gain ?? -Infinity)) next.set(taken | mask, { gain: reached, routes: [...routes, route.route] });
      }
    }
    states = next;
  }
  return [...states.values()].reduce((best, one) => (one.gain > best.gain ? one : best)).routes;
}

function bestRoute({ nodes, cost, time, requests, vehicles, barred }: RoundProblem, v: number, mask: number): { cost: number; route: number[] } | null {
  const own = Array.from(requests.pickup.keys()).filter((r) => mask & (1 << r));
  if (own.some((r) => barred?.[r * vehicles.start.length + v])) return null;
  const home = vehicles.start[v]!;
  let best: { cost: number; route: number[] } | null = null;
  const extend = (at: number, route: number[], aboard: number[], waiting: number[], load: number, spent: number, clock: number): void => {
    if (best && spent >= best.cost) return;
    if (waiting.length === 0 && aboard.length === 0) {
      const [all, back] = [spent + cost[at * nodes + home]!, clock + time[at * nodes + home]!];
      if (back <= vehicles.longest[v]! && (!best || all < best.cost)) best = { cost: all, route };
      return;
    }
    const go = (to: number, nowAboard: number[], nowWaiting: number[], nowLoad: number) => extend(to, [...route, to], nowAboard, nowWaiting, nowLoad, spent + cost[at * nodes + to]!, clock + time[at * nodes + to]!);
    for (const r of waiting) if (load + requests.load[r]! <= vehicles.capacity[v]!) go(requests.pickup[r]!, [...aboard, r], waiting.filter((one) => one !== r), load + requests.load[r]!);
    for (const r of aboard) go(requests.delivery[r]!, aboard.filter((one) => one !== r), waiting, load - requests.load[r]!);
  };
  extend(home, [], [], own, 0, 0, 0);
  return best;
}
