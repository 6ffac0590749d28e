import { setImmediate } from 'node:timers/promises';
import { gapOf, type BadInput } from '../common/answer.ts';
import { seededRandom } from '../common/random.ts';
import { openLpThread, type LpThread } from '../lp/index.ts';
import { anneal } from './anneal.ts';
import { closeGap } from './close.ts';
import { improveByPieces } from './improve.ts';
import { mend } from './mend.ts';
import { badPack, columnCount, ROW, type PackAnswer, type PackControl, type PackModel } from './model.ts';
import { chosenColumns, emptyPacking, holdsAll, setPacking, valueOf, type Packing } from './packing.ts';
import type { Ground } from './pieces.ts';
import { reducedValues } from './prices.ts';
import { tighten } from './tighten.ts';

/** Annealing of single columns: those short of their rows' prices by less than `reach`, `perColumn` proposals each. Prices are in mean prices of a row. */
const ANNEAL = { perColumn: 60, hot: 1, cold: 0.1, reach: 0.5 };
/** Mending: patches a row, the first part without heat. */
const MEND = { perRow: 60, coldPart: 0.1, hot: 0.3, cold: 0.02, size: { rows: 30, branches: 500 } };
/** Parts of the time given, when it is, after which the relaxation and the mending have to end. */
const PART = { relaxation: 0.3, mending: 0.8 };

/**
 * The best packing found, with a bound that holds. In turn: prices and a bound by a first-order method, tightened with cliques; a start by annealing among
 * well-priced columns; patches mended by branch and bound; pieces solved by HiGHS; then what is left of the whole, if it is small enough to be proved.
 */
export async function solvePack(model: PackModel, control: PackControl = {}): Promise<PackAnswer | BadInput> {
  const problem = badPack(model, control.start);
  if (problem) return problem;
  const threads = Array.from({ length: Math.max(1, control.workers ?? 1) }, openLpThread);
  try {
    return await search(model, control, threads);
  } finally {
    await Promise.all(threads.map((thread) => thread.dispose()));
  }
}

type Best = { columns: Int32Array; value: number };

async function search(given: PackModel, control: PackControl, threads: LpThread[]): Promise<PackAnswer> {
  const started = performance.now();
  const limit = control.seconds ?? Infinity;
  const random = seededRandom(control.seed ?? 0);
  const seconds = (): number => (performance.now() - started) / 1000;
  let bound = Infinity;
  let best: Best | undefined;
  let iterations = 0;

  const near = (): boolean => best !== undefined && gapOf(best.value, bound) <= (control.relativeGap ?? 0);
  const stopped = (part = 1): boolean => control.signal?.aborted === true || seconds() >= limit * part || near();
  // Values are whole: so is the best of their sums.
  const prove = (proved: number): void => void (bound = Math.max(Math.min(bound, Math.floor(proved + 1e-6)), best?.value ?? -Infinity));
  const keep = (packing: Packing, model: PackModel): void => {
    if (best && packing.worth <= best.value) return;
    if (!holdsAll(model, packing)) return;
    const columns = chosenColumns(packing);
    const value = valueOf(model, columns);
    if (!best || value > best.value) best = { columns, value };
  };
  const tell = (): void => control.onProgress?.({ value: best?.value ?? NaN, bound, seconds: seconds(), iterations });
  let lastBreath = started;
  /** Lets the event loop run now and then, and says whether to go on. */
  const breathe = async (part: number): Promise<boolean> => {
    if (performance.now() - lastBreath > 25) {
      tell();
      await setImmediate();
      lastBreath = performance.now();
    }
    return !stopped(part);
  };

  const tight = await tighten(given, control.price, (proved, steps) => {
    prove(proved);
    iterations = steps;
    return breathe(PART.relaxation);
  });
  prove(tight.bound);
  const { model, incidence, relaxed } = tight;
  const ground: Ground = { model, incidence, prices: relaxed.prices, left: reducedValues(model, relaxed.prices) };
  const packing = startFrom(model, control.start);
  keep(packing, model);
  if (!stopped()) {
    const part = (): number => seconds() / (limit * PART.mending);
    await annealing(ground, packing, random, () => breathe(PART.mending / 2));
    keep(packing, model);
    iterations += await mending(ground, packing, random, part, () => {
      keep(packing, model);
      return breathe(PART.mending);
    });
  }
  if (best) setPacking(packing, best.columns);
  if (!stopped())
    iterations += await improveByPieces(ground, packing, threads, random, {
      secondsLeft: () => Math.max(0.05, Math.min(1e9, limit - seconds())),
      stopped,
      told: () => {
        keep(packing, model);
        tell();
      },
    });
  if (!stopped() && !control.price) {
    const left = Number.isFinite(limit) ? limit - seconds() : undefined;
    prove(await closeGap(ground, packing, bound, threads[0]!, { seconds: left, signal: control.signal, relativeGap: control.relativeGap }));
    keep(packing, model);
    prove(bound);
  }
  tell();
  if (!best) {
    const status = bound === -Infinity ? 'infeasible' : 'stopped';
    return { ok: true, status, value: NaN, bound: status === 'infeasible' ? NaN : bound, gap: NaN, chosen: new Int32Array(0), seconds: seconds(), iterations };
  }
  const { value, columns } = best as Best;
  return { ok: true, status: value === bound ? 'optimal' : 'feasible', value, bound, gap: gapOf(value, bound), chosen: columns, seconds: seconds(), iterations };
}

