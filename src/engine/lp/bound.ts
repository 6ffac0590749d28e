import type { LpModel, SparseMatrix } from './model.ts';

/** Calls `visit(row, column, value)` for each stored coefficient. */
export function eachCoefficient(matrix: SparseMatrix, visit: (row: number, column: number, value: number) => void): void {
  for (let major = 0; major + 1 < matrix.starts.length; major++)
    for (let k = matrix.starts[major]!; k < matrix.starts[major + 1]!; k++)
      if (matrix.by === 'column') visit(matrix.indices[k]!, major, matrix.values[k]!);
      else visit(major, matrix.indices[k]!, matrix.values[k]!);
}

/**
 * The bound that row multipliers prove by weak duality, whatever they are worth: no point of the model does better.
 * Infinite (no bound) when a multiplier leans on a bound that is not there.
 */
export function boundFromDuals(model: LpModel, duals: Float64Array): number {
  const { columns, rows } = model;
  const sense = model.maximise ? -1 : 1;
  const reduced = columns.cost.slice();
  eachCoefficient(model.matrix, (row, column, value) => {
    reduced[column]! -= duals[row]! * value;
  });
  let bound = model.offset ?? 0;
  for (let i = 0; i < duals.length; i++) bound += leastTerm(duals[i]!, rows.lower[i]!, rows.upper[i]!, sense);
  for (let j = 0; j < reduced.length; j++) bound += leastTerm(reduced[j]!, columns.lower[j]!, columns.upper[j]!, sense);
  return bound;
}

/** Best of slope·t over lower ≤ t ≤ upper; slopes that are rounding noise on an absent bound are left out. */
function leastTerm(slope: number, lower: number, upper: number, sense: 1 | -1): number {
  if (slope === 0) return 0;
  const end = slope * sense > 0 ? lower : upper;
  return Number.isFinite(end) || Math.abs(slope) > 1e-6 ? slope * end : 0;
}
