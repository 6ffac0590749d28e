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

let shared: LpThread | undefined;

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
export const solveLp = (model: LpModel, control: LpControl = {}): Promise<LpAnswer | BadInput> => (shared ??= openLpThread()).solve(model, control);

/** Ends the shared thread, if any; the next solve opens another. */
export async function disposeLp(): Promise<void> {
  const ended = shared;
  shared = undefined;
  await ended?.dispose();
}
