import { type Answer, type BadInput, type Control, gapOf, type Status } from '../common/answer.ts';
import { solvePack } from '../pack/index.ts';
import { enumerateGroups } from './groups.ts';
import { bestMatching } from './match.ts';
import { enumeratePairs, type Pairs } from './pairs.ts';
import { type Car, type RideProblem, type Roads, roadsOf } from './problem.ts';
import { type Options, type Stability, stabilityOf, stableChoice } from './stability.ts';
import { faultOf } from './validate.ts';

/**
 * `options`: cars that were possible. `prices`, with one rider a car: what each driver and each rider brings to the whole, in metres.
 * `enumeration`: seconds taken by listing the options.
 */
export type RideChosen = { cars: Car[]; options: number; stability: Stability; prices?: { driver: Float64Array; rider: Float64Array }; enumeration: number };
export type RideAnswer = Answer<RideChosen>;
export type RideControl = Control & { workers?: number };

/**
 * The cars that save most metres together. `optimal` with prices that prove it when nobody has more than one seat; otherwise as far as set
 * packing proves. `bound` holds for all possible cars.
 */
export async function solveRides(problem: RideProblem, control: RideControl = {}): Promise<RideAnswer | BadInput> {
  const fault = faultOf(problem);
  if (fault) return fault;
  const started = performance.now();
  const roads = roadsOf(problem);
  const several = problem.drivers.seats.some((seats) => seats > 1);
  const solved = several ? await packCars(problem, roads, control, started) : matchPairs(problem, roads, control, started);
  if ('reason' in solved) return solved;
  control.onProgress?.({ value: solved.value, bound: solved.bound, seconds: solved.seconds, iterations: solved.iterations });
  return solved;
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000;
const stopped = (options: number, started: number): RideAnswer => ({
  ok: true, status: 'stopped', value: NaN, bound: NaN, gap: NaN, iterations: 0, seconds: secondsSince(started),
  chosen: { cars: [], options, stability: { blocking: 0, worst: 0, stableValue: 0, price: 0 }, enumeration: secondsSince(started) },
});

/** Part of the time given that listing may take; choosing among what is listed needs the rest. */
const FOR_LISTING = 0.5;
const stopper = ({ signal, seconds = Infinity }: RideControl, started: number, part: number) => (): boolean => signal?.aborted === true || secondsSince(started) > seconds * part;

function matchPairs(problem: RideProblem, roads: Roads, control: RideControl, started: number): RideAnswer {
  const stop = stopper(control, started, 1);
  const pairs = enumeratePairs(problem, roads, false, stop);
  const enumeration = secondsSince(started);
  if (stop()) return stopped(pairs.driver.length, started);
  const [drivers, riders] = [problem.drivers.leave.length, problem.riders.leave.length];
  const { onProgress, seconds } = control;
  const left = seconds === undefined ? {} : { seconds: Math.max(0, seconds - enumeration) };
  // What the assignment minimises is the saving, turned round.
  const turned = onProgress && { onProgress: (told: Parameters<typeof onProgress>[0]) => onProgress({ ...told, bound: -told.bound, seconds: secondsSince(started) }) };
  const matching = bestMatching(drivers, riders, pairs, { ...control, ...left, ...turned });
  if (!matching) return stopped(pairs.driver.length, started);
  const taken = Array.from(pairs.driver, (_, k) => k).filter((k) => matching.riderOf[pairs.driver[k]!] === pairs.rider[k]);
  const cars = taken.map((k) => ({ driver: pairs.driver[k]!, riders: [pairs.rider[k]!], stops: [2 * pairs.rider[k]!, 2 * pairs.rider[k]! + 1], saving: pairs.saving[k]! }));
  const { value, bound, iterations } = matching;
  const stability = stabilityOf(optionsOfPairs(pairs, drivers), drivers + riders, taken, value);
  const chosen = { cars, options: pairs.driver.length, stability, enumeration, prices: { driver: matching.driverPrice, rider: matching.riderPrice } };
  return { ok: true, status: value === bound ? 'optimal' : 'feasible', value, bound, gap: gapOf(value, bound), chosen, iterations, seconds: secondsSince(started) };
}

function optionsOfPairs({ driver, rider, saving }: Pairs, drivers: number): Options {
  const starts = Int32Array.from({ length: driver.length + 1 }, (_, k) => 2 * k);
  const members = new Int32Array(2 * driver.length);
  for (let k = 0; k < driver.length; k++) {
    members[2 * k] = driver[k]!;
    members[2 * k + 1] = drivers + rider[k]!;
  }
  return { starts, members, saving };
}

async function packCars(problem: RideProblem, roads: Roads, control: RideControl, started: number): Promise<RideAnswer | BadInput> {
  const stop = stopper(control, started, 1);
  const pairs = enumeratePairs(problem, roads, true, stop);
  if (stop()) return stopped(0, started);
  const { cars, exhaustive } = enumerateGroups(problem, roads, pairs, stopper(control, started, FOR_LISTING));
  const enumeration = secondsSince(started);
  const drivers = problem.drivers.leave.length;
  const people = drivers + problem.riders.leave.length;
  if (cars.length === 0 && exhaustive) {
    const chosen = { cars: [], options: 0, stability: { blocking: 0, worst: 0, stableValue: 0, price: 0 }, enumeration };
    return { ok: true, status: 'optimal', value: 0, bound: 0, gap: 0, chosen, iterations: 0, seconds: secondsSince(started) };
  }
  if (cars.length === 0) return stopped(0, started);
  const options = optionsOfCars(cars, drivers);
  const left = control.seconds === undefined ? undefined : Math.max(0.1, control.seconds - enumeration);
  const packed = await solvePack({ rowCount: people, values: options.saving, starts: options.starts, rows: options.members }, { ...control, seconds: left, start: stableChoice(options, people).sort() });
  if (!packed.ok) return packed;
  if (packed.status !== 'optimal' && packed.status !== 'feasible') return stopped(cars.length, started);
  const bound = exhaustive ? packed.bound : Math.max(packed.bound, everyRiderSaved(pairs, roads));
  const status: Status = packed.value === bound ? 'optimal' : 'feasible';
  const chosen = { cars: Array.from(packed.chosen, (k) => cars[k]!), options: cars.length, stability: stabilityOf(options, people, packed.chosen, packed.value), enumeration };
  return { ok: true, status, value: packed.value, bound, gap: gapOf(packed.value, bound), chosen, iterations: packed.iterations, seconds: secondsSince(started) };
}

function optionsOfCars(cars: Car[], drivers: number): Options {
  const starts = new Int32Array(cars.length + 1);
  const members: number[] = [];
  cars.forEach((car, k) => {
    members.push(car.driver, ...car.riders.map((rider) => drivers + rider));
    starts[k + 1] = members.length;
  });
  return { starts, members: Int32Array.from(members), saving: Float64Array.from(cars, (car) => car.saving) };
}

/** No set of cars saves more than the trips of all who can ride at all; rounding to whole metres may add two a rider. */
function everyRiderSaved(pairs: Pairs, { riderAlone }: Roads): number {
  let sum = 0;
  for (const rider of new Set(pairs.rider)) sum += riderAlone[rider]! + 2;
  return sum;
}
