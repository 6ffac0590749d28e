import { gapOf, type BadInput } from '../common/answer.ts';
import { seededRandom } from '../common/random.ts';
import { lpThreads, type LpThread } from '../lp/index.ts';
import { anneal } from './anneal.ts';
import { closeGap } from './close.ts';
import { compatibility, complement, density, packOfConflicts, type BitGraph } from './graph.ts';
import { heaviestClique } from './heaviest-clique.ts';
import { improveByPieces } from './improve.ts';
import { byRow } from './incidence.ts';
import { openJournal, type Journal } from './journal.ts';
import { mend } from './mend.ts';
import { badPack, columnCount, ROW, type PackAnswer, type PackControl, type PackModel } from './model.ts';
import { chosenColumns, emptyPacking, holdsAll, setPacking, valueOf, type Packing } from './packing.ts';
import type { Ground } from './pieces.ts';
import { reducedValues } from './prices.ts';
import { tighten } from './tighten.ts';

/** The clique search is for models of few columns of which few pairs go together; when no time limit ends it, it ends after reading so many words, some 20 seconds. */
const CLIQUE = { mostColumns: 800, mostDense: 0.6, words: 20e9 };
/** Past this many pairs in conflict, rows for them all help nobody: the clique search has all the time. */
const MOST_CONFLICTS = 400_000;
/** Above this gap prices say little, and HiGHS less: what time is left is better spent mending, save where columns are few. */
const WIDE_GAP = 0.05;
const FEW_COLUMNS = 2000;
/** Annealing of single columns: those short of their rows' prices by less than `reach`, `perColumn` proposals each. In mean prices of a row. */
const ANNEAL = { perColumn: 20, hot: 1, cold: 0.1, reach: 0.5 };
/** Mending: patches in all and a row, the first and last part without heat. */
const MEND = { least: 6000, perRow: 15, coldPart: 0.1, hot: 0.5, cold: 0.03, size: { rows: 60, branches: 500 } };
/** Parts of the time given, when it is, by which these have to end. */
const PART = { clique: 0.4, relaxation: 0.5, annealing: 0.6, mending: 0.85 };

/**
 * The best packing found, with a bound that holds. In turn: all cliques of what goes together, if few do; prices and a bound by a first-order method, tightened
 * by clique inequalities; a start by annealing; patches mended by branch and bound; pieces solved by HiGHS; what is left of the whole, if small enough.
 */
export async function solvePack(model: PackModel, control: PackControl = {}): Promise<PackAnswer | BadInput> {
  const problem = badPack(model, control.start);
  if (problem) return problem;
  const journal = openJournal(control);
  const start = startFrom(model, control.start);
  keepPacking(journal, model, start);
  if (!control.price && columnCount(model) <= CLIQUE.mostColumns && !model.kinds?.some((kind) => kind !== ROW.atMostOne)) {
    const graph = compatibility(model, byRow(model));
    if (density(graph) <= CLIQUE.mostDense) await byCliques(graph, model.values, journal, PART.clique);
  }
  if (!journal.stopped()) await byPrices(model, control, journal, lpThreads(Math.max(1, control.workers ?? 1)));
  return journal.answer();
}

/**
 * The heaviest set of vertices joined two by two (bids that go together), by cliques and then, where there are few enough conflicts, as a packing.
 * Same answers as `solvePack`, vertices instead of columns.
 */
export async function solveCompatible(weights: Float64Array, joined: BitGraph, control: Omit<PackControl, 'price' | 'start'> = {}): Promise<PackAnswer | BadInput> {
  const problem = badPack({ rowCount: 0, values: weights, starts: new Int32Array(weights.length + 1), rows: new Int32Array(0) });
  if (problem) return problem;
  const journal = openJournal(control);
  const conflicts = ((1 - density(joined)) * weights.length * (weights.length - 1)) / 2;
  await byCliques(joined, weights, journal, conflicts > MOST_CONFLICTS ? 1 : PART.clique);
  if (!journal.stopped() && conflicts <= MOST_CONFLICTS) await byPrices(packOfConflicts(weights, complement(joined)), control, journal, lpThreads(Math.max(1, control.workers ?? 1)));
  return journal.answer();
}

function keepPacking(journal: Journal, model: PackModel, packing: Packing): void {
  if (journal.columns && packing.worth - packing.mostRewards <= journal.value) return;
  if (holdsAll(model, packing)) keepColumns(journal, model, chosenColumns(packing));
}

const keepColumns = (journal: Journal, model: PackModel, columns: Int32Array): void => journal.keep(columns, valueOf(model, columns));

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

