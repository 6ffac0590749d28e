import { kindOf, ROW } from './model.ts';
import type { Packing } from './packing.ts';
import type { Ground } from './pieces.ts';

/** Rows of a patch, and branches searched in one. */
export type PatchSize = { rows: number; branches: number };

/** Patches between two looks outside, a few milliseconds. */
const SLICE = 64;

/**
 * Mends a packing patch by patch: the columns around a row are lifted, and the best way to fill the patch again is searched by depth-first branch and bound.
 * With prices p and what columns fall short of them, -left ≥ 0, a packing's value is Σp minus its losses: the prices of unheld rows and the shortfalls of chosen
 * columns. Losses only add up, so that a branch ends as soon as it has lost as much as the patch does now; columns are tried from the least shortfall on.
 * Works in place on models without at-least-one rows; yields the worth after each slice, for ever.
 */
export function* mend(ground: Ground, packing: Packing, random: () => number, size: PatchSize, heat: { temperature: number; patches: number }): Generator<number> {
  const { model, left, prices } = ground;
  const search = patchSearch(ground, packing, size);
  for (;;) {
    for (let patch = 0; patch < SLICE; patch++) {
      // Of a few rows, the one that loses most: that is where there is something to win.
      let [worst, from] = [-Infinity, 0];
      for (let draw = 0; draw < 3; draw++) {
        const row = (random() * model.rowCount) | 0;
        const loss = packing.owner[row]! < 0 ? prices[row]! : -left[packing.owner[row]!]!;
        if (loss > worst) [worst, from] = [loss, row];
      }
      search(from, random, heat.temperature);
    }
    heat.patches += SLICE;
    yield packing.worth;
  }
}

/** Lifts and fills again the patch around a row. With a temperature, one lifted column may not come back and some loss is allowed: the patch has to change. */
function patchSearch({ model, incidence, left, prices }: Ground, packing: Packing, size: PatchSize): (from: number, random: () => number, temperature: number) => void {
  const { rowCount, starts, rows } = model;
  const byShortfall = incidence.columns.slice();
  for (let i = 0; i < rowCount; i++) byShortfall.subarray(incidence.starts[i]!, incidence.starts[i + 1]!).sort((a, b) => left[b]! - left[a]!);
  const price = Float64Array.from(prices, (p, i) => (kindOf(model, i) === ROW.exactlyOne ? p + packing.reward : p));
  /** 0 outside the patch, 1 in it and free, 2 in it and taken. */
  const state = new Uint8Array(rowCount);
  let order: number[] = [];
  let best: number[] | undefined;
  let path: number[] = [];
  let [bestLoss, branches, forbidden] = [0, 0, -1];

  const branch = (at: number, loss: number): void => {
    while (at < order.length && state[order[at]!] !== 1) at++;
    if (at === order.length) {
      bestLoss = loss;
      best = path.slice();
      return;
    }
    if (branches++ > size.branches) return;
    const row = order[at]!;
    for (let k = incidence.starts[row]!; k < incidence.starts[row + 1]!; k++) {
      const column = byShortfall[k]!;
      const after = loss - left[column]!;
      if (after >= bestLoss - 0.5) break;
      if (column === forbidden || !fits(column)) continue;
      for (let m = starts[column]!; m < starts[column + 1]!; m++) state[rows[m]!] = 2;
      path.push(column);
      branch(at + 1, after);
      path.pop();
      for (let m = starts[column]!; m < starts[column + 1]!; m++) state[rows[m]!] = 1;
    }
    if (loss + price[row]! < bestLoss - 0.5) {
      state[row] = 2;
      branch(at + 1, loss + price[row]!);
      state[row] = 1;
    }
  };
  const fits = (column: number): boolean => {
    for (let m = starts[column]!; m < starts[column + 1]!; m++) if (state[rows[m]!] !== 1) return false;
    return true;
  };

  const enter = (row: number): void => {
    if (state[row] !== 0) return;
    const holder = packing.owner[row]!;
    if (holder < 0) {
      state[row] = 1;
      order.push(row);
    } else
      for (let m = starts[holder]!; m < starts[holder + 1]!; m++) {
        state[rows[m]!] = 1;
        order.push(rows[m]!);
      }
  };

  return (from, random, temperature) => {
    order = [];
    enter(from);
    for (let head = 0; head < order.length && order.length < size.rows; head++) {
      const begin = incidence.starts[order[head]!]!;
      const reach = Math.min(6, incidence.starts[order[head]! + 1]! - begin);
      for (let tries = 0; tries < 2 && reach > 0; tries++) {
        const column = byShortfall[begin + ((random() * reach) | 0)]!;
        for (let m = starts[column]!; m < starts[column + 1]! && order.length < size.rows; m++) enter(rows[m]!);
      }
    }
    const held = new Set<number>();
    let loss = 0;
    for (const row of order) {
      if (packing.owner[row]! < 0) loss += price[row]!;
      else held.add(packing.owner[row]!);
    }
    for (const column of held) loss -= left[column]!;
    best = undefined;
    path = [];
    [bestLoss, branches, forbidden] = [loss, 0, -1];
    if (temperature > 0) {
      bestLoss -= temperature * Math.log(1 - random());
      forbidden = held.size > 0 ? [...held][(random() * held.size) | 0]! : -1;
    }
    order.sort((a, b) => price[b]! - price[a]!);
    branch(0, 0);
    for (const row of order) state[row] = 0;
    if (!best) return;
    for (const column of held) packing.remove(column);
    for (const column of best as number[]) packing.add(column);
  };
}
