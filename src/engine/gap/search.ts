import { seededRandom } from '../common/random.ts';
import { construct, costOf, descend, roomLeft } from './construct.ts';
import { type Part, solvePart } from './kernel.ts';
import type { GapProblem } from './problem.ts';
import { reducedCosts } from './reduced.ts';

/** The best known so far: changed in place. `bound` is proved; `infeasible` too. */
export type Best = { value: number; agentOf: Int32Array | null; bound: number; infeasible: boolean };
type Run = { seed: number; left: () => number; stop: () => boolean; signal: AbortSignal | undefined; progress: () => void };

/** Pairs that a large part of the problem may have: what HiGHS settles in seconds. */
const PART = 400;

/**
 * Kernel search (Angelelli, Mansini, Speranza 2010; for knapsacks and assignment problems Guastaroba, Speranza 2014): the pairs with the least
 * reduced cost are solved as an integer program, then more of them. When all pairs that could be in a better assignment have been solved, the best
 * is proved. Where that is too much, neighbourhoods: the jobs of a few agents are given again, exactly (Shaw 1998).
 */
export async function improve(problem: GapProblem, price: Float64Array, relaxed: number, best: Best, run: Run) {
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
  for (let attempt = 0; attempt < 20 && !done(); attempt++) {
    const agentOf = construct(problem, extra, attempt * 0.1 * spread(extra), random);
    if (agentOf) descend(problem, agentOf);
    keep(agentOf);
  }
  const all = Int32Array.from({ length: jobs }, (_, job) => job);
  const room = Float64Array.from(problem.capacity);
  const ranked = Int32Array.from(extra.keys()).filter((pair) => extra[pair]! < Infinity);
  ranked.sort((a, b) => extra[a]! - extra[b]! || a - b);
  for (let width = 3 * jobs; !done(); width *= 2) {
    const possible = ranked.filter((pair) => relaxed + extra[pair]! <= best.value - 1 + 1e-6);
    const pairs = withHeld(possible.subarray(0, width), best.agentOf, jobs);
    const whole = pairs.length >= possible.length;
    const patience = Math.max(1, run.left() * (whole && pairs.length < 20 * PART ? 0.6 : 0.3));
    const found = await solvePart(problem, { jobs: all, pairs, room }, best.agentOf, { seconds: Math.min(patience, run.left()), signal: run.signal, seed: run.seed });
    keep(found.agentOf);
    if (whole) {
      best.bound = Math.max(best.bound, Math.min(best.value, Math.ceil(found.bound - 1e-6)));
      best.infeasible = found.bound === Infinity && !best.agentOf;
      if (found.proved && best.agentOf) best.bound = best.value;
      break;
    }
    if (!found.proved) break;
  }
  await again(problem, extra, best, keep, done, random, run);
}

/** Few agents at a time, all their jobs, exactly. Larger when nothing better comes. */
async function again(problem: GapProblem, extra: Float64Array, best: Best, keep: (agentOf: Int32Array | null) => boolean, done: () => boolean, random: () => number, run: Run) {
  let size = PART / 2;
  for (let vain = 0; best.agentOf && !done(); ) {
    const part = neighbourhood(problem, extra, best, size, random);
    const found = await solvePart(problem, part, best.agentOf, { seconds: Math.min(run.left(), 2), signal: run.signal, seed: run.seed });
    vain = keep(found.agentOf) ? 0 : vain + 1;
    if (found.proved && vain % 5 === 4) size *= 1.2;
    else if (!found.proved) size *= 0.9;
  }
}

function neighbourhood(problem: GapProblem, extra: Float64Array, best: Best, size: number, random: () => number): Part {
  const { agents, jobs, weight } = problem;
  const agentOf = best.agentOf!;
  const count = Math.min(agents, Math.max(2, Math.round(Math.sqrt((size * agents) / jobs))));
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * agents));
  const free = Int32Array.from(agentOf.keys()).filter((job) => chosen.has(agentOf[job]!));
  const room = roomLeft(problem, agentOf);
  for (const job of free) room[agentOf[job]!]! += weight[agentOf[job]! * jobs + job]!;
  const pairs: number[] = [];
  for (const job of free) {
    for (const agent of chosen) if (agent === agentOf[job] || extra[agent * jobs + job]! <= best.value - best.bound) pairs.push(agent * jobs + job);
  }
  return { jobs: free, pairs: Int32Array.from(pairs), room };
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
