import { bestMatching } from './match.ts';
import { enumeratePairs, pairSaving, type Pairs } from './pairs.ts';
import { type RideProblem, roadsOf } from './problem.ts';
import { type RideControl, solveRides } from './solve.ts';

/** A single change that would have a rider taken along: leave this much earlier, arrive this much later, or drivers who accept this much more detour for them. */
export type Change = { kind: 'leave-earlier' | 'arrive-later' | 'driver-detour'; by: number; unit: 'minutes' | 'metres'; saving: number };

const KINDS = [
  { kind: 'leave-earlier', unit: 'minutes', grain: 1, most: 240 },
  { kind: 'arrive-later', unit: 'minutes', grain: 1, most: 240 },
  { kind: 'driver-detour', unit: 'metres', grain: 100, most: 50_000 },
] as const;

/** What the whole saves more once this change is made and the rider is taken; 0 or less when the change does not suffice. */
type SavedWith = (kind: Change['kind'], by: number) => Promise<number>;

/**
 * For a rider nobody takes: the least change of each kind, alone, after which the best set of cars takes them, and what the whole then saves more. Found by
 * solving again; kinds that never suffice (within four hours or 50 km) are not listed. Undefined when taken already. With several riders a car each try
 * is a set packing under `control`: the change told is enough, a lesser one may be too.
 */
export async function leastChange(problem: RideProblem, rider: number, control: RideControl = {}): Promise<Change[] | undefined> {
  const savedWith = problem.drivers.seats.some((seats) => seats > 1) ? await amongCars(problem, rider, control) : amongPairs(problem, rider);
  if (!savedWith) return undefined;
  const found: Change[] = [];
  for (const { kind, unit, grain, most } of KINDS) {
    let [low, high] = [0, 1];
    // More room for one rider never makes that rider less wanted: the first step that works is found by halves.
    while (high * grain < most && (await savedWith(kind, high * grain)) <= 0) [low, high] = [high, Math.min(2 * high, most / grain)];
    if ((await savedWith(kind, high * grain)) <= 0) continue;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((await savedWith(kind, middle * grain)) > 0) high = middle;
      else low = middle;
    }
    found.push({ kind, by: high * grain, unit, saving: await savedWith(kind, high * grain) });
  }
  return found;
}

/** With one rider a car: the matching, exact, where only this rider's pairs are listed anew. Undefined when taken already. */
function amongPairs(problem: RideProblem, rider: number): SavedWith | undefined {
  const roads = roadsOf(problem);
  const [drivers, riders] = [problem.drivers.leave.length, problem.riders.leave.length];
  const pairs = enumeratePairs(problem, roads);
  const before = bestMatching(drivers, riders, pairs, {});
  if (!before || before.riderOf.includes(rider)) return undefined;
  const others = Array.from(pairs.rider.keys()).filter((k) => pairs.rider[k] !== rider);
  return async (kind, by) => {
    const changed = withChange(problem, rider, kind, by);
    const own: [number, number][] = [];
    for (let driver = 0; driver < drivers; driver++) {
      const saving = problem.drivers.seats[driver]! > 0 ? pairSaving(changed, roads, driver, rider) : NaN;
      if (saving > 0) own.push([driver, saving]);
    }
    const merged: Pairs = {
      driver: Int32Array.from([...others.map((k) => pairs.driver[k]!), ...own.map(([driver]) => driver)]),
      rider: Int32Array.from([...others.map((k) => pairs.rider[k]!), ...own.map(() => rider)]),
      saving: Float64Array.from([...others.map((k) => pairs.saving[k]!), ...own.map(([, saving]) => saving)]),
    };
    return (bestMatching(drivers, riders, merged, {})?.value ?? before.value) - before.value;
  };
}

/** With several riders a car: all is listed and packed again. More detour is accepted for everybody there, so the rider must be among those taken. */
async function amongCars(problem: RideProblem, rider: number, control: RideControl): Promise<SavedWith | undefined> {
  const before = await solveRides(problem, control);
  if (!before.ok || before.chosen.cars.some((car) => car.riders.includes(rider))) return undefined;
  return async (kind, by) => {
    const after = await solveRides(withChange(problem, rider, kind, by), control);
    return after.ok && after.chosen.cars.some((car) => car.riders.includes(rider)) ? after.value - before.value : 0;
  };
}

function withChange(problem: RideProblem, rider: number, kind: Change['kind'], by: number): RideProblem {
  const { drivers, riders } = problem;
  if (kind === 'driver-detour') return { ...problem, drivers: { ...drivers, detour: drivers.detour.map((metres) => metres + by) } };
  const shifted = (values: Float64Array, delta: number): Float64Array => values.with(rider, values[rider]! + delta);
  return { ...problem, riders: kind === 'leave-earlier' ? { ...riders, leave: shifted(riders.leave, -by) } : { ...riders, arrive: shifted(riders.arrive, by) } };
}
