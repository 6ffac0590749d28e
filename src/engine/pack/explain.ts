import type { BadInput } from '../common/answer.ts';
import type { PackAnswer, PackControl, PackModel } from './model.ts';
import { solvePack } from './solve.ts';

/** Why a column is not chosen: which chosen columns hold its rows, and what taking it in instead of them would lose at once. */
export type WhyNotColumn = { inTheWay: number[]; rows: number[]; loses: number };

/** Reads, off a solved packing, what stands in the way of a column. `loses` counts no re-arrangement: the real loss is at most that. */
export function whyNotColumn(model: PackModel, answer: PackAnswer, column: number): WhyNotColumn {
  const wanted = new Set(model.rows.subarray(model.starts[column]!, model.starts[column + 1]!));
  const inTheWay: number[] = [];
  const rows: number[] = [];
  let loses = -model.values[column]!;
  for (const chosen of answer.chosen) {
    const shared = [...model.rows.subarray(model.starts[chosen]!, model.starts[chosen + 1]!)].filter((row) => wanted.has(row));
    if (shared.length === 0) continue;
    inTheWay.push(chosen);
    rows.push(...shared);
    loses += model.values[chosen]!;
  }
  return { inTheWay, rows, loses };
}

/**
 * The least that would have a column chosen, found by solving again with the column imposed and the rest free: `raise` is what its value lacks, proved no less
 * than `atLeast`. Undefined when no packing can hold it.
 */
export async function leastRaise(
  model: PackModel,
  answer: PackAnswer,
  column: number,
  control: PackControl = {},
): Promise<{ raise: number; atLeast: number; instead: Int32Array } | BadInput | undefined> {
  const taken = new Set(model.rows.subarray(model.starts[column]!, model.starts[column + 1]!));
  const free: number[] = [];
  for (let j = 0; j < model.values.length; j++) {
    const rows = model.rows.subarray(model.starts[j]!, model.starts[j + 1]!);
    if (j !== column && !rows.some((row) => taken.has(row) && model.kinds?.[row] !== 2)) free.push(j);
  }
  const kept = [column, ...free];
  const starts = [0];
  for (const j of kept) starts.push(starts.at(-1)! + model.starts[j + 1]! - model.starts[j]!);
  const rows = kept.flatMap((j) => [...model.rows.subarray(model.starts[j]!, model.starts[j + 1]!)]);
  const imposed = await solvePack(
    { ...model, values: Float64Array.from(kept, (j) => model.values[j]!), starts: Int32Array.from(starts), rows: Int32Array.from(rows) },
    { ...control, start: Int32Array.of(0), price: undefined },
  );
  if (!imposed.ok) return imposed;
  if (Number.isNaN(imposed.value)) return undefined;
  const chosen = [...imposed.chosen].map((j) => kept[j]!);
  // The column stands alone on its rows, but nothing obliges the solver to keep a column of no value.
  const without = chosen.includes(column) ? 0 : model.values[column]!;
  const value = imposed.value + without;
  return { raise: Math.max(0, answer.value - value), atLeast: Math.max(0, answer.value - (imposed.bound + Math.abs(without))), instead: Int32Array.from(chosen).sort() };
}

/** Columns tried before saying which is the least dear way to hold a row: each costs a solve. */
const WAYS_TRIED = 3;

/**
 * The least single change that would have an unheld row held: of the columns that could hold it, those that lose least at once are solved for again, and the one
 * whose value lacks least is told. Undefined when no column can.
 */
export async function leastToHold(
  model: PackModel,
  answer: PackAnswer,
  row: number,
  control: PackControl = {},
): Promise<{ column: number; raise: number; atLeast: number; instead: Int32Array } | undefined> {
  const able: number[] = [];
  for (let j = 0; j < model.values.length; j++) if (model.rows.subarray(model.starts[j]!, model.starts[j + 1]!).includes(row)) able.push(j);
  const losses = new Map(able.map((column) => [column, whyNotColumn(model, answer, column).loses]));
  able.sort((a, b) => losses.get(a)! - losses.get(b)!);
  let least: { column: number; raise: number; atLeast: number; instead: Int32Array } | undefined;
  for (const column of able.slice(0, WAYS_TRIED)) {
    const found = await leastRaise(model, answer, column, control);
    if (found && 'raise' in found && (!least || found.raise < least.raise)) least = { column, ...found };
  }
  return least;
}

/**
 * Which single row keeps a column out (a worker, a day, a need): for each of its rows that other columns hold, the packing is solved again with the column
 * imposed and room for both on that row. `raise` is what the column's value then still lacks, proved no less than `atLeast`: 0 where that row alone
 * was in the way. The rows that help most come first.
 */
export async function leastRoom(model: PackModel, answer: PackAnswer, column: number, control: PackControl = {}): Promise<{ row: number; raise: number; atLeast: number }[]> {
  const found: { row: number; raise: number; atLeast: number }[] = [];
  for (const row of new Set(whyNotColumn(model, answer, column).rows)) {
    const eased = await leastRaise(withoutRow(model, column, row), answer, column, control);
    if (eased && 'raise' in eased) found.push({ row, raise: eased.raise, atLeast: eased.atLeast });
  }
  return found.sort((a, b) => a.raise - b.raise || a.row - b.row);
}

/** The same model where the column no longer takes a place on that row. */
function withoutRow(model: PackModel, column: number, row: number): PackModel {
  const at = model.rows.indexOf(row, model.starts[column]);
  return { ...model, rows: model.rows.filter((_, place) => place !== at), starts: model.starts.map((start, j) => (j > column ? start - 1 : start)) };
}
