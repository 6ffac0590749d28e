import { gapOf } from '#engine/common/answer.ts';
import { solveLp } from '#engine/lp/index.ts';
import { formulate } from './formulate.ts';
import { solveNetwork } from './network.ts';
import { components, type FlowProblem, type FlowSolution } from './problem.ts';

// Below this a flow is a rounding trace of the solver, not a lorry.
const TRACE_TONNES = 1e-6;

type Control = { seconds?: number; signal?: AbortSignal };

/**
 * The set of flows worth most for all together, with the most that any set could be worth.
 * Crumbs are then swept up: pairs that carry less than a call is worth are closed and the rest solved again; what that costs stays in the gap.
 * Parts that nothing links are solved apart; each within `seconds` (30 unless told).
 */
export async function solveFlows(problem: FlowProblem, control: Control = {}): Promise<FlowSolution> {
  const startedAt = performance.now();
  const open = problem.pairs.keys().filter((i) => problem.pairs[i]!.centsPerTonne > 0).toArray();
  const best = await solveOver(problem, open, control);
  const crumbs = new Set(open.filter((i) => best.tonnes[i]! > 0 && best.tonnes[i]! * problem.pairs[i]!.centsPerTonne < problem.centsPerCrumb));
  const kept = crumbs.size === 0 ? best : await solveOver(problem, open.filter((i) => !crumbs.has(i)), control);
  const gap = gapOf(kept.value, best.bound);
  return { tonnes: kept.tonnes, value: Math.round(kept.value), bound: Math.round(best.bound), gap: gap < 1e-6 ? 0 : gap, status: gap < 1e-6 ? 'optimal' : 'feasible', seconds: (performance.now() - startedAt) / 1000 };
}

/** The best flows over some of the pairs only, part by part: a network flow where no need has a minimum, else a program with a choice for each that has. */
async function solveOver(problem: FlowProblem, open: number[], control: Control): Promise<{ tonnes: Float64Array; value: number; bound: number }> {
  const tonnes = new Float64Array(problem.pairs.length);
  let [value, bound] = [0, 0];
  for (const part of components({ ...problem, pairs: open.map((i) => problem.pairs[i]!) })) {
    if (part.problem.needs.every((need) => need.minTonnesPerYear === 0)) {
      const exact = solveNetwork(part.problem, [])!;
      part.pairs.forEach((pair, i) => (tonnes[open[pair]!] = exact.tonnes[i]!));
      value += exact.value;
      bound += exact.value;
      continue;
    }
    const { model, pairOf } = formulate(part.problem);
    // No month in common: nothing can move.
    if (pairOf.length === 0) continue;
    const answer = await solveLp(model, { seconds: control.seconds ?? 30, ...(control.signal ? { signal: control.signal } : {}) });
    if (!answer.ok) throw new Error(`The flow model was refused: ${answer.reason} at ${answer.where}`);
    // Nothing better than everything each offer has, at its best price.
    const most = Number.isFinite(answer.bound) ? answer.bound : part.problem.pairs.reduce((sum, pair) => sum + (pair.centsPerTonne / 100) * part.problem.offers[pair.offer]!.tonnesPerYear, 0);
    bound += most * 100;
    // Doing nothing is always possible and worth nothing.
    if (!Number.isFinite(answer.value) || answer.value <= 0) continue;
    pairOf.forEach((pair, column) => {
      const x = answer.chosen.x[column]!;
      if (x > TRACE_TONNES) tonnes[open[part.pairs[pair]!]!]! += x;
    });
    value += answer.value * 100;
  }
  return { tonnes, value, bound };
}
