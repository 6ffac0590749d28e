import { gapOf } from '#engine/common/answer.ts';
import { solveLp } from '#engine/lp/index.ts';
import { formulate } from './formulate.ts';
import { components, type FlowProblem, type FlowSolution } from './problem.ts';

// Below this a flow is a rounding trace of the solver, not a lorry.
const TRACE_TONNES = 1e-6;

/**
 * The set of flows worth most for all together, with the most that any set could be worth.
 * Parts that nothing links are solved apart; each within `seconds` (30 unless told).
 */
export async function solveFlows(problem: FlowProblem, control: { seconds?: number; signal?: AbortSignal } = {}): Promise<FlowSolution> {
  const startedAt = performance.now();
  const worthwhile = { ...problem, pairs: problem.pairs.filter((pair) => pair.centsPerTonne > 0) };
  const kept = problem.pairs.flatMap((pair, index) => (pair.centsPerTonne > 0 ? [index] : []));
  const tonnes = new Float64Array(problem.pairs.length);
  let [value, bound] = [0, 0];
  for (const part of components(worthwhile)) {
    const { model, pairOf } = formulate(part.problem);
    const answer = await solveLp(model, { seconds: control.seconds ?? 30, ...(control.signal ? { signal: control.signal } : {}) });
    if (!answer.ok) throw new Error(`The flow model was refused: ${answer.reason} at ${answer.where}`);
    const most = Number.isFinite(answer.bound) ? answer.bound : part.problem.pairs.reduce((sum, pair) => sum + (pair.centsPerTonne / 100) * part.problem.offers[pair.offer]!.tonnesPerYear, 0);
    bound += Math.round(most * 100);
    // Doing nothing is always possible and worth nothing.
    if (!Number.isFinite(answer.value) || answer.value <= 0) continue;
    pairOf.forEach((pair, column) => {
      const x = answer.chosen.x[column]!;
      if (x > TRACE_TONNES) tonnes[kept[part.pairs[pair]!]!]! += x;
    });
    value += Math.round(answer.value * 100);
  }
  const gap = gapOf(value, bound);
  return { tonnes, value, bound, gap: gap < 1e-6 ? 0 : gap, status: gap < 1e-6 ? 'optimal' : 'feasible', seconds: (performance.now() - startedAt) / 1000 };
}
