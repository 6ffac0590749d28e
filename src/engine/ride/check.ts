import type { Car, RideProblem } from './problem.ts';

export type RideCheck = { ok: true; value: number; matched: number } | { ok: false; fault: string };

/**
 * Drives every car on paper from the problem alone: seats, windows, detours, nobody in two cars, and the metres saved. Returns their sum or
 * the first fault. A rider alone aboard goes the straight way, so times and metres are those of `stops` in order.
 */
export function checkRides(problem: RideProblem, cars: Car[]): RideCheck {
  const seen = { drivers: new Set<number>(), riders: new Set<number>() };
  let value = 0;
  for (const car of cars) {
    const { driver, riders } = car;
    if (!(driver >= 0 && driver < problem.drivers.leave.length)) return { ok: false, fault: `driver ${driver} does not exist` };
    if (seen.drivers.has(driver)) return { ok: false, fault: `driver ${driver} drives twice` };
    seen.drivers.add(driver);
    for (const rider of riders) {
      if (!(rider >= 0 && rider < problem.riders.leave.length)) return { ok: false, fault: `rider ${rider} does not exist` };
      if (seen.riders.has(rider)) return { ok: false, fault: `rider ${rider} rides twice` };
      seen.riders.add(rider);
    }
    const driven = driveCar(problem, car);
    if (typeof driven === 'string') return { ok: false, fault: `driver ${driver}: ${driven}` };
    if (driven !== car.saving) return { ok: false, fault: `driver ${driver}: saves ${driven} metres, not ${car.saving}` };
    value += driven;
  }
  return { ok: true, value, matched: seen.riders.size };
}

function driveCar({ drivers, riders, winding, speed }: RideProblem, { driver, riders: group, stops }: Car): number | string {
  const way = (a: [number, number], b: [number, number]): number => Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) * winding);
  const end = (trips: typeof riders, i: number, last: boolean): [number, number] => (last ? [trips.toX[i]!, trips.toY[i]!] : [trips.fromX[i]!, trips.fromY[i]!]);
  if (group.length === 0 || group.length > drivers.seats[driver]!) return `${group.length} riders for ${drivers.seats[driver]} seats`;
  const expected = group.flatMap((rider) => [2 * rider, 2 * rider + 1]).sort((a, b) => a - b);
  if (expected.join() !== [...stops].sort((a, b) => a - b).join()) return 'its stops are not those of its riders';
  const start = end(drivers, driver, false);
  const home = end(drivers, driver, true);
  // A hair of tolerance: minutes are sums of divisions, and this sums them in its own order.
  const hair = 1e-6;
  const takenUp = new Map<number, number>();
  let [place, clock, driven] = [start, drivers.leave[driver]!, 0];
  for (const stop of stops) {
    const rider = stop >> 1;
    const down = (stop & 1) === 1;
    const next = end(riders, rider, down);
    driven += way(place, next);
    clock += way(place, next) / speed;
    place = next;
    if (!down) {
      clock = Math.max(clock, riders.leave[rider]!);
      takenUp.set(rider, driven);
      continue;
    }
    if (!takenUp.has(rider)) return `rider ${rider} is set down before being taken up`;
    if (clock > riders.arrive[rider]! + hair) return `rider ${rider} is late`;
    if (driven - takenUp.get(rider)! > way(end(riders, rider, false), next) + riders.detour[rider]!) return `rider ${rider} rides too far`;
  }
  driven += way(place, home);
  if (clock + way(place, home) / speed > drivers.arrive[driver]! + hair) return 'late home';
  const extra = driven - way(start, home);
  if (extra > drivers.detour[driver]!) return `a detour of ${extra} metres, more than ${drivers.detour[driver]}`;
  return group.reduce((sum, rider) => sum + way(end(riders, rider, false), end(riders, rider, true)), 0) - extra;
}
