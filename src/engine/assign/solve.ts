import { type BadInput, type Control, gapOf } from '../common/answer.ts';
import { assignDense } from './dense.ts';
import { type Assigned, type AssignmentAnswer, badSizes, type DenseAssignment, largestCost, type SparseAssignment, type Stop } from './problem.ts';
import { assignSparse, type Pairs } from './sparse.ts';

/**
 * The cheapest way to give every row a column of its own, every pair being possible save those that cost Infinity. Exact, with prices that prove
 * it. Time grows as the cube of the size at worst: 1,000 × 1,000 in about a tenth of a second. Where few pairs are allowed, list them instead.
 * @example solveDenseAssignment({ rows: 2, columns: 2, cost: [1, 2, 2, 9] }) // columnOf [1, 0], value 4
 */
export function solveDenseAssignment({ rows, columns, cost }: DenseAssignment, control: Control = {}): AssignmentAnswer | BadInput {
  const started = performance.now();
  const wrong = badSizes(rows, columns);
  if (wrong) return wrong;
  if (cost.length !== rows * columns) return { ok: false, reason: 'bad-length', where: 'cost' };
  const largest = largestCost(cost, 2 * (rows + 1));
  if (typeof largest !== 'number') return largest;
  if (rows > columns) return answer({ ...none(), short: Int32Array.from({ length: rows }, (_, row) => row) }, 'infeasible', NaN, started, rows);
  // A forbidden pair costs more than any assignment without one.
  const forbidden = 2 * largest * (rows + 1) + 1;
  const finite = cost instanceof Float64Array && !cost.includes(Infinity) ? cost : Float64Array.from(cost, (one) => (one === Infinity ? forbidden : one));
  const found = assignDense(rows, columns, finite, stopper(control, started));
  if (!found) return answer(null, 'stopped', NaN, started, rows);
  let value = 0;
  for (let row = 0; row < rows; row++) value += cost[row * columns + found.columnOf[row]!]!;
  if (value < Infinity) return answer(found, 'optimal', value, started, rows);
  // The same pairs listed have no assignment either, and tell which rows are short.
  const listed = solveSparseAssignment(listedPairs({ rows, columns, cost }), control);
  return listed.ok ? answer(listed.chosen, listed.status, NaN, started, rows) : listed;
}

/** The same when only the listed pairs are allowed: time and memory follow their number. A pair listed twice counts at its lower cost. */
export function solveSparseAssignment(problem: SparseAssignment, control: Control = {}): AssignmentAnswer | BadInput {
  const started = performance.now();
  const { rows, columns, row, column, cost } = problem;
  const wrong = badSizes(rows, columns);
  if (wrong) return wrong;
  if (column.length !== row.length) return { ok: false, reason: 'bad-length', where: 'column' };
  if (cost.length !== row.length) return { ok: false, reason: 'bad-length', where: 'cost' };
  for (let at = 0; at < row.length; at++) {
    if (!(Number.isInteger(row[at]) && row[at]! >= 0 && row[at]! < rows)) return { ok: false, reason: 'bad-index', where: `row[${at}]` };
    if (!(Number.isInteger(column[at]) && column[at]! >= 0 && column[at]! < columns)) return { ok: false, reason: 'bad-index', where: `column[${at}]` };
  }
  const largest = largestCost(cost, 2 * (rows + 1));
  if (typeof largest !== 'number') return largest;
  const found = assignSparse(rows, columns, rowByRow(problem), stopper(control, started));
  if (!found) return answer(null, 'stopped', NaN, started, rows);
  if (found.short) return answer(found, 'infeasible', NaN, started, rows);
  let value = 0;
  for (const price of found.rowPrice) value += price;
  for (const price of found.columnPrice) value += price;
  return answer(found, 'optimal', value, started, rows);
}

/** The pairs of a table that are allowed. */
export function listedPairs({ rows, columns, cost }: DenseAssignment): SparseAssignment {
  const allowed = Int32Array.from({ length: rows * columns }, (_, pair) => pair).filter((pair) => cost[pair]! < Infinity);
  return { rows, columns, row: allowed.map((pair) => Math.floor(pair / columns)), column: allowed.map((pair) => pair % columns), cost: Float64Array.from(allowed, (pair) => cost[pair]!) };
}

function rowByRow({ rows, row, column, cost }: SparseAssignment): Pairs {
  const begin = new Int32Array(rows + 1);
  for (let at = 0; at < row.length; at++) if (cost[at] !== Infinity) begin[row[at]! + 1]!++;
  for (let at = 0; at < rows; at++) begin[at + 1]! += begin[at]!;
  const pairs = { begin, column: new Int32Array(begin[rows]!), cost: new Float64Array(begin[rows]!) };
  const fill = begin.slice();
  for (let at = 0; at < row.length; at++) {
    if (cost[at] === Infinity) continue;
    const place = fill[row[at]!]!++;
    pairs.column[place] = column[at]!;
    pairs.cost[place] = cost[at]!;
  }
  return pairs;
}

/**
 * Asked before each row is placed: whether to stop, by the clock or the caller's wish. Tells the caller what the prices prove so far, at most four
 * times a second; there is no value before the last row has its column.
 */
function stopper(control: Control, started: number): Stop {
  let told = 0;
  return (placed, proved) => {
    const seconds = (performance.now() - started) / 1000;
    if (control.onProgress && seconds - told > 0.25) {
      told = seconds;
      control.onProgress({ value: NaN, bound: proved(), seconds, iterations: placed });
    }
    return control.signal?.aborted === true || seconds > (control.seconds ?? Infinity);
  };
}

const none = (): Assigned => ({ columnOf: new Int32Array(0), rowPrice: new Float64Array(0), columnPrice: new Float64Array(0) });

function answer(found: Assigned | null, status: AssignmentAnswer['status'], value: number, started: number, iterations: number): AssignmentAnswer {
  const seconds = (performance.now() - started) / 1000;
  return { ok: true, status, value, bound: value, gap: gapOf(value, value), chosen: found ?? none(), seconds, iterations };
}
