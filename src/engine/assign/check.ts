import type { SparseAssignment } from './problem.ts';

/**
 * Recomputes an assignment's cost from the pairs alone, says whether it is one, and what its prices prove (a lower bound, -Infinity when they
 * are above some pair's cost or a column's price is positive where columns may stay free). Separate from the solvers on purpose.
 */
export function checkAssignment(problem: SparseAssignment, columnOf: ArrayLike<number>, rowPrice: ArrayLike<number>, columnPrice: ArrayLike<number>) {
  const { rows, columns, row, column, cost } = problem;
  const paid = new Map<number, number>();
  let proves = true;
  for (let at = 0; at < row.length; at++) {
    if (rowPrice[row[at]!]! + columnPrice[column[at]!]! > cost[at]!) proves = false;
    if (columnOf[row[at]!] === column[at]) paid.set(row[at]!, Math.min(paid.get(row[at]!) ?? Infinity, cost[at]!));
  }
  const used = new Set(Array.from({ length: rows }, (_, index) => columnOf[index]!));
  const feasible = paid.size === rows && used.size === rows && [...paid.values()].every((price) => price < Infinity);
  let bound = 0;
  for (let index = 0; index < rows; index++) bound += rowPrice[index]!;
  for (let index = 0; index < columns; index++) {
    bound += columnPrice[index]!;
    if (rows < columns && columnPrice[index]! > 0) proves = false;
  }
  return { feasible, value: [...paid.values()].reduce((total, price) => total + price, 0), bound: proves ? bound : -Infinity };
}
