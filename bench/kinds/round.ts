import { checkRounds, solveRoundsInThreads } from '#engine/round/index.ts';
import { textOf } from '../readers/bytes.ts';
import { LILIM_SCALE, readLilim } from '../readers/lilim.ts';

export type KindOptions = { seconds?: number; seed?: number; workers?: number };

/**
 * Solves one Li & Lim instance. `value` and `bound` are what is minimised, vehicles first: `fixed` for each, plus the distance. In 10 seconds unless told otherwise.
 * `distance` is summed anew in double precision, in the order driven.
 */
export async function solveFile(path: string, options: KindOptions = {}) {
  const read = readLilim(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const answer = await solveRoundsInThreads(read.problem, { seconds: options.seconds ?? 10, seed: options.seed ?? 1, workers: options.workers });
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const checked = checkRounds(read.problem, answer.chosen);
  if (!checked.ok) throw new Error(`${path}: the checker refuses the answer: ${checked.fault}`);
  return {
    value: answer.value / LILIM_SCALE,
    bound: answer.bound / LILIM_SCALE,
    gap: answer.gap,
    status: answer.status,
    seconds: answer.seconds,
    vehicles: checked.vehicles,
    distance: checked.cost / LILIM_SCALE,
    fixed: read.problem.vehicles.fixed[0]! / LILIM_SCALE,
    fewestVehicles: answer.chosen.fewestVehicles,
    iterations: answer.iterations,
  };
}
