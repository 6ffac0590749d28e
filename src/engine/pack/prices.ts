import type { Incidence } from './incidence.ts';
import { kindOf, ROW, type PackModel } from './model.ts';

/** What each column is worth beyond the prices of its rows. */
export function reducedValues({ values, starts, rows }: PackModel, prices: Float64Array): Float64Array {
  return values.map((value, j) => {
    let left = value;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) left -= prices[rows[k]!]!;
    return left;
  });
}

/** The bound that prices of allowed signs prove, by weak duality: their sum, plus what columns are worth beyond them. */
export function boundOf(model: PackModel, prices: Float64Array): number {
  let bound = 0;
  for (let i = 0; i < model.rowCount; i++) bound += prices[i]!;
  for (const left of reducedValues(model, prices)) bound += Math.max(0, left);
  return bound;
}

/**
 * Lowers the bound that prices prove, row by row, in place: each at-most-one row's price goes to the most that one of its columns could pay, the others' prices
 * given (coordinate descent of the dual). Answers the bound.
 */
export function polishPrices(model: PackModel, incidence: Incidence, prices: Float64Array, passes = 3): number {
  const left = reducedValues(model, prices);
  for (let pass = 0; pass < passes; pass++) {
    for (let step = 0; step < model.rowCount; step++) {
      const i = pass % 2 === 0 ? step : model.rowCount - 1 - step;
      if (kindOf(model, i) === ROW.atLeastOne) continue;
      let most = -Infinity;
      for (let k = incidence.starts[i]!; k < incidence.starts[i + 1]!; k++) most = Math.max(most, left[incidence.columns[k]!]!);
      let change = most === -Infinity ? -prices[i]! : most;
      if (kindOf(model, i) === ROW.atMostOne) change = Math.max(change, -prices[i]!);
      if (change === 0) continue;
      prices[i]! += change;
      for (let k = incidence.starts[i]!; k < incidence.starts[i + 1]!; k++) left[incidence.columns[k]!]! -= change;
    }
  }
  return boundOf(model, prices);
}
