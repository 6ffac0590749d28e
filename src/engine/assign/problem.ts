import type { Answer, BadInput } from '../common/answer.ts';

/** Each row to one column, no column twice, at least total cost. `cost`: rows × columns whole numbers, row by row; Infinity where not allowed. */
export type DenseAssignment = { rows: number; columns: number; cost: ArrayLike<number> };

/** The same with only the allowed pairs listed: pair k puts row `row[k]` in column `column[k]` at `cost[k]`. */
export type SparseAssignment = { rows: number; columns: number; row: ArrayLike<number>; column: ArrayLike<number>; cost: ArrayLike<number> };

/**
 * `columnOf[row]`. The prices prove the optimum: rowPrice + columnPrice is never above a pair's cost, a free column's price is 0 (the others' at
 * most 0 where there are more columns than rows), and the prices add up to the value. A pair's cost less its two prices is what taking it would add.
 * Where there is no assignment, `short` proves it: rows that have, together, fewer columns than they are; all else is then empty.
 */
export type Assigned = { columnOf: Int32Array; rowPrice: Float64Array; columnPrice: Float64Array; short?: Int32Array };
export type AssignmentAnswer = Answer<Assigned>;

/** Whether to stop, asked with the rows placed so far and what the prices prove then. */
export type Stop = (placed: number, proved: () => number) => boolean;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** Sizes that make sense, or what is wrong with them. */
export function badSizes(rows: number, columns: number): BadInput | null {
  if (!Number.isSafeInteger(rows) || rows < 0) return bad('bad-length', 'rows');
  if (!Number.isSafeInteger(columns) || columns < 0) return bad('bad-length', 'columns');
  return rows === 0 ? bad('empty', 'rows') : null;
}

/**
 * The largest size of a finite cost, or the first cost that is no whole number, or too large: a sum of costs along any path (twice `nodes` of
 * them) must stay exact in a double.
 */
export function largestCost(cost: ArrayLike<number>, nodes: number): number | BadInput {
  let largest = 0;
  for (let at = 0; at < cost.length; at++) {
    const value = cost[at]!;
    const size = Math.abs(value);
    if (size <= largest && Number.isInteger(value)) continue;
    if (value === Infinity) continue;
    if (!Number.isInteger(value)) return bad(Number.isNaN(value) ? 'not-a-number' : value === -Infinity ? 'overflow' : 'not-an-integer', `cost[${at}]`);
    largest = size;
    if (largest * (nodes + 1) > Number.MAX_SAFE_INTEGER / 16) return bad('overflow', `cost[${at}]`);
  }
  return largest;
}
