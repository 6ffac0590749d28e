import { bestMatching } from './match.ts';
import { enumeratePairs, pairSaving, type Pairs } from './pairs.ts';
import { type RideProblem, roadsOf } from './problem.ts';

/**
 * Why a driver and a rider do not share a car. `cannot`: by how much each limit is missed, in minutes or metres (0 when kept).
 * `loss`: putting them together would cost the whole this many metres, `forgone` of them on the best other use of the driver.
 */
export type WhyNotTogether =
  | { kind: 'together' }
  | { kind: 'cannot'; riderLate: number; driverLate: number; detourOver: number }
  | { kind: 'saves-nothing'; saving: number }
  | { kind: 'loss'; saving: number; loss: number; driverPrice: number; riderPrice: number };

type Answered = { chosen: { cars: { driver: number; riders: number[] }[]; prices?: { driver: Float64Array; rider: Float64Array } } };

/** Explains a pair that was not chosen, with one rider a car: `loss` is both prices less the saving (the pair's reduced cost). */
export function whyNotTogether(problem: RideProblem, answer: Answered, driver: number, rider: number): WhyNotTogether {
  const { cars, prices } = answer.chosen;
  if (cars.some((car) => car.driver === driver && car.riders.includes(rider))) return { kind: 'together' };
  const roads = roadsOf(problem);
  const saving = pairSaving(problem, roads, driver, rider);
  if (Number.isNaN(saving)) return { kind: 'cannot', ...missedBy(problem, driver, rider) };
  if (saving <= 0) return { kind: 'saves-nothing', saving };
  const [driverPrice, riderPrice] = [prices?.driver[driver] ?? NaN, prices?.rider[rider] ?? NaN];
  return { kind: 'loss', saving, loss: driverPrice + riderPrice - saving, driverPrice, riderPrice };
}

function missedBy(problem: RideProblem, driver: number, rider: number): { riderLate: number; driverLate: number; detourOver: number } {
  const { drivers, riders } = problem;
  const { metres, minutes, driverAlone, riderAlone } = roadsOf(problem);
  const toRider = metres(drivers.fromX[driver]!, drivers.fromY[driver]!, riders.fromX[rider]!, riders.fromY[rider]!);
  const fromRider = metres(riders.toX[rider]!, riders.toY[rider]!, drivers.toX[driver]!, drivers.toY[driver]!);
  const setDown = Math.max(drivers.leave[driver]! + minutes(toRider), riders.leave[rider]!) + minutes(riderAlone[rider]!);
  const over = (value: number, limit: number): number => Math.max(0, value - limit);
  return {
    riderLate: over(setDown, riders.arrive[rider]!),
    driverLate: over(setDown + minutes(fromRider), drivers.arrive[driver]!),
    detourOver: over(toRider + riderAlone[rider]! + fromRider - driverAlone[driver]!, drivers.detour[driver]!),
  };
}

/** A single change that would have a rider taken along: leave this much earlier, arrive this much later, or drivers who accept this much more detour for them. */
export type Change = { kind: 'leave-earlier' | 'arrive-later' | 'driver-detour'; by: number; unit: 'minutes' | 'metres'; saving: number };

const KINDS = [
  { kind: 'leave-earlier', unit: 'minutes', grain: 1, most: 240 },
  { kind: 'arrive-later', unit: 'minutes', grain: 1, most: 240 },
  { kind: 'driver-detour', unit: 'metres', grain: 100, most: 50_000 },
] as const;

/**
 * For a rider nobody takes, with one rider a car: the least change of each kind, alone, after which the best set of cars takes them, and
 * what the whole then saves more. Found by solving again; kinds that never suffice (within four hours or 50 km) are not listed. Undefined when taken already.
 */
export function leastChange(problem: RideProblem, rider: number): Change[] | undefined {
  const roads = roadsOf(problem);
  const pairs = enumeratePairs(problem, roads);
  const before = bestMatching(problem.drivers.leave.length, problem.riders.leave.length, pairs, {});
  if (!before || before.riderOf.includes(rider)) return undefined;

  const savedWith = (kind: Change['kind'], by: number): number => {
    const changed = withChange(problem, rider, kind, by);
    const others: number[] = [];
    pairs.rider.forEach((other, k) => other !== rider && others.push(k));
    const own: [number, number][] = [];
    for (let driver = 0; driver < problem.drivers.leave.length; driver++) {
      const saving = problem.drivers.seats[driver]! > 0 ? pairSaving(changed, roads, driver, rider) : NaN;
      if (saving > 0) own.push([driver, saving]);
    }
    const merged: Pairs = {
      driver: Int32Array.from([...others.map((k) => pairs.driver[k]!), ...own.map(([driver]) => driver)]),
      rider: Int32Array.from([...others.map((k) => pairs.rider[k]!), ...own.map(() => rider)]),
      saving: Float64Array.from([...others.map((k) => pairs.saving[k]!), ...own.map(([, saving]) => saving)]),
    };
    return (bestMatching(problem.drivers.leave.length, problem.riders.leave.length, merged, {})?.value ?? before.value) - before.value;
  };

  return KINDS.flatMap(({ kind, unit, grain, most }) => {
    let [low, high] = [0, 1];
    // More room for one rider never makes that rider less wanted: the first step that works is found by halves.
    while (savedWith(kind, high * grain) <= 0) {
      low = high;
      if (high * grain >= most) return [];
      high = Math.min(2 * high, most / grain);
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (savedWith(kind, middle * grain) > 0) high = middle;
      else low = middle;
    }
    return [{ kind, by: high * grain, unit, saving: savedWith(kind, high * grain) }];
  });
}

function withChange(problem: RideProblem, rider: number, kind: Change['kind'], by: number): RideProblem {
  const { drivers, riders } = problem;
  if (kind === 'driver-detour') return { ...problem, drivers: { ...drivers, detour: drivers.detour.map((metres) => metres + by) } };
  const shifted = (values: Float64Array, delta: number): Float64Array => values.with(rider, values[rider]! + delta);
  return { ...problem, riders: kind === 'leave-earlier' ? { ...riders, leave: shifted(riders.leave, -by) } : { ...riders, arrive: shifted(riders.arrive, by) } };
}
