/**
 * Linear and mixed-integer programs, by HiGHS (Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method",
 * Mathematical Programming Computation 10, 2018), as WebAssembly in a thread that stays warm.
 */
import type { BadInput } from '../common/answer.ts';
import type { LpAnswer, LpControl, LpModel } from './model.ts';
import { openLpThread, type LpThread } from './thread.ts';

export type { Basis, LpAnswer, LpChosen, LpControl, LpModel, SparseMatrix, WarmStart } from './model.ts';
export { openLpThread, type LpThread } from './thread.ts';
export { boundFromDuals } from './bound.ts';
export { checkLp } from './check.ts';
export { whyNot, type WhyNot } from './explain.ts';

const shared: LpThread[] = [];

/** The process's HiGHS threads, as many as asked for; each starts at its first model and stays warm for whoever comes next. */
export function lpThreads(count: number): LpThread[] {
  while (shared.length < count) shared.push(openLpThread());
  return shared.slice(0, count);
}

/**
 * Solves a linear or mixed-integer model in the process's shared HiGHS thread, where models wait their turn.
 * Refuses bad input by name and place; throws only when HiGHS itself breaks.
 * @example
 * const answer = await solveLp({
 *   maximise: true,
 *   columns: { cost: Float64Array.of(3, 5), lower: Float64Array.of(0, 0), upper: Float64Array.of(4, Infinity) },
 *   rows: { lower: Float64Array.of(-Infinity), upper: Float64Array.of(18) },
 *   matrix: { by: 'row', starts: Int32Array.of(0, 2), indices: Int32Array.of(0, 1), values: Float64Array.of(3, 2) },
 * });
 */
export const solveLp = (model: LpModel, control: LpControl = {}): Promise<LpAnswer | BadInput> => lpThreads(1)[0]!.solve(model, control);

/** Ends the process's HiGHS threads, if any; the next solve starts another. */
export async function disposeLp(): Promise<void> {
  await Promise.all(shared.splice(0).map((thread) => thread.dispose()));
}
