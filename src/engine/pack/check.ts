import { ROW, type PackModel } from './model.ts';

/** What an independent look at chosen columns finds: their value, and every row or column that is not as it should be. */
export type PackChecked = { feasible: boolean; value: number; faults: string[] };

/** Recounts a packing from the model alone. */
export function checkPack(model: PackModel, chosen: Int32Array): PackChecked {
  const faults: string[] = [];
  const times = new Array<number>(model.rowCount).fill(0);
  const once = new Set<number>();
  let value = 0;
  for (const column of chosen) {
    if (!Number.isInteger(model.values[column])) {
      faults.push(`column ${column} does not exist`);
      continue;
    }
    if (once.has(column)) faults.push(`column ${column} is chosen twice`);
    once.add(column);
    value += model.values[column]!;
    for (const row of model.rows.subarray(model.starts[column]!, model.starts[column + 1]!)) times[row]!++;
  }
  times.forEach((count, row) => {
    const kind = model.kinds ? model.kinds[row] : ROW.atMostOne;
    if (count > 1 && kind !== ROW.atLeastOne) faults.push(`row ${row} is held ${count} times`);
    if (count === 0 && kind !== ROW.atMostOne) faults.push(`row ${row} is not held`);
  });
  return { feasible: faults.length === 0, value, faults };
}
