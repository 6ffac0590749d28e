import type { PackModel } from './model.ts';

/** Which columns hold each row: columns[starts[i]] … columns[starts[i + 1] - 1], increasing. */
export type Incidence = { starts: Int32Array; columns: Int32Array };

/** The model's matrix read by rows. */
export function byRow({ rowCount, starts, rows }: Pick<PackModel, 'rowCount' | 'starts' | 'rows'>): Incidence {
  const begin = new Int32Array(rowCount + 1);
  for (let k = 0; k < rows.length; k++) begin[rows[k]! + 1]!++;
  for (let i = 0; i < rowCount; i++) begin[i + 1]! += begin[i]!;
  const next = begin.slice();
  const columns = new Int32Array(rows.length);
  for (let j = 0; j + 1 < starts.length; j++) for (let k = starts[j]!; k < starts[j + 1]!; k++) columns[next[rows[k]!]!++] = j;
  return { starts: begin, columns };
}
