import type { Incidence } from './incidence.ts';
import { columnCount, kindOf, ROW, type PackModel } from './model.ts';
import { polishPrices } from './prices.ts';

/** Where the relaxation stands: x in [0, 1] a column, a price a row, and the bound that the prices prove. */
export type Relaxed = { x: Float64Array; prices: Float64Array; bound: number; iterations: number };

/** Iterations between two looks at the bound. */
const LOOK_EVERY = 50;
/** Looks in which the bound must better by `precision`, or the relaxation is good enough. */
const PATIENCE = 4;

/**
 * Solves the linear relaxation nearly, by the restarted Halpern primal-dual method: H. Lu and J. Yang, "Restarted Halpern PDHG for linear programming", 2024,
 * with the diagonal steps of T. Pock and A. Chambolle, 2011. Each step reads the matrix twice and nothing else, so that it stands 200 000 columns where the
 * simplex method, on these very degenerate models, does not. Wherever it is stopped the bound holds: the prices alone prove it.
 * Yields at each look; ends when the bound no longer betters by `precision`, relatively.
 */
export function* relax(model: PackModel, incidence: Incidence, stop: { precision: number; iterations: number }, from?: Relaxed): Generator<Relaxed, Relaxed> {
  const walk = primalDualWalk(model, incidence, from);
  let best: Relaxed | undefined;
  const bounds: number[] = [];
  for (let iteration = LOOK_EVERY; iteration <= stop.iterations || !best; iteration += LOOK_EVERY) {
    for (let step = 0; step < LOOK_EVERY; step++) walk.step();
    const prices = walk.prices();
    const bound = polishPrices(model, incidence, prices);
    if (!best || bound < best.bound) best = { x: walk.x, prices, bound, iterations: iteration };
    best.iterations = iteration;
    yield best;
    bounds.push(best.bound);
    const before = bounds.at(-1 - PATIENCE);
    if (before !== undefined && before - best.bound <= stop.precision * Math.max(1, Math.abs(best.bound))) break;
  }
  return { ...best, x: walk.x.slice() };
}

/** The iteration itself, on values scaled to 1 on average: `x` and `prices()` are where the last plain step led. */
function primalDualWalk(model: PackModel, incidence: Incidence, from?: Relaxed): { step: () => void; x: Float64Array; prices: () => Float64Array } {
  const { rowCount, starts, rows, values } = model;
  const count = columnCount(model);
  const scale = values.reduce((sum, value) => sum + Math.abs(value), 0) / count || 1;
  const gain = values.map((value) => value / scale);
  const kinds = model.kinds ?? new Uint8Array(rowCount);
  const degree = Float64Array.from({ length: rowCount }, (_, i) => Math.max(1, incidence.starts[i + 1]! - incidence.starts[i]!));

  const x = new Float64Array(count);
  if (from) x.set(from.x);
  const y = from ? from.prices.map((price) => price / scale) : new Float64Array(rowCount);
  const [xNext, yNext, xAnchor, yAnchor, activity] = [x.slice(), y.slice(), x.slice(), y.slice(), y.slice()];
  let weight = 1;
  let [steps, sinceRestart, residualAtRestart, lastResidual] = [0, 0, Infinity, Infinity];

  /** One primal step, then one dual step at the extrapolated point. Answers how far it moved. */
  const plainStep = (): number => {
    let [primalMove, dualMove] = [0, 0];
    activity.fill(-1);
    for (let j = 0; j < count; j++) {
      const [begin, end] = [starts[j]!, starts[j + 1]!];
      let slope = gain[j]!;
      for (let k = begin; k < end; k++) slope -= y[rows[k]!]!;
      const width = Math.max(1, end - begin);
      const moved = Math.min(1, Math.max(0, x[j]! + slope / (weight * width)));
      const change = moved - x[j]!;
      primalMove += change * change * width;
      xNext[j] = moved;
      const ahead = moved + change;
      if (ahead !== 0) for (let k = begin; k < end; k++) activity[rows[k]!]! += ahead;
    }
    for (let i = 0; i < rowCount; i++) {
      const moved = clampPrice(y[i]! + (weight / degree[i]!) * activity[i]!, kinds[i]!);
      const change = moved - y[i]!;
      dualMove += change * change * degree[i]!;
      yNext[i] = moved;
    }
    return Math.sqrt(primalMove * weight + dualMove / weight);
  };

  const restart = (): void => {
    const [dx, dy] = [distance(xNext, xAnchor), distance(yNext, yAnchor)];
    if (dx > 0 && dy > 0) weight = Math.sqrt((dy / dx) * weight);
    x.set(xNext);
    y.set(yNext);
    xAnchor.set(xNext);
    yAnchor.set(yNext);
    sinceRestart = 0;
  };

  /** Halpern's step: reflect, and lean back to where the last restart stood, less and less. */
  const reflect = (): void => {
    const lean = 1 / (sinceRestart + 2);
    for (let j = 0; j < count; j++) x[j] = (1 - lean) * (2 * xNext[j]! - x[j]!) + lean * xAnchor[j]!;
    for (let i = 0; i < rowCount; i++) y[i] = (1 - lean) * (2 * yNext[i]! - y[i]!) + lean * yAnchor[i]!;
    sinceRestart++;
  };

  const step = (): void => {
    const residual = plainStep();
    steps++;
    if (sinceRestart === 0) residualAtRestart = residual;
    const enough = residual <= 0.2 * residualAtRestart;
    const nolonger = residual <= 0.8 * residualAtRestart && residual > lastResidual;
    lastResidual = residual;
    if (sinceRestart > 0 && (enough || nolonger || sinceRestart >= 0.36 * steps)) restart();
    else reflect();
  };
  return { step, x: xNext, prices: () => yNext.map((price) => price * scale) };
}

/** A price that may prove something: of the sign that its row's kind allows. */
const clampPrice = (price: number, kind: number): number =>
  kind === ROW.atMostOne ? Math.max(0, price) : kind === ROW.atLeastOne ? Math.min(0, price) : price;

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}
