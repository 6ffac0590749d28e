import { type BadInput, type Control, gapOf } from '../common/answer.ts';
import { lagrangian } from './bound.ts';
import { badGapProblem, type GapAnswer, type GapProblem } from './problem.ts';
import { type Best, improve } from './search.ts';

/** Share of the time given to the bound: it also tells the search where to look. */
const FOR_BOUND = 0.2;

/**
 * Each job to one agent within the agents' capacities, cheaply. `bound` is Lagrangian, or proved by integer programming over all pairs that the
 * bound leaves possible; the status is `optimal` only when value and bound meet. `control.seconds` is 30 when absent.
 * @example await solveGap({ agents: 2, jobs: 2, cost: [1, 2, 3, 1], weight: [2, 2, 2, 2], capacity: [2, 2] }) // value 2
 */
export async function solveGap(problem: GapProblem, control: Control = {}): Promise<GapAnswer | BadInput> {
  const started = performance.now();
  const wrong = badGapProblem(problem);
  if (wrong) return wrong;
  const elapsed = () => (performance.now() - started) / 1000;
  const seconds = control.seconds ?? 30;
  const stop = () => control.signal?.aborted === true || elapsed() >= seconds;

  const { state, step } = lagrangian(problem);
  let iterations = 0;
  const most = dearest(problem);
  for (let going = true; going && state.best <= most && !stop() && elapsed() < FOR_BOUND * seconds; iterations++) going = step();
  const best: Best = { value: Infinity, agentOf: null, bound: Math.ceil(state.best) + 0, infeasible: state.best > most };
  await improve(problem, state.price, state.best, best, {
    seed: control.seed ?? 1,
    left: () => seconds - elapsed(),
    stop,
    signal: control.signal,
    progress: () => control.onProgress?.({ value: best.value, bound: best.bound, seconds: elapsed(), iterations }),
  });
  const value = best.agentOf ? best.value : NaN;
  const status = best.infeasible ? 'infeasible' : best.agentOf ? (best.bound >= value ? 'optimal' : 'feasible') : 'stopped';
  const bound = status === 'infeasible' ? NaN : Math.min(best.bound, best.agentOf ? value : Infinity);
  return { ok: true, status, value, bound, gap: gapOf(value, bound), chosen: { agentOf: best.agentOf ?? new Int32Array(0), price: state.price }, seconds: elapsed(), iterations };
}

/** More than any assignment can cost: a bound above it proves that there is none. */
function dearest({ agents, jobs, cost }: GapProblem): number {
  let total = 0;
  for (let job = 0; job < jobs; job++) {
    let most = -Infinity;
    for (let agent = 0; agent < agents; agent++) most = Math.max(most, cost[agent * jobs + job]!);
    total += most;
  }
  return total;
}
