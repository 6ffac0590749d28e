import { pairSaving } from './pairs.ts';
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
