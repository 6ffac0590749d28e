import { gapOf } from '#engine/common/answer.ts';
import { solveLp } from '#engine/lp/index.ts';
import { formulate } from './formulate.ts';
import { solveNetwork } from './network.ts';
import { components, type FlowProblem, type FlowSolution } from './problem.ts';

// Below this a flow is a rounding trace of the solver, not a lorry.
const TRACE_TONNES = 1e-6;
/** How many times pairs that carry crumbs are given a least amount, before what crumbs are left are swept. */
const MOST_ROUNDS = 30;
const MOST_SECONDS = 4;
/** A program this near its bound is solved. */
const SOLVED = 1e-6;
/** The flows themselves are found in any case: minima of needs are few. */
const LEAST_SECONDS = 30;

type Control = { seconds?: number; signal?: AbortSignal };
type Found = { tonnes: Float64Array; value: number; bound: number };

/**
 * The set of flows worth most for all together, with the most that any set could be worth: no flow is a crumb, worth less than a call.
 * Parts that nothing links are solved apart, the small ones first. `seconds`, 4 unless told: what may go to finding out which pairs carry nothing; parts too large for it keep a gap.
 */
export async function solveFlows(problem: FlowProblem, control: Control = {}): Promise<FlowSolution> {
  const startedAt = performance.now();
  const open = problem.pairs.keys().filter((i) => problem.pairs[i]!.centsPerTonne > 0).toArray();
  const tonnes = new Float64Array(problem.pairs.length);
  let [value, bound] = [0, 0];
  const until = startedAt + 1_000 * (control.seconds ?? MOST_SECONDS);
  const parts = components({ ...problem, pairs: open.map((i) => problem.pairs[i]!) }).toSorted((a, b) => a.pairs.length - b.pairs.length);
  for (const [i, part] of parts.entries()) {
    const left = (until - performance.now()) / 1_000;
    // Twice its share: the next ones may need less.
    const best = await solvePart(part.problem, { ...control, seconds: Math.min(left, (2 * left) / (parts.length - i)) });
    part.pairs.forEach((pair, i) => (tonnes[open[pair]!] = best.tonnes[i]!));
    value += best.value;
    bound += best.bound;
  }
  const gap = gapOf(value, bound);
  return { tonnes, value: Math.round(value), bound: Math.round(bound), gap: gap < 1e-6 ? 0 : gap, status: gap < 1e-6 ? 'optimal' : 'feasible', seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * The best flows of one part, none a crumb. Each pair whose flow is a crumb gets a least amount or nothing, and the whole is solved again: when no crumb is left the answer is
 * the best there is, few pairs having been asked. Where that takes too long, the pairs with crumbs are closed, and what it costs stays in the gap.
 */
async function solvePart(problem: FlowProblem, control: Control & { seconds: number }): Promise<Found> {
  const until = performance.now() + 1_000 * control.seconds;
  const least = new Map<number, number>();
  const isCrumb = (tonnes: number, i: number) => tonnes > 0 && tonnes * problem.pairs[i]!.centsPerTonne < problem.centsPerCrumb * (1 - 1e-9);
  const crumbsOf = (found: Found) => [...found.tonnes.keys()].filter((i) => isCrumb(found.tonnes[i]!, i));
  let last = await solveExactly(problem, least, { ...control, seconds: LEAST_SECONDS });
  let { bound } = last;
  for (let round = 0; round < MOST_ROUNDS && performance.now() < until && !control.signal?.aborted; round++) {
    const crumbs = crumbsOf(last);
    if (crumbs.length === 0) return last;
    // Solved by the solver's tolerance, a least amount may come out a trace short: it is asked for a trace more.
    for (const i of crumbs) least.set(i, (problem.centsPerCrumb / problem.pairs[i]!.centsPerTonne) * (least.has(i) ? 1 + 1e-5 : 1));
    const found = await solveExactly(problem, least, { ...control, seconds: Math.max(0.05, (until - performance.now()) / 1_000) });
    bound = Math.min(bound, found.bound);
    if (gapOf(found.value, found.bound) > SOLVED) break;
    last = found;
  }
  const crumbs = crumbsOf(last);
  if (crumbs.length === 0) return { ...last, bound };
  return { ...(await swept(problem, least.keys().filter((i) => last.tonnes[i] === 0).toArray(), crumbsOf, control)), bound };
}

/** The best flows without pairs that are to carry nothing, nor those that then carry crumbs: the smaller half closed, again and again, since what it carried may make the other half worth a call. */
async function swept(problem: FlowProblem, carryNothing: number[], crumbsOf: (found: Found) => number[], control: Control): Promise<Found> {
  const closed = new Set(carryNothing);
  for (;;) {
    const open = [...problem.pairs.keys()].filter((i) => !closed.has(i));
    const rest = await solveExactly({ ...problem, pairs: open.map((i) => problem.pairs[i]!) }, new Map(), { ...control, seconds: LEAST_SECONDS });
    const found = { ...rest, tonnes: new Float64Array(problem.pairs.length) };
    open.forEach((pair, i) => (found.tonnes[pair] = rest.tonnes[i]!));
    const more = crumbsOf(found);
    if (more.length === 0) return found;
    const worthOf = (i: number) => found.tonnes[i]! * problem.pairs[i]!.centsPerTonne;
    for (const i of more.toSorted((a, b) => worthOf(a) - worthOf(b)).slice(0, Math.ceil(more.length / 2))) closed.add(i);
  }
}

/** A network flow where nothing has to be chosen, else a program with a choice for each need that has a minimum and each pair that has a least. */
async function solveExactly(problem: FlowProblem, least: ReadonlyMap<number, number>, control: Control): Promise<Found> {
  if (least.size === 0 && problem.needs.every((need) => need.minTonnesPerYear === 0)) {
    const exact = solveNetwork(problem, [])!;
    return { ...exact, bound: exact.value };
  }
  const tonnes = new Float64Array(problem.pairs.length);
  const { model, pairOf } = formulate(problem, least);
  // No month in common: nothing can move.
  if (pairOf.length === 0) return { tonnes, value: 0, bound: 0 };
  const answer = await solveLp(model, { ...(control.seconds === undefined ? {} : { seconds: control.seconds }), ...(control.signal ? { signal: control.signal } : {}) });
  if (!answer.ok) throw new Error(`The flow model was refused: ${answer.reason} at ${answer.where}`);
  // Nothing better than everything each offer has, at its best price.
  const most = Number.isFinite(answer.bound) ? answer.bound : problem.pairs.reduce((sum, pair) => sum + (Math.max(0, pair.centsPerTonne) / 100) * problem.offers[pair.offer]!.tonnesPerYear, 0);
  // Doing nothing is always possible and worth nothing.
  if (!Number.isFinite(answer.value) || answer.value <= 0) return { tonnes, value: 0, bound: most * 100 };
  pairOf.forEach((pair, column) => {
    const x = answer.chosen.x[column]!;
    if (x > TRACE_TONNES) tonnes[pair]! += x;
  });
  return { tonnes, value: answer.value * 100, bound: most * 100 };
}
