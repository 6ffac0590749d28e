import type { Answer, Control } from '../common/answer.ts';

/** Compressed sparse matrix. `by: 'column'`: starts has one entry a column, plus one, and indices are rows; `by: 'row'`: the reverse. */
export type SparseMatrix = { by: 'column' | 'row'; starts: Int32Array; indices: Int32Array; values: Float64Array };

/**
 * Optimise cost·x + offset subject to rows.lower ≤ A x ≤ rows.upper and columns.lower ≤ x ≤ columns.upper; x[j] whole where integer[j] is 1.
 * Bounds may be ±Infinity; costs and coefficients are finite. Minimises unless `maximise`.
 */
export type LpModel = {
  maximise?: boolean;
  offset?: number;
  columns: { cost: Float64Array; lower: Float64Array; upper: Float64Array; integer?: Uint8Array };
  rows: { lower: Float64Array; upper: Float64Array };
  matrix: SparseMatrix;
};

/** A simplex basis: for each column, then each row: 0 at lower, 1 basic, 2 at upper, 3 free at zero, 4 nonbasic. */
export type Basis = { columns: Int32Array; rows: Int32Array };

/** Where to start from: a basis (continuous models) or a primal point (integer models; infeasible points are ignored). */
export type WarmStart = { basis?: Basis; x?: Float64Array };

/**
 * `duals[i]`: what the objective changes by when row i's binding bound rises by one; `reducedCosts[j]`: cost[j] - duals·A[j].
 * Both, and the basis, only come with continuous models.
 */
export type LpChosen = { x: Float64Array; rows: Float64Array; duals?: Float64Array; reducedCosts?: Float64Array; basis?: Basis };

export type LpAnswer = Answer<LpChosen>;

/** `relativeGap`: stop an integer model once that near its bound (default 0). `method`: for continuous models; `interior`: from the middle of all best points rather than from a corner, without basis. */
export type LpControl = Control & { start?: WarmStart; relativeGap?: number; method?: 'choose' | 'simplex' | 'ipm' | 'interior'; maxNodes?: number };

export const isInteger = (model: LpModel): boolean => model.columns.integer?.includes(1) ?? false;
