import { brokenCliques, withRows } from './cliques.ts';
import { byRow, type Incidence } from './incidence.ts';
import type { LpThread } from '../lp/index.ts';
import { columnCount, type NewColumns, type PackControl, type PackModel } from './model.ts';
import { relax, type Relaxed } from './relax.ts';
import { middlePrices, sift, type Sifted } from './sift.ts';

/** The model with the columns priced in and the clique rows that were broken, its relaxation, and the bound that both leave. */
export type Tight = { model: PackModel; incidence: Incidence; relaxed: Relaxed; bound: number };

/** How near the relaxation goes in each round but the last, and in the last. */
const ROUGH = 1e-4;
const FINE = 1e-5;
const MOST_STEPS = 4000;
/** Rounds of cliques end when one betters the bound by less than this, relatively. */
const WORTH_A_ROUND = 3e-5;
const MOST_ROUNDS = 10;
/** Beyond so many rows the simplex stalls where first-order steps still get on. */
const MOST_SIMPLEX_ROWS = 10_000;

/**
 * Relaxes, prices columns in as long as the caller gives some, then adds broken cliques round after round and relaxes again from where it stood: by the simplex over few columns
 * at a time where rows are few and none must be held, else by first-order steps. `left`: seconds there are for it. `onLook` is told each bound and stops it all by answering false.
 */
export async function tighten(given: PackModel, { price, signal, start = new Int32Array(0) }: Pick<PackControl, 'price' | 'signal' | 'start'>, thread: LpThread, left: () => number, onLook: (bound: number, steps: number) => Promise<boolean>): Promise<Tight> {
  let [model, incidence] = [given, byRow(given)];
  let steps = 0;
  let going = true;
  let simplex = !price && !given.kinds && given.rowCount <= MOST_SIMPLEX_ROWS;
  let sifted: Sifted | undefined;
  const run = async (precision: number, from?: Relaxed, report = true): Promise<Relaxed> => {
    let relaxed = from;
    const before = steps;
    if (simplex) {
      const look = async (bound: number, iterations: number) => (going = await onLook(bound, (steps = before + iterations)));
      sifted = await sift(model, thread, { precision: precision === FINE ? 0 : precision, seconds: left, signal, start }, look, sifted);
      if (sifted) return sifted;
      simplex = false;
    }
    for (const look of relax(model, incidence, { precision, iterations: MOST_STEPS }, from)) {
      relaxed = look;
      steps = before + look.iterations;
      going = await onLook(report ? look.bound : Infinity, steps);
      if (!going) break;
    }
    return { ...relaxed!, x: relaxed!.x.slice() };
  };

  let relaxed = await run(ROUGH, undefined, !price);
  let bound = price ? Infinity : relaxed.bound;
  while (price && going) {
    const fresh = await price(relaxed.prices);
    bound = Math.min(bound, relaxed.bound + fresh.outside);
    going = await onLook(bound, steps);
    if (fresh.values.length === 0) break;
    model = withColumns(model, fresh);
    incidence = byRow(model);
    const x = new Float64Array(columnCount(model));
    x.set(relaxed.x);
    relaxed = await run(ROUGH, { ...relaxed, x }, false);
  }
  for (let round = 0; round < MOST_ROUNDS && going; round++) {
    const cliques = brokenCliques(model, incidence, relaxed.x, model.rowCount);
    if (cliques.length === 0) break;
    ({ model, incidence } = withRows(model, cliques));
    const prices = new Float64Array(model.rowCount);
    prices.set(relaxed.prices);
    const before = relaxed.bound;
    relaxed = await run(ROUGH, { ...relaxed, prices }, !price);
    if (before - relaxed.bound < WORTH_A_ROUND * Math.abs(before)) break;
  }
  if (going) relaxed = await run(FINE, relaxed, !price);
  if (going && sifted) relaxed = { ...relaxed, prices: await middlePrices(model, thread, { seconds: left, signal }, sifted) };
  // A bound over the pool says nothing of columns outside it.
  return { model, incidence, relaxed, bound: price ? bound : Math.min(bound, relaxed.bound) };
}

function withColumns(model: PackModel, fresh: NewColumns): PackModel {
  const offset = model.rows.length;
  return {
    ...model,
    values: Float64Array.from([...model.values, ...fresh.values]),
    starts: Int32Array.from([...model.starts, ...Array.from(fresh.starts.subarray(1), (start) => start + offset)]),
    rows: Int32Array.from([...model.rows, ...fresh.rows]),
  };
}
