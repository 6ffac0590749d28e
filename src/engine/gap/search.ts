import { seededRandom } from '../common/random.ts';
import { construct, costOf, descend, roomLeft } from './construct.ts';
import { type Part, solvePart } from './kernel.ts';
import type { GapProblem } from './problem.ts';
import { reducedCosts } from './reduced.ts';

/** The best known so far: changed in place. `bound` is proved; `infeasible` too. */
export type Best = { value: number; agentOf: Int32Array | null; bound: number; infeasible: boolean };
type Run = { seed: number; left: () => number; stop: () => boolean; signal: AbortSignal | undefined; progress: () => void };

/** Pairs of a first neighbourhood: solved in some hundredths of a second. */
const PART = 150;
/** So few possible pairs are solved as a whole at once. */
const WHOLE = 400;

/**
 * Kernel search (Angelelli, Mansini, Speranza 2010; for knapsacks and assignment problems Guastaroba, Speranza 2014): the pairs with the least
 * reduced cost are solved as an integer program, then more of them. When all pairs that could be in a better assignment have been solved, the best
 * is proved. Where that is too much, neighbourhoods: the jobs of a few agents are given again, exactly (Shaw 1998).
 */
export async function improve(problem: GapProblem, price: Float64Array, relaxed: number, best: Best, run: Run) {
  if (best.infeasible) return;
  const { jobs } = problem;
  const random = seededRandom(run.seed);
  const { extra } = reducedCosts(problem, price, relaxed);
  const keep = (agentOf: Int32Array | null) => {
    if (!agentOf) return false;
    const value = costOf(problem, agentOf);
    if (value >= best.value) return false;
    best.value = value;
    best.agentOf = agentOf.slice();
    run.progress();
    return true;
  };
  const done = () => best.infeasible || best.bound >= best.value || run.stop();
  const blur = 0.02 * spread(extra);
  const until = 0.95 * run.left();
  for (let attempt = 0; attempt < 400 && !done() && (run.left() > until || attempt < 8); attempt++) {
    const agentOf = construct(problem, extra, (attempt % 20) * blur, random);
    if (agentOf) descend(problem, agentOf);
    keep(agentOf);
  }
  const all = Int32Array.from({ length: jobs }, (_, job) => job);
  const room = Float64Array.from(problem.capacity);
  const ranked = Int32Array.from(extra.keys()).filter((pair) => extra[pair]! < Infinity);
  ranked.sort((a, b) => extra[a]! - extra[b]! || a - b);
  let size = PART;
  let width = 3 * jobs;
  for (let round = 0; !done(); round++) {
    const possible = ranked.filter((pair) => relaxed + extra[pair]! <= best.value - 1 + 1e-6);
    if (possible.length <= WHOLE) width = Math.max(width, WHOLE);
    const pairs = withHeld(possible.subarray(0, width), best.agentOf, jobs);
    const seconds = Math.min(run.left(), Math.max(1, 0.25 * run.left()));
    const found = await solvePart(problem, { jobs: all, pairs, room }, best.agentOf, { seconds, signal: run.signal, seed: run.seed + round });
    keep(found.agentOf);
    if (width >= possible.length) {
      if (found.bound === Infinity && !best.agentOf) best.infeasible = true;
      best.bound = Math.max(best.bound, Math.min(best.value, Math.ceil(found.bound - 1e-6)));
    }
    if (found.proved || !best.agentOf) width *= 2;
    else width = Math.max(2 * jobs, 0.7 * width);
    if (best.agentOf) size = await again(problem, extra, best, size, keep, done, random, run);
  }
}

/**
 * Few agents at a time, all their jobs, exactly, until many tries in a row brought nothing. Parts grow while they are solved in no time and
 * shrink when they are not; returns the size come to.
 */
async function again(problem: GapProblem, extra: Float64Array, best: Best, size: number, keep: (agentOf: Int32Array | null) => boolean, done: () => boolean, random: () => number, run: Run) {
  const until = run.left() * 0.5;
  for (let vain = 0; vain < 30 && run.left() > until && !done(); ) {
    const part = neighbourhood(problem, extra, best, size, random);
    const before = run.left();
    const found = await solvePart(problem, part, best.agentOf, { seconds: Math.min(run.left(), 2), signal: run.signal, seed: run.seed });
    vain = keep(found.agentOf) ? 0 : vain + 1;
    const took = before - run.left();
    if (!found.proved) size *= 0.85;
    else if (took < 0.3) size *= 1.1;
  }
  return size;
}

/** Agents drawn one by one, with all their jobs, until the pairs among them that could still help number `size`. */
function neighbourhood(problem: GapProblem, extra: Float64Array, best: Best, size: number, random: () => number): Part {
  const { agents, jobs, weight } = problem;
  const agentOf = best.agentOf!;
  const gap = best.value - best.bound;
  const chosen: number[] = [];
  const free: number[] = [];
  const pairs: number[] = [];
  const helps = (agent: number, job: number) => agent === agentOf[job] || extra[agent * jobs + job]! <= gap;
  while (chosen.length < agents && (chosen.length < 2 || pairs.length < size)) {
    const agent = Math.floor(random() * agents);
    if (chosen.includes(agent)) continue;
    for (const job of free) if (helps(agent, job)) pairs.push(agent * jobs + job);
    chosen.push(agent);
    for (let job = 0; job < jobs; job++) {
      if (agentOf[job] !== agent) continue;
      free.push(job);
      for (const other of chosen) if (helps(other, job)) pairs.push(other * jobs + job);
    }
  }
  const room = roomLeft(problem, agentOf);
  for (const job of free) room[agentOf[job]!]! += weight[agentOf[job]! * jobs + job]!;
  return { jobs: Int32Array.from(free), pairs: Int32Array.from(pairs), room };
}

/** Adds what the known assignment uses, so that it can be started from. */
function withHeld(pairs: Int32Array, agentOf: Int32Array | null, jobs: number): Int32Array {
  const together = new Set(pairs);
  agentOf?.forEach((agent, job) => together.add(agent * jobs + job));
  return Int32Array.from(together);
}

/** A typical difference between pairs: to blur choices by. */
function spread(extra: Float64Array): number {
  const finite = extra.filter((value) => value < Infinity).sort();
  return finite.length === 0 ? 1 : finite[Math.floor(finite.length / 2)]! - finite[Math.floor(finite.length / 20)]!;
}
