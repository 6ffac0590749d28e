import { solveSparseAssignment } from '../assign/index.ts';
import type { Control } from '../common/answer.ts';
import type { Pairs } from './pairs.ts';

/**
 * `riderOf[driver]`, -1 for one who drives alone. `bound` comes from the prices alone: what a place in each car and each rider's trip are
 * worth, in metres; a pair's saving is never above its two prices. Undefined when stopped.
 */
export type Matching = { riderOf: Int32Array; value: number; bound: number; driverPrice: Float64Array; riderPrice: Float64Array; iterations: number };

/** One rider a car at most: the pairs that save most together, exactly. Each driver may also take a place of their own, which saves nothing. */
export function bestMatching(drivers: number, riders: number, pairs: Pairs, control: Control): Matching | undefined {
  const count = pairs.driver.length;
  const row = new Int32Array(count + drivers);
  const column = new Int32Array(count + drivers);
  const cost = new Float64Array(count + drivers);
  row.set(pairs.driver);
  column.set(pairs.rider);
  for (let k = 0; k < count; k++) cost[k] = -pairs.saving[k]!;
  for (let driver = 0; driver < drivers; driver++) {
    row[count + driver] = driver;
    column[count + driver] = riders + driver;
  }
  const answer = solveSparseAssignment({ rows: drivers, columns: riders + drivers, row, column, cost }, control);
  if (!answer.ok || answer.status !== 'optimal') return undefined;
  const { columnOf, rowPrice, columnPrice } = answer.chosen;
  let bound = 0;
  for (const price of rowPrice) bound -= price;
  for (const price of columnPrice) bound -= price;
  return {
    riderOf: columnOf.map((at) => (at < riders ? at : -1)),
    value: 0 - answer.value,
    bound,
    // Adding zero turns -0 into 0.
    driverPrice: rowPrice.map((price) => -price + 0),
    riderPrice: columnPrice.slice(0, riders).map((price) => -price + 0),
    iterations: answer.iterations,
  };
}
