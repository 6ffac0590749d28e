import type { Answer, BadInput, Control } from '../common/answer.ts';

/** What a row asks of the columns that hold it. */
export const ROW = { atMostOne: 0, exactlyOne: 1, atLeastOne: 2 } as const;

/**
 * Choose columns, each once at most, so that the sum of their values is greatest and each row is held as its kind asks (at most one column, unless `kinds` says
 * otherwise). Column j holds rows[starts[j]] … rows[starts[j + 1] - 1]. Values are whole, of either sign; their sum must stay under 2^53.
 */
export type PackModel = { rowCount: number; values: Float64Array; starts: Int32Array; rows: Int32Array; kinds?: Uint8Array };

/** The chosen columns' numbers, in increasing order. */
export type PackAnswer = Answer<Int32Array>;

/**
 * Columns priced in by the caller (column generation, G. B. Dantzig and P. Wolfe 1960). `outside`: proved ceiling on what all columns that are still
 * outside could add to the bound, at these prices; 0 when none has a value above its rows' prices, Infinity when not known.
 */
export type NewColumns = { values: Float64Array; starts: Int32Array; rows: Int32Array; outside: number };

/** `start`: columns of a known solution. `relativeGap`: stop once that near the bound. `price`: asked for columns worth more than their rows' prices. */
export type PackControl = Control & { start?: Int32Array; relativeGap?: number; workers?: number; price?: (prices: Float64Array) => NewColumns | Promise<NewColumns> };

export const columnCount = (model: PackModel): number => model.values.length;
export const kindOf = (model: PackModel, row: number): number => model.kinds?.[row] ?? ROW.atMostOne;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** What is wrong with a model, and where; undefined when it may be solved. */
export function badPack({ rowCount, values, starts, rows, kinds }: PackModel, start?: Int32Array): BadInput | undefined {
  const count = values.length;
  if (count === 0) return bad('empty', 'values');
  if (!Number.isInteger(rowCount) || rowCount < 0) return bad('not-an-integer', 'rowCount');
  if (starts.length !== count + 1) return bad('bad-length', `starts: ${starts.length} instead of ${count + 1}`);
  if (kinds && kinds.length !== rowCount) return bad('bad-length', `kinds: ${kinds.length} instead of ${rowCount}`);
  if (starts[0] !== 0 || starts[count] !== rows.length) return bad('bad-index', `starts[${starts[0] !== 0 ? 0 : count}]`);
  const kind = kinds?.findIndex((k) => k > ROW.atLeastOne) ?? -1;
  if (kind >= 0) return bad('bad-index', `kinds[${kind}]`);
  const seenBy = new Int32Array(rowCount).fill(-1);
  let total = 0;
  for (let j = 0; j < count; j++) {
    if (Number.isNaN(values[j])) return bad('not-a-number', `values[${j}]`);
    if (!Number.isInteger(values[j])) return bad(Number.isFinite(values[j]) ? 'not-an-integer' : 'overflow', `values[${j}]`);
    total += Math.abs(values[j]!);
    if (total > Number.MAX_SAFE_INTEGER) return bad('overflow', `values[${j}]`);
    if (starts[j + 1]! < starts[j]!) return bad('bad-index', `starts[${j + 1}]`);
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const row = rows[k]!;
      if (row < 0 || row >= rowCount || seenBy[row] === j) return bad('bad-index', `rows[${k}]`);
      seenBy[row] = j;
    }
  }
  const wrong = start?.findIndex((j) => !(j >= 0 && j < count)) ?? -1;
  return wrong >= 0 ? bad('bad-index', `start[${wrong}]`) : undefined;
}
