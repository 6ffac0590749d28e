import type { LpThread, WarmStart } from '../lp/index.ts';
import { columnCount, type PackModel } from './model.ts';
import { boundOf, reducedValues } from './prices.ts';
import type { Relaxed } from './relax.ts';

/** A relaxation solved by the simplex, with what the next one may start from: the columns looked at, in their order, and where each column and row stood. */
export type Sifted = Relaxed & { looked: Int32Array; basis: WarmStart['basis'] };

/** Columns that each row starts with, and that each may get in a round. */
const FIRST = 4;
const FRESH = 2;
/** With so few columns all are looked at at once. */
const FEW = 3000;
/** A column worth less than this above the prices, relatively to the bound, says nothing. */
const PRECISION = 1e-11;
const MOST_ROUNDS = 100;

/**
 * The linear relaxation of a model of at-most-one rows, solved by HiGHS over few columns, then with those that its prices find worth more than their rows, until there are none
 * (sifting: R. E. Bixby, J. W. Gregory, I. J. Lustig, R. E. Marsten and D. F. Shanno, "Very large-scale linear programming", 1992). Where rows are some thousands it ends
 * long before a first-order method comes near. Ends when all columns outside could together add no more than `precision` to the bound,
 * relatively. After each round `onLook` is told a bound that the prices prove, and may stop it; undefined when nothing came in time.
 */
export async function sift(model: PackModel, thread: LpThread, control: { precision: number; seconds: () => number; signal?: AbortSignal | undefined; start: Int32Array }, onLook: (bound: number, steps: number) => Promise<boolean>, from?: Sifted): Promise<Sifted | undefined> {
  const looked = from ? [...from.looked] : firstColumns(model, control.start);
  const within = new Uint8Array(columnCount(model));
  for (const j of looked) within[j] = 1;
  let basis = from?.basis && { columns: from.basis.columns, rows: lengthened(from.basis.rows, model.rowCount, BASIC) };
  const unit = unitOf(model);
  let best: Sifted | undefined;
  let iterations = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const start = basis && { basis: { columns: lengthened(basis.columns, looked.length, AT_LOWER), rows: basis.rows } };
    const answer = await thread.solve(program(model, looked, unit), { method: 'simplex', seconds: Math.max(0.01, Math.min(1e6, control.seconds())), ...(start ? { start } : {}), ...(control.signal ? { signal: control.signal } : {}) });
    if (!answer.ok) throw new Error(`a relaxation was refused: ${answer.reason} ${answer.where}`);
    if (answer.status !== 'optimal' || !answer.chosen.duals) return best;
    iterations += answer.iterations;
    basis = answer.chosen.basis;
    const prices = inSteps(answer.chosen.duals, unit, answer.value * unit);
    const bound = boundOf(model, prices);
    const x = new Float64Array(columnCount(model));
    looked.forEach((j, i) => (x[j] = Math.min(1, Math.max(0, answer.chosen.x[i]!))));
    best = { x, ...(best && best.bound < bound ? { prices: best.prices, bound: best.bound } : { prices, bound }), iterations, looked: Int32Array.from(looked), basis };
    if (!(await onLook(bound, iterations)) || bound - answer.value * unit <= control.precision * Math.abs(bound)) break;
    const fresh = worthLookingAt(model, reducedValues(model, prices), within, PRECISION * Math.abs(bound));
    if (fresh.length === 0) break;
    for (const j of fresh) {
      within[j] = 1;
      looked.push(j);
    }
  }
  return best;
}

/** Columns short of their rows' prices by at most this part of their value count among those that the best points of the relaxation may hold. */
const NEARLY = 0.02;

/**
 * Prices from the middle of all that prove nearly the same bound, rather than from a corner: a corner's say of many columns that they are worth nothing, or everything, and mislead a search.
 * Half-way to the corner, where the bound is hardly above its own. The corner's where nothing came in time.
 */