async function byCliques(graph: BitGraph, weights: Float64Array, journal: Journal, part: number): Promise<void> {
  for (const { vertices, weight, bound, nodes } of heaviestClique(graph, weights, Number.isFinite(journal.limit) ? Infinity : CLIQUE.words)) {
    journal.keep(Int32Array.from(vertices).sort(), weight);
    journal.prove(bound);
    journal.iterations = nodes;
    if (!(await journal.breathe(part))) return;
  }
}

async function byPrices(given: PackModel, control: PackControl, journal: Journal, threads: LpThread[]): Promise<void> {
  const random = seededRandom(control.seed ?? 0);
  const left = (): number => journal.limit * PART.relaxation - journal.seconds();
  const tight = await tighten(given, { ...control, start: journal.columns }, threads[0]!, left, (bound, steps) => {
    journal.prove(bound);
    journal.iterations = steps;
    return journal.breathe(PART.relaxation);
  });
  const { model, incidence, relaxed } = tight;
  const ground: Ground = { model, incidence, prices: relaxed.prices, left: reducedValues(model, relaxed.prices) };
  // What the relaxation holds most of first: where it is whole, or nearly, nothing is left to search.
  keepPacking(journal, model, startFrom(model, Int32Array.from(relaxed.x.keys()).filter((j) => relaxed.x[j]! > 0).sort((a, b) => relaxed.x[b]! - relaxed.x[a]! || ground.left[b]! - ground.left[a]!)));
  const packing = emptyPacking(model);
  const keep = (): void => keepPacking(journal, model, packing);
  setPacking(packing, journal.columns ?? new Int32Array(0));
  if (!journal.stopped()) {
    await annealing(ground, packing, random, () => journal.breathe(PART.annealing));
    keep();
    await mending(ground, packing, random, journal, keep, PART.mending, 1);
    const mendable = Number.isFinite(journal.limit) && columnCount(model) > FEW_COLUMNS && !model.kinds?.includes(ROW.atLeastOne);
    const wide = (): boolean => journal.columns !== undefined && gapOf(journal.value, journal.bound) > WIDE_GAP;
    for (let longer = 4; mendable && wide() && !journal.stopped(); longer *= 4) await mending(ground, packing, random, journal, keep, 1, longer);
    if (journal.columns) setPacking(packing, journal.columns);
  }
  if (!journal.stopped()) await improveByPieces(ground, packing, threads, random, journal, keep);
  if (!journal.stopped() && !control.price) {
    const seconds = Number.isFinite(journal.limit) ? journal.limit - journal.seconds() : undefined;
    const bound = await closeGap(ground, packing, journal.value, journal.bound, threads[0]!, { seconds, signal: control.signal, relativeGap: control.relativeGap });
    keep();
    journal.prove(bound);
  }
}

const meanPrice = ({ prices }: Ground): number => Math.max(1, prices.reduce((sum, price) => sum + Math.abs(price), 0) / Math.max(1, prices.length));

async function annealing(ground: Ground, packing: Packing, random: () => number, goOn: () => Promise<boolean>): Promise<void> {
  const unit = meanPrice(ground);
  const pool = Int32Array.from(ground.left.keys()).filter((j) => ground.left[j]! >= -ANNEAL.reach * unit);
  if (pool.length === 0) return;
  const best = packing.chosen.slice();
  const schedule = { proposals: ANNEAL.perColumn * pool.length, hot: ANNEAL.hot * unit, cold: ANNEAL.cold * unit };
  for (const _worth of anneal(packing, pool, schedule, random, best)) if (!(await goOn())) break;
  setPacking(packing, Int32Array.from(best.keys()).filter((j) => best[j] === 1));
}

/** Heat follows the patches done, or the time gone up to this part of it when that is further. */
async function mending(ground: Ground, packing: Packing, random: () => number, journal: Journal, keep: () => void, part: number, longer: number): Promise<void> {
  if (ground.model.kinds?.includes(ROW.atLeastOne)) return;
  const unit = meanPrice(ground);
  const patches = longer * (MEND.least + MEND.perRow * ground.model.rowCount);
  const begun = journal.seconds();
  const seconds = Math.max(0.01, journal.limit * part - begun);
  const heat = { temperature: 0, patches: 0 };
  for (const _worth of mend(ground, packing, random, MEND.size, heat)) {
    const done = Math.max(heat.patches / patches, (journal.seconds() - begun) / seconds);
    keep();
    if (done >= 1 || !(await journal.breathe())) break;
    const warm = (done - MEND.coldPart) / (1 - 2 * MEND.coldPart);
    heat.temperature = warm < 0 || warm > 1 ? 0 : unit * MEND.hot * (MEND.cold / MEND.hot) ** warm;
  }
  journal.iterations += heat.patches;
}
