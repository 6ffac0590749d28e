import { crowKm } from '#core/territory/index.ts';
import { solveRounds, type RoundProblem } from '#engine/round/index.ts';
import type { BoardContext } from '../../board.ts';
import type { Place } from '../../model.ts';
import { assumed, drivingCents, minutesOf } from './assumed.ts';
import { FEW, fewRoutes } from './few.ts';

/** What one farm brings one buyer in a week: `cents`: what it is worth; `days`: on which it may come. `own`: what of the plan it stands for; `part`: which part of it, where no vehicle holds it at once. */
export type Delivery = { farm: string; buyer: string; from: Place; to: Place; kg: number; cents: number; cold: boolean; days: readonly number[]; own: readonly number[]; part?: number };
/** A farm's vehicle. `room`: kilos; null where nobody said, and then it carries its own goods only. */
export type Vehicle = { farm: string; place: Place; room: number | null; cold: boolean; carries: boolean };
export type RoundStop = { party: string; loads: Delivery[]; unloads: Delivery[]; km: number; minutes: number };
/** One vehicle's way on one day of the week, from its farm and back. `cents`: what it costs. */
export type Round = { day: number; carrier: string; stops: RoundStop[]; deliveries: Delivery[]; km: number; minutes: number; cents: number };

const UNSAID_ROOM = 1e6;
/** A farm is fetched from no further than this as the crow flies. */
const FETCH_KM = 20;
/** So many deliveries are planned together at most: what lies beyond is not looked at. */
export const TOGETHER = { usually: 10, manyDeliveries: FEW } as const;
const ITERATIONS_A_DELIVERY = 40;
const MOST_ITERATIONS = 600;
/** Deliveries that pay only together are never begun by a search that weighs them one by one: it is also asked as if each were worth this many times more, then what does not pay is taken out. */
const EAGER = 20;

/** Rounds already made, by day and what goes: neighbours alike in many weeks are planned once. */
export type RoundsMade = Map<string, Promise<Round[]>>;

/**
 * The rounds of one week: for each day, from the one that suits most, who drives and who carries whose goods, at least cost. A delivery may cost the share of its worth that the board
 * accepts and no more: one that would, even pooled, is left. Heuristic, the same each time.
 */
export async function roundsOf(deliveries: Delivery[], vehicles: Map<string, Vehicle>, context: Pick<BoardContext, 'travel'>, made: RoundsMade = new Map(), together: number = TOGETHER.usually): Promise<{ rounds: Round[]; left: Delivery[] }> {
  const rounds: Round[] = [];
  const left: Delivery[] = [];
  for (const group of neighbours(deliveries, vehicles, together)) {
    const tried = new Set<number>();
    let waiting = group;
    for (let day = bestDay(waiting, tried); day !== null; day = bestDay(waiting, tried)) {
      tried.add(day);
      for (const one of neighbours(waiting.filter((delivery) => delivery.days.includes(day!)), vehicles, together)) {
        const key = `${day}:${one.map(nameOf).join()}`;
        if (!made.has(key)) made.set(key, roundsOn(day, one, vehicles, context));
        rounds.push(...(await made.get(key)!));
      }
      const done = new Set(rounds.flatMap((round) => round.deliveries.map(nameOf)));
      waiting = waiting.filter((one) => !done.has(nameOf(one)));
    }
    left.push(...waiting);
  }
  return { rounds, left };
}

const nameOf = ({ own, kg, part = 0 }: Delivery): string => `${own.join('+')}=${kg}/${part}`;

/** The most that a vehicle could bring of a farm at once, in kilos: its own, or one nearby that carries for others; 0 where there is none. */
export function roomFor(farm: string, cold: boolean, vehicles: ReadonlyMap<string, Vehicle>): number {
  const own = vehicles.get(farm);
  const others = own ? [...vehicles.values()].filter((one) => one.farm !== farm && one.carries && one.room !== null && (one.cold || !cold) && crowKm(one.place, own.place) <= FETCH_KM) : [];
  return Math.max(0, own && (own.cold || !cold) ? (own.room ?? Infinity) : 0, ...others.map((one) => one.room!));
}

/** A delivery in as many even parts as the vehicle's room asks: the same one twice, another day, or another vehicle. */
export function inParts(delivery: Delivery, room: number): Delivery[] {
  const parts = room > 0 && room < delivery.kg ? Math.ceil(delivery.kg / room - 1e-9) : 1;
  return parts === 1 ? [delivery] : Array.from({ length: parts }, (_, part) => ({ ...delivery, kg: delivery.kg / parts, cents: Math.round(delivery.cents / parts), part }));
}

