import type { LpModel } from '../lp/index.ts';
import type { Incidence } from './incidence.ts';
import { columnCount, kindOf, ROW, type PackModel } from './model.ts';
import type { Packing } from './packing.ts';

/** Some rows, closed under the chosen columns that hold them, and the columns that lie wholly within. */
export type Piece = { rows: Int32Array; columns: Int32Array };

/** What growing pieces needs to know: the model by rows, what columns are worth beyond prices, and the prices. */
export type Ground = { model: PackModel; incidence: Incidence; left: Float64Array; prices: Float64Array };

/**
 * Grows a piece of about `size` rows around one row, along the columns that come nearest to paying for themselves. Columns that could not be in any better
 * solution of the piece are left out, by the piece's own bound; then at most `most` are kept, the best priced. `taken`: rows no piece may touch.
 */
export function growPiece({ model, incidence, left, prices }: Ground, packing: Packing, from: number, size: number, most: number, taken: Uint8Array): Piece | undefined {
  const { starts, rows } = model;
  const inside = new Set<number>();
  const queue: number[] = [];
  const shared = (row: number): boolean => kindOf(model, row) === ROW.atLeastOne;
  const enter = (row: number): void => {
    if (inside.has(row)) return;
    const holder = shared(row) ? -1 : packing.owner[row]!;
    const group = holder < 0 ? [row] : rows.subarray(starts[holder]!, starts[holder + 1]!);
    if (group.some((member) => taken[member] === 1)) return;
    for (const member of group) {
      inside.add(member);
      queue.push(member);
    }
  };
  enter(from);
  for (let head = 0; head < queue.length && inside.size < size; head++) {
    const row = queue[head]!;
    const columns = [...incidence.columns.subarray(incidence.starts[row]!, incidence.starts[row + 1]!)];
    columns.sort((a, b) => left[b]! - left[a]!);
    for (const column of columns.slice(0, 8)) for (let k = starts[column]!; k < starts[column + 1]!; k++) enter(rows[k]!);
  }
  if (inside.size === 0) return undefined;
  const within = columnsWithin(model, incidence, inside);
  return { rows: Int32Array.from(inside), columns: promising(model, { left, prices }, packing, inside, within, most) };
}

function columnsWithin({ starts }: PackModel, incidence: Incidence, inside: Set<number>): number[] {
  const met = new Map<number, number>();
  for (const row of inside)
    for (let k = incidence.starts[row]!; k < incidence.starts[row + 1]!; k++) {
      const column = incidence.columns[k]!;
      met.set(column, (met.get(column) ?? 0) + 1);
    }
  return [...met].filter(([column, times]) => times === starts[column + 1]! - starts[column]!).map(([column]) => column);
}

/** Weak duality within the piece: a column that costs more than the piece has left to win is in no better solution of it. */
function promising(model: PackModel, { left, prices }: Pick<Ground, 'left' | 'prices'>, packing: Packing, inside: Set<number>, within: number[], most: number): Int32Array {
  let toWin = Infinity;
  if (!model.kinds) {
    toWin = 0;
    for (const row of inside) toWin += prices[row]!;
    for (const column of within) toWin += Math.max(0, left[column]!) - (packing.chosen[column] === 1 ? model.values[column]! : 0);
  }
  const kept = within.filter((column) => packing.chosen[column] === 1 || -left[column]! < toWin);
  if (kept.length > most) {
    const rank = (column: number): number => (packing.chosen[column] === 1 ? Infinity : left[column]!);
    kept.sort((a, b) => rank(b) - rank(a));
    kept.length = Math.max(most, kept.findIndex((column) => packing.chosen[column] === 0));
  }
  return Int32Array.from(kept).sort();
}

/**
 * A piece as an integer program, with the rest of the packing held still. An at-least-one row that nothing outside holds may stay unheld at the price of its
 * reward, by one more column.
 */
export function pieceModel(model: PackModel, packing: Packing, { rows, columns }: Piece): { lp: LpModel; start: Float64Array } {
  const local = new Map<number, number>();
  rows.forEach((row, i) => local.set(row, i));
  const holdersInside = new Int32Array(rows.length);
  for (const column of columns)
    if (packing.chosen[column] === 1) for (let k = model.starts[column]!; k < model.starts[column + 1]!; k++) holdersInside[local.get(model.rows[k]!)!]!++;
  const needsHolder = (i: number): boolean => kindOf(model, rows[i]!) === ROW.atLeastOne && packing.holders[rows[i]!] === holdersInside[i];

  const starts = [0];
  const indices: number[] = [];
  for (const column of columns) {
    for (let k = model.starts[column]!; k < model.starts[column + 1]!; k++) indices.push(local.get(model.rows[k]!)!);
    starts.push(indices.length);
  }
  const cost = [...columns].map((column) => packing.value[column]!);
  const start = [...columns].map((column) => packing.chosen[column]!);
  for (let i = 0; i < rows.length; i++) {
    if (!needsHolder(i)) continue;
    indices.push(i);
    starts.push(indices.length);
    cost.push(-packing.reward);
    start.push(holdersInside[i] === 0 ? 1 : 0);
  }
  const lp: LpModel = {
    maximise: true,
    columns: {
      cost: Float64Array.from(cost),
      lower: new Float64Array(cost.length),
      upper: new Float64Array(cost.length).fill(1),
      integer: new Uint8Array(cost.length).fill(1),
    },
    rows: {
      lower: Float64Array.from(rows, (_, i) => (needsHolder(i) ? 1 : -Infinity)),
      upper: Float64Array.from(rows, (row) => (kindOf(model, row) === ROW.atLeastOne ? Infinity : 1)),
    },
    matrix: { by: 'column', starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: new Float64Array(indices.length).fill(1) },
  };
  return { lp, start: Float64Array.from(start) };
}

/** Puts the integer program's answer in the packing, in the piece's place. */
export function applyPiece(packing: Packing, { columns }: Piece, x: Float64Array): void {
  for (const column of columns) if (packing.chosen[column] === 1) packing.remove(column);
  columns.forEach((column, j) => {
    if (x[j]! > 0.5) packing.add(column);
  });
}

/** Every row and these columns as an integer program, where what must be held must be, at no price. */
export function wholeModel(model: PackModel, packing: Packing, columns: Int32Array): { piece: Piece; lp: LpModel; start: Float64Array } {
  const piece = { rows: Int32Array.from({ length: model.rowCount }, (_, i) => i), columns };
  const { lp } = pieceModel({ ...model, kinds: undefined }, packing, piece);
  lp.columns.cost = Float64Array.from(columns, (column) => model.values[column]!);
  for (let i = 0; i < model.rowCount; i++) {
    if (kindOf(model, i) !== ROW.atMostOne) lp.rows.lower[i] = 1;
    if (kindOf(model, i) === ROW.atLeastOne) lp.rows.upper[i] = Infinity;
  }
  return { piece, lp, start: Float64Array.from(columns, (column) => packing.chosen[column]!) };
}

/** All the columns that a solution better than `value` could hold, by the bound of the prices. */
export function survivors(model: PackModel, left: Float64Array, chosen: Uint8Array, bound: number, value: number): Int32Array {
  const kept: number[] = [];
  for (let j = 0; j < columnCount(model); j++) if (chosen[j] === 1 || bound + Math.min(0, left[j]!) > value) kept.push(j);
  return Int32Array.from(kept);
}