export async function middlePrices(model: PackModel, thread: LpThread, control: { seconds: () => number; signal?: AbortSignal | undefined }, corner: Sifted): Promise<Float64Array> {
  const left = reducedValues(model, corner.prices);
  const held = new Set(corner.looked);
  const near = [...left.keys()].filter((j) => held.has(j) || left[j]! >= -NEARLY * Math.abs(model.values[j]!));
  const unit = unitOf(model);
  const answer = await thread.solve(program(model, near, unit), { method: 'interior', seconds: Math.max(0.01, Math.min(1e6, control.seconds())), ...(control.signal ? { signal: control.signal } : {}) });
  if (!answer.ok || !answer.chosen.duals) return corner.prices;
  return corner.prices.map((price, i) => (price + Math.max(0, answer.chosen.duals![i]!) * unit) / 2);
}

const [AT_LOWER, BASIC] = [0, 1];

function lengthened(statuses: Int32Array, length: number, rest: number): Int32Array {
  const all = new Int32Array(length).fill(rest);
  all.set(statuses);
  return all;
}

/** The columns of a known packing, and for each row those worth most for each row that they hold. */
function firstColumns(model: PackModel, start: Int32Array): number[] {
  const { values, starts } = model;
  if (columnCount(model) <= FEW) return [...values.keys()];
  const share = values.map((value, j) => value / Math.max(1, starts[j + 1]! - starts[j]!));
  const order = Int32Array.from(values.keys()).sort((a, b) => share[b]! - share[a]! || a - b);
  return [...new Set([...start, ...rowByRow(model, order, FIRST)])];
}

function worthLookingAt(model: PackModel, left: Float64Array, within: Uint8Array, least: number): number[] {
  const found = Int32Array.from(left.keys()).filter((j) => left[j]! > least && within[j] === 0);
  return rowByRow(model, found.sort((a, b) => left[b]! - left[a]! || a - b), FRESH);
}

/** In this order, the columns of which a row has not got so many yet. */
function rowByRow({ rowCount, starts, rows }: PackModel, order: Int32Array, each: number): number[] {
  const got = new Int32Array(rowCount);
  const kept: number[] = [];
  for (const j of order) {
    let wanted = starts[j] === starts[j + 1];
    for (let k = starts[j]!; k < starts[j + 1]!; k++) if (got[rows[k]!]! < each) wanted = true;
    if (!wanted) continue;
    kept.push(j);
    for (let k = starts[j]!; k < starts[j + 1]!; k++) got[rows[k]!]!++;
  }
  return kept;
}

/** Prices of allowed sign, so coarse that sums of them and of values are exact in a double: what they prove has no rounding in it. */
function inSteps(duals: Float64Array, unit: number, value: number): Float64Array {
  const steps = 2 ** Math.floor(Math.log2(2 ** 50 / Math.max(1, value)));
  return duals.map((dual) => Math.round(Math.max(0, dual) * unit * steps) / steps);
}

/** What the program counts values in, a power of two: HiGHS's tolerances are meant for costs of this size. */
const unitOf = ({ values }: PackModel): number => 2 ** Math.floor(Math.log2(values.reduce((most, value) => Math.max(most, Math.abs(value)), 1) / 1e5));

/** The relaxation over some columns. That none is chosen more than once follows from its rows, save for a column without any. */
function program({ rowCount, values, starts, rows }: PackModel, looked: readonly number[], unit: number) {
  const begin = new Int32Array(looked.length + 1);
  looked.forEach((j, i) => (begin[i + 1] = begin[i]! + starts[j + 1]! - starts[j]!));
  const indices = new Int32Array(begin[looked.length]!);
  looked.forEach((j, i) => indices.set(rows.subarray(starts[j]!, starts[j + 1]!), begin[i]!));
  return {
    maximise: true,
    columns: { cost: Float64Array.from(looked, (j) => values[j]! / unit), lower: new Float64Array(looked.length), upper: Float64Array.from(looked, (j) => (starts[j] === starts[j + 1] ? 1 : Infinity)) },
    rows: { lower: new Float64Array(rowCount).fill(-Infinity), upper: new Float64Array(rowCount).fill(1) },
    matrix: { by: 'column' as const, starts: begin, indices, values: new Float64Array(indices.length).fill(1) },
  };
}