/** Deliveries that a vehicle could take together: of one farm, or of a farm near one that carries for others. At most so many, the nearest first. */
function neighbours(deliveries: Delivery[], vehicles: Map<string, Vehicle>, most: number): Delivery[][] {
  const byFarm = Map.groupBy(deliveries, ({ farm }) => farm);
  const farms = [...byFarm.keys()].sort();
  const groupOf = new Map(farms.map((farm) => [farm, [farm]]));
  const sizeOf = (group: readonly string[]) => group.reduce((sum, farm) => sum + byFarm.get(farm)!.length, 0);
  const near = farms.flatMap((carrier) => {
    const { carries, place, cold } = vehicles.get(carrier)!;
    return carries ? farms.flatMap((farm) => (farm === carrier || (!cold && byFarm.get(farm)!.every((one) => one.cold)) ? [] : [{ carrier, farm, km: crowKm(place, vehicles.get(farm)!.place) }])) : [];
  });
  for (const { carrier, farm } of near.filter(({ km }) => km <= FETCH_KM).sort((a, b) => a.km - b.km || a.carrier.localeCompare(b.carrier) || a.farm.localeCompare(b.farm))) {
    const [one, other] = [groupOf.get(carrier)!, groupOf.get(farm)!];
    if (one === other || sizeOf(one) + sizeOf(other) > most) continue;
    one.push(...other);
    for (const member of other) groupOf.set(member, one);
  }
  // A farm with more than that of its own goes more than once.
  return [...new Set(groupOf.values())].flatMap((group) => cut(group.sort().flatMap((farm) => byFarm.get(farm)!), most));
}

const cut = (all: Delivery[], most: number): Delivery[][] => Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));

