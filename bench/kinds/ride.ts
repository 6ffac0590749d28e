import { checkRides, solveRides } from '#engine/ride/index.ts';
import { textOf } from '../readers/bytes.ts';
import { FIRST_TRIAL, readMelbourne, ridesOf } from '../readers/melbourne.ts';

export type KindOptions = { seconds?: number; seed?: number; workers?: number; seats?: number };

/**
 * Solves a file of Melbourne trips under the first trial's parameters, all trips kept. `value` and `bound` are metres saved; `seconds` is listing and
 * matching, reading apart. `seats` above 1 lets several riders share a car.
 */
export async function solveFile(path: string, options: KindOptions = {}) {
  const read = readMelbourne(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const problem = ridesOf(read.requests, { ...FIRST_TRIAL, shortest: 0, seed: options.seed ?? 1, seats: options.seats ?? 1 });
  const answer = await solveRides(problem, { seconds: options.seconds, seed: options.seed ?? 1, workers: options.workers });
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { cars, options: possible, stability, enumeration } = answer.chosen;
  const checked = checkRides(problem, cars);
  if (!checked.ok) throw new Error(`${path}: the checker refuses the answer: ${checked.fault}`);
  const { value, bound, gap, status, seconds } = answer;
  return {
    value, bound, gap, status, seconds, enumeration, possible,
    drivers: problem.drivers.leave.length, riders: problem.riders.leave.length, matched: checked.matched,
    blocking: stability.blocking, priceOfStability: stability.price,
  };
}
