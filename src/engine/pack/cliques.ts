import { byRow, type Incidence } from './incidence.ts';
import { columnCount, kindOf, ROW, type PackModel } from './model.ts';

/** Columns with less than this of the relaxation start no clique; a clique must exceed one by this much. */
const SMALL = 0.02;
const EXCESS = 0.03;
/** Neighbours tried as second member of a clique. */
const PARTNERS = 6;
/** Pairs of rows compared in one search, a second's worth: columns of hundreds of rows would take minutes. */
const EFFORT = 2e8;

/**
 * Rows that the relaxation breaks and no packing may: columns of which any two share an at-most-one row, though no row holds them all (clique inequalities,
 * M. W. Padberg, "On the facial structure of set packing polyhedra", 1973). Found greedily among fractional columns, then widened to all columns they admit.
 */
export function brokenCliques(model: PackModel, incidence: Incidence, x: Float64Array, most: number): Int32Array[] {
  const { starts, rows } = model;
  const exclusive = Uint8Array.from({ length: model.rowCount }, (_, i) => (kindOf(model, i) === ROW.atLeastOne ? 0 : 1));
  let effort = 0;
  const conflict = (a: number, b: number): boolean => {
    effort += (starts[a + 1]! - starts[a]!) * (starts[b + 1]! - starts[b]!);
    for (let k = starts[a]!; k < starts[a + 1]!; k++)
      for (let m = starts[b]!; m < starts[b + 1]!; m++) if (rows[k] === rows[m] && exclusive[rows[k]!] === 1) return true;
    return false;
  };
  const seen = new Int32Array(columnCount(model)).fill(-1);
  const neighbours = (column: number, floor: number): number[] => {
    const found: number[] = [];
    seen[column] = column;
    for (let k = starts[column]!; k < starts[column + 1]!; k++) {
      const row = rows[k]!;
      if (exclusive[row] === 0) continue;
      for (let m = incidence.starts[row]!; m < incidence.starts[row + 1]!; m++) {
        const other = incidence.columns[m]!;
        if (seen[other] === column || x[other]! < floor) continue;
        seen[other] = column;
        found.push(other);
      }
    }
    return found;
  };

  const found = new Map<string, { members: number[]; excess: number }>();
  for (let seed = 0; seed < columnCount(model); seed++) {
    if (effort > EFFORT) break;
    if (x[seed]! < SMALL || x[seed]! > 1 - SMALL) continue;
    const near = neighbours(seed, SMALL).sort((a, b) => x[b]! - x[a]!);
    for (const partner of near.slice(0, PARTNERS)) {
      const members = [seed, partner];
      let weight = x[seed]! + x[partner]!;
      for (const other of near) {
        if (other === partner || !members.every((member) => member === seed || conflict(member, other))) continue;
        members.push(other);
        weight += x[other]!;
      }
      if (weight > 1 + EXCESS) found.set(members.sort((a, b) => a - b).join(), { members, excess: weight - 1 });
    }
    seen[seed] = -1;
  }
  const strongest = [...found.values()].sort((a, b) => b.excess - a.excess).slice(0, most);
  seen.fill(-1);
  const widened = strongest.map(({ members }) => {
    const all = members.slice();
    for (const other of neighbours(members[0]!, 0)) if (effort < 2 * EFFORT && !members.includes(other) && all.every((member) => conflict(member, other))) all.push(other);
    return Int32Array.from(all).sort();
  });
  return [...new Map(widened.map((clique) => [clique.join(), clique])).values()];
}

/** The same model with more at-most-one rows, put after its own. */
export function withRows(model: PackModel, added: Int32Array[]): { model: PackModel; incidence: Incidence } {
  const count = columnCount(model);
  const extra: number[][] = Array.from({ length: count }, () => []);
  added.forEach((columns, i) => columns.forEach((column) => extra[column]!.push(model.rowCount + i)));
  const starts = new Int32Array(count + 1);
  for (let j = 0; j < count; j++) starts[j + 1] = starts[j]! + (model.starts[j + 1]! - model.starts[j]!) + extra[j]!.length;
  const rows = new Int32Array(starts[count]!);
  for (let j = 0; j < count; j++) {
    const own = model.rows.subarray(model.starts[j]!, model.starts[j + 1]!);
    rows.set(own, starts[j]!);
    rows.set(extra[j]!, starts[j]! + own.length);
  }
  const rowCount = model.rowCount + added.length;
  let kinds: Uint8Array | undefined;
  if (model.kinds) {
    kinds = new Uint8Array(rowCount);
    kinds.set(model.kinds);
  }
  const wider = { rowCount, values: model.values, starts, rows, kinds };
  return { model: wider, incidence: byRow(wider) };
}