function bestDay(left: Delivery[], tried: Set<number>): number | null {
  const worth = new Map<number, number>();
  for (const one of left) for (const day of one.days) if (!tried.has(day)) worth.set(day, (worth.get(day) ?? 0) + one.cents);
  return [...worth].toSorted(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? null;
}

async function roundsOn(day: number, deliveries: Delivery[], known: Map<string, Vehicle>, { travel }: Pick<BoardContext, 'travel'>): Promise<Round[]> {
  const vehicles = [...new Set(deliveries.map((one) => one.farm))].sort().map((farm) => known.get(farm)!).filter((vehicle) => vehicle.room !== 0);
  if (vehicles.length === 0) return [];
  const places = [...vehicles.map(({ farm, place }) => ({ party: farm, place })), ...deliveries.map(({ farm, from }) => ({ party: farm, place: from })), ...deliveries.map(({ buyer, to }) => ({ party: buyer, place: to }))];
  const km = await travel.table(places.map(({ place }) => place), places.map(({ place }) => place));
  const n = places.length;
  const [firstPickup, firstDrop] = [vehicles.length, vehicles.length + deliveries.length];
  const isHome = (node: number) => node < firstPickup;
  // Stopping again at the same door takes no time.
  const stopMinutes = (from: number, to: number) => (isHome(to) || places[from]!.party === places[to]!.party ? 0 : assumed.stop.minutes);
  const minutes = (from: number, to: number) => minutesOf(km[from * n + to]!) + stopMinutes(from, to);
  const matrix = (of: (from: number, to: number) => number) => Float64Array.from({ length: n * n }, (_, k) => Math.ceil(of(Math.floor(k / n), k % n)));
  const barred = Uint8Array.from(deliveries.flatMap((one, d) => vehicles.map((vehicle, v) => Number(isBarred(one, vehicle, km[v * n + firstDrop + d]!)))));
  const whole = (value: number) => new Float64Array(n).fill(value);
  const problem: RoundProblem = {
    nodes: n,
    cost: matrix((from, to) => drivingCents(km[from * n + to]!, minutes(from, to))),
    time: matrix(minutes),
    opens: whole(0), closes: whole(assumed.day.longestMinutes), service: whole(0),
    requests: {
      pickup: Int32Array.from(deliveries, (_, d) => firstPickup + d),
      delivery: Int32Array.from(deliveries, (_, d) => firstDrop + d),
      load: Float64Array.from(deliveries, ({ kg }) => Math.ceil(kg)),
      price: Float64Array.from(deliveries, ({ cents }) => Math.floor(cents * assumed.share.value)),
    },
    vehicles: {
      start: Int32Array.from(vehicles.keys()), end: Int32Array.from(vehicles.keys()),
      capacity: Float64Array.from(vehicles, ({ room }) => Math.floor(room ?? UNSAID_ROOM)),
      from: new Float64Array(vehicles.length), until: new Float64Array(vehicles.length).fill(assumed.day.longestMinutes), longest: new Float64Array(vehicles.length).fill(assumed.day.longestMinutes), fixed: new Float64Array(vehicles.length),
    },
    barred,
  };
  const price = problem.requests.price!;
  if (deliveries.length <= FEW) return fewRoutes(problem).flatMap((route, v) => (route.length === 0 ? [] : [roundFrom(day, vehicles[v]!.farm, route)]));
  const iterations = Math.min(MOST_ITERATIONS, ITERATIONS_A_DELIVERY * deliveries.length);
  const routesAt = async (eager: number): Promise<number[][]> => {
    const answer = await solveRounds({ ...problem, requests: { ...problem.requests, price: price.map((one) => one * eager) } }, { seed: 1, iterations });
    if (!answer.ok) throw new Error(`The rounds were refused: ${answer.reason} at ${answer.where}`);
    return answer.chosen.routes.map((route, v) => pruned([...route], v));
  };
  const gainOf = (routes: number[][]) => routes.reduce((sum, route, v) => sum + netOf(route, v), 0);
  const eager = await routesAt(EAGER);
  const plain = eager.reduce((sum, route) => sum + route.length, 0) < 2 * deliveries.length ? await routesAt(1) : eager;
  const best = gainOf(plain) > gainOf(eager) ? plain : eager;
  return best.flatMap((route, v) => (route.length === 0 ? [] : [roundFrom(day, vehicles[v]!.farm, route)]));

  /** What a route may cost, less what it does. */
  function netOf(route: number[], v: number): number {
    if (route.length === 0) return 0;
    const way = [v, ...route, v];
    const cost = way.slice(1).reduce((sum, node, i) => sum + problem.cost[way[i]! * n + node]!, 0);
    return route.reduce((sum, node) => sum + (node >= firstDrop ? price[node - firstDrop]! : 0), 0) - cost;
  }

  /** A route without the deliveries that cost more than they may, nor at all when together they do. */
  function pruned(route: number[], v: number): number[] {
    let now = route;
    for (;;) {
      const without = now.filter((node) => node >= firstDrop).map((drop) => now.filter((node) => node !== drop && node !== drop - deliveries.length));
      const better = without.reduce((best, one) => (netOf(one, v) > netOf(best, v) ? one : best), now);
      if (better === now) return netOf(now, v) < 0 ? [] : now;
      now = better;
    }
  }

  function roundFrom(onDay: number, carrier: string, route: number[]): Round {
    const stops: RoundStop[] = [];
    const home = vehicles.findIndex((vehicle) => vehicle.farm === carrier);
    let [before, clock, way, sinceStop] = [home, 0, 0, 0];
    for (const node of route) {
      clock += minutes(before, node);
      way += km[before * n + node]!;
      sinceStop += km[before * n + node]!;
      const delivery = deliveries[(node - firstPickup) % deliveries.length]!;
      const party = places[node]!.party;
      if (stops.at(-1)?.party !== party) {
        // Said as when one arrives, not as when one has unloaded.
        stops.push({ party, loads: [], unloads: [], km: sinceStop, minutes: clock - stopMinutes(before, node) });
        sinceStop = 0;
      }
      stops.at(-1)![node < firstDrop ? 'loads' : 'unloads'].push(delivery);
      before = node;
    }
    const [back, total] = [km[before * n + home]!, clock + minutesOf(km[before * n + home]!)];
    const carried = [...new Set(stops.flatMap((stop) => stop.unloads))];
    return { day: onDay, carrier, stops: [...stops, { party: carrier, loads: [], unloads: [], km: back + sinceStop, minutes: total }], deliveries: carried, km: way + back, minutes: total, cents: Math.round(drivingCents(way + back, total)) };
  }
}

/** A vehicle never takes another farm's goods unless it was said, within the law's distance, nor cold ones without a cold place. */
const isBarred = (one: Delivery, vehicle: Vehicle, km: number): boolean =>
  (one.cold && !vehicle.cold) || (one.farm !== vehicle.farm && (!vehicle.carries || vehicle.room === null || km > assumed.carriage.maxKm));
