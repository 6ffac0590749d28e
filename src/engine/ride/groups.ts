/** Cars of several riders, grown one rider at a time: J. Alonso-Mora and others (2017), "On-demand high-capacity ride-sharing". */
import type { Pairs } from './pairs.ts';
import type { Car, RideProblem, Roads } from './problem.ts';
import { bestStops } from './stops.ts';

/** `cars`: worth choosing among. `exhaustive`: whether none was left out for want of room in memory, or of time. */
export type Groups = { cars: Car[]; exhaustive: boolean };

/** Groups looked at for one driver at most. */
const MOST_A_DRIVER = 3000;

/**
 * Every car that is possible and saves metres. A group is tried only if each two of its riders can share the car: taking somebody off never
 * makes a trip longer. At most as many riders as seats over the whole trip.
 */
export function enumerateGroups(problem: RideProblem, roads: Roads, pairs: Pairs, stop: () => boolean): Groups {
  const cars: Car[] = [];
  let exhaustive = true;
  for (let from = 0, to = 0; from < pairs.driver.length; from = to) {
    const driver = pairs.driver[from]!;
    while (to < pairs.driver.length && pairs.driver[to] === driver) to++;
    if (stop()) return { cars, exhaustive: false };
    const company = Array.from(pairs.rider.subarray(from, to)).sort((a, b) => a - b);
    exhaustive = groupsOf(problem, roads, driver, company, cars) && exhaustive;
  }
  return { cars, exhaustive };
}

function groupsOf(problem: RideProblem, roads: Roads, driver: number, company: number[], cars: Car[]): boolean {
  const seats = problem.drivers.seats[driver]!;
  const friends = new Map<number, Set<number>>(company.map((rider) => [rider, new Set()]));
  let groups: number[][] = company.map((rider) => [rider]);
  let looked = 0;
  for (let size = 1; groups.length > 0; size++) {
    const possible: number[][] = [];
    for (const group of groups) {
      if (looked++ >= MOST_A_DRIVER) return false;
      const best = bestStops(problem, roads, driver, group);
      if (!best) continue;
      possible.push(group);
      if (size === 2) friends.get(group[0]!)!.add(group[1]!);
      const saving = group.reduce((sum, rider) => sum + roads.riderAlone[rider]!, 0) - (best.metres - roads.driverAlone[driver]!);
      if (saving > 0) cars.push({ driver, riders: group, stops: best.stops, saving });
    }
    if (size >= seats) return true;
    groups = possible.flatMap((group) => {
      const last = group.at(-1)!;
      const next = size === 1 ? company : [...friends.get(last)!];
      return next.filter((rider) => rider > last && (size === 1 || group.every((other) => friends.get(other)!.has(rider)))).map((rider) => [...group, rider]);
    });
  }
  return true;
}