/** The caller's columns that fit together, in their order. */
function startFrom(model: PackModel, start: Int32Array = new Int32Array(0)): Packing {
  const packing = emptyPacking(model);
  for (const column of start) {
    if (packing.chosen[column] === 1) continue;
    packing.swapGain(column);
    if (packing.inTheWay.count === 0) packing.add(column);
  }
  return packing;
}

const meanPrice = ({ prices }: Ground): number => Math.max(1, prices.reduce((sum, price) => sum + Math.abs(price), 0) / Math.max(1, prices.length));

async function annealing(ground: Ground, packing: Packing, random: () => number, goOn: () => Promise<boolean>): Promise<void> {
  const unit = meanPrice(ground);
  const pool: number[] = [];
  for (let j = 0; j < columnCount(ground.model); j++) if (ground.left[j]! >= -ANNEAL.reach * unit) pool.push(j);
  if (pool.length === 0) return;
  const best = packing.chosen.slice();
  const schedule = { proposals: ANNEAL.perColumn * pool.length, hot: ANNEAL.hot * unit, cold: ANNEAL.cold * unit };
  for (const _worth of anneal(packing, Int32Array.from(pool), schedule, random, best)) if (!(await goOn())) break;
  setPacking(packing, Int32Array.from(columnsIn(best)));
}

/** `part`: how much of the time for mending is gone; heat follows it, or the patches done, whichever is further. Answers the patches done. */
async function mending(ground: Ground, packing: Packing, random: () => number, part: () => number, goOn: () => Promise<boolean>): Promise<number> {
  const { model, incidence, left, prices } = ground;
  if (model.kinds?.includes(ROW.atLeastOne)) return 0;
  const unit = meanPrice(ground);
  const wanted = MEND.perRow * model.rowCount;
  const begun = Math.min(0.99, part());
  const heat = { temperature: 0, patches: 0 };
  for (const _worth of mend(model, incidence, left, prices, packing, random, MEND.size, heat)) {
    const done = Math.max(heat.patches / wanted, Math.max(0, part() - begun) / (1 - begun));
    if (done >= 1 || !(await goOn())) break;
    const warm = (done - MEND.coldPart) / (1 - 2 * MEND.coldPart);
    heat.temperature = warm < 0 || warm > 1 ? 0 : unit * MEND.hot * (MEND.cold / MEND.hot) ** warm;
  }
  return heat.patches;
}

const columnsIn = (chosen: Uint8Array): number[] => Array.from(chosen.keys()).filter((j) => chosen[j] === 1);
