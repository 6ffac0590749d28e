import { type Answer, type BadInput, type Control, gapOf } from '../common/answer.ts';
import { seededRandom } from '../common/random.ts';
import { lowerBound } from './bound.ts';
import { startClock } from './clock.ts';
import { modelOf } from './model.ts';
import type { RoundProblem, Rounds } from './problem.ts';
import { roundsOf } from './rounds.ts';
import { search } from './search.ts';
import { faultOf } from './validate.ts';

/** `vehicles` used, their `cost` without the fixed part, and the fewest vehicles any plan needs, as far as proved. */
export type RoundChosen = Rounds & { vehicles: number; cost: number; fewestVehicles: number };
export type RoundAnswer = Answer<RoundChosen>;
export type RoundControl = Control & { iterations?: number };

/** Iterations a request when neither seconds nor iterations are given, and share of the seconds that the bound may take. */
const DEFAULT_ITERATIONS = 400;
const BOUND_SHARE = 0.15;

/**
 * Plans the rounds at least cost. Heuristic: `bound` is proved but often far, and `status` is `optimal` only when both meet.
 * When a compulsory request is left aside, `status` is `infeasible` if nobody could ever serve it, `stopped` otherwise, `value` is NaN
 * and `chosen` is the best partial plan. Without `seconds`, the same seed gives the same answer on every machine.
 */
export async function solveRounds(problem: RoundProblem, control: RoundControl = {}): Promise<RoundAnswer | BadInput> {
  const fault = faultOf(problem);
  if (fault) return fault;
  const limit = control.iterations ?? (control.seconds === undefined ? DEFAULT_ITERATIONS * problem.requests.pickup.length : Infinity);
  const clock = startClock(control, limit);
  const model = modelOf(problem);
  const bound = lowerBound(model, control.seconds === undefined ? Infinity : BOUND_SHARE * control.seconds);
  const plan = await search({ model, bound, clock, random: seededRandom(control.seed ?? 1), secondsInAll: control.seconds });

  const chosen = { ...roundsOf(model, plan), fewestVehicles: bound.vehicles };
  const common = { ok: true, chosen, seconds: clock.seconds(), iterations: clock.iterations } as const;
  if (model.compulsory && plan.absentCount > 0) {
    return { ...common, status: bound.value === Infinity ? 'infeasible' : 'stopped', value: NaN, bound: bound.value === Infinity ? NaN : bound.value, gap: NaN };
  }
  const value = chosen.value;
  return { ...common, status: value === bound.value ? 'optimal' : 'feasible', value, bound: bound.value, gap: gapOf(value, bound.value) };
}
