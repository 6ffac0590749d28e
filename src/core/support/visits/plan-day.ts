import { solveRounds } from '#engine/round/index.ts';
import type { Point, TravelTimes } from '#core/territory/index.ts';

export type Stop = Point & { siret: string; points: number };
/** Minutes of the day. */
export type Day = { leavesAt: number; backBy: number; visitMinutes: number };
export type Planned = { stops: { siret: string; arrivesAt: number; kmBefore: number }[]; left: string[]; backAt: number; km: number; minutes: number };

/** What leaving a firm aside costs beside a minute of road: more than any round drives, so that as many as possible are seen, those that count most first. */
const PRICE = 10_000;
const PRICE_A_POINT = 20;
const SECONDS = 60;

/** The day's order and times, least road first; firms that do not fit before it is time to be back are left aside, the least useful first. */
export async function planDay(travel: TravelTimes, start: Point, stops: Stop[], day: Day): Promise<Planned> {
  const places: Point[] = [start, ...stops];
  const n = places.length;
  const roads = await Promise.all(places.map((from) => Promise.all(places.map((to) => travel.between(from, to)))));
  const seconds = Float64Array.from({ length: n * n }, (_, i) => (i % n === Math.floor(i / n) ? 0 : Math.round(roads[Math.floor(i / n)]![i % n]!.minutes * SECONDS)));
  const one = (value: number) => Float64Array.from([value]);
  const answer = await solveRounds(
    {
      nodes: n, cost: seconds, time: seconds,
      opens: new Float64Array(n).fill(day.leavesAt * SECONDS), closes: new Float64Array(n).fill(day.backBy * SECONDS), service: Float64Array.from({ length: n }, (_, i) => (i === 0 ? 0 : day.visitMinutes * SECONDS)),
      requests: { pickup: Int32Array.from(stops, (_, i) => i + 1), delivery: new Int32Array(stops.length).fill(-1), load: new Float64Array(stops.length), price: Float64Array.from(stops, (stop) => (PRICE + Math.round(stop.points * PRICE_A_POINT)) * SECONDS) },
      vehicles: { start: Int32Array.from([0]), end: Int32Array.from([0]), capacity: one(1), from: one(day.leavesAt * SECONDS), until: one(day.backBy * SECONDS), longest: one((day.backBy - day.leavesAt) * SECONDS), fixed: one(0) },
    },
    { seed: 1 },
  );
  if (!answer.ok) throw new Error(`The day could not be planned: ${JSON.stringify(answer)}`);
  const route = [...(answer.chosen.routes[0] ?? [])];
  let at = 0;
  let now = day.leavesAt;
  let km = 0;
  const planned = route.map((node) => {
    const road = roads[at]![node]!;
    const arrivesAt = now + road.minutes;
    now = arrivesAt + day.visitMinutes;
    km += road.km;
    at = node;
    return { siret: stops[node - 1]!.siret, arrivesAt: Math.round(arrivesAt), kmBefore: road.km };
  });
  const home = roads[at]![0]!;
  const away = new Set(route);
  return { stops: planned, left: stops.filter((_, i) => !away.has(i + 1)).map((stop) => stop.siret), backAt: Math.round(now + (at === 0 ? 0 : home.minutes)), km: km + (at === 0 ? 0 : home.km), minutes: Math.round(now - day.leavesAt) };
}
