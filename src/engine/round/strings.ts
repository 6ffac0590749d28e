/** Removal of strings of stops that lie near one another: Christiaens, Vanden Berghe (2020), "Slack Induction by String Removals". */
import type { Model } from './model.ts';
import { type Plan, refresh, remove } from './plan.ts';

/** Stops taken out on average, and longest string taken from one route. */
const AVERAGE_OUT = 15;
const LONGEST_STRING = 10;

/** Takes requests out around a stop drawn at random, from a few neighbouring routes, and leaves the plan refreshed. */
export function removeStrings(model: Model, plan: Plan, random: () => number): void {
  const { near, nearCount, requestOf } = model;
  let served = 0;
  let used = 0;
  for (const stops of plan.stops) {
    served += stops;
    if (stops > 0) used++;
  }
  if (used === 0) return;
  const longest = Math.min(LONGEST_STRING, served / used);
  const strings = Math.floor(1 + random() * ((4 * AVERAGE_OUT) / (1 + longest) - 1));
  const seed = near[Math.floor(random() * model.nodes) * nearCount]!;
  const ruined = new Set<number>();
  for (let i = -1; i < nearCount && ruined.size < strings; i++) {
    const stop = i < 0 ? seed : near[seed * nearCount + i]!;
    const vehicle = plan.vehicleOf[stop]!;
    if (vehicle < 0 || ruined.has(vehicle)) continue;
    ruined.add(vehicle);
    const length = Math.floor(1 + random() * Math.min(longest, plan.stops[vehicle]!));
    for (const node of stringAround(plan, vehicle, stop, length, model.nodes + 2 * vehicle, random)) {
      if (plan.vehicleOf[node]! >= 0) remove(model, plan, requestOf[node]!);
    }
    refresh(model, plan, vehicle);
  }
}

/** `length` stops of the route in a row, `stop` among them; half the time, some in the middle are spared. */
function stringAround(plan: Plan, vehicle: number, stop: number, length: number, first: number, random: () => number): number[] {
  const total = plan.stops[vehicle]!;
  let spared = 0;
  if (length > 1 && random() < 0.5) while (length + spared < total && random() < 0.5) spared++;
  const span = Math.min(total, length + spared);
  const { prev, next } = plan;
  let place = 0;
  for (let node = prev[stop]!; node !== first; node = prev[node]!) place++;
  const lowest = Math.max(0, place - span + 1);
  const highest = Math.min(place, total - span);
  const start = lowest + Math.floor(random() * (highest - lowest + 1));
  const spareFrom = 1 + Math.floor(random() * Math.max(1, length - 1));
  let node = stop;
  for (let back = place - start; back > 0; back--) node = prev[node]!;
  const string: number[] = [];
  for (let i = 0; i < span; i++, node = next[node]!) {
    if (spared === 0 || i < spareFrom || i >= spareFrom + spared) string.push(node);
  }
  return string;
}
