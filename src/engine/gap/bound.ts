import { knapsackSolver } from './knapsack.ts';
import { openingPrices } from './opening.ts';
import type { GapProblem } from './problem.ts';

/** Multipliers are multiples of 1/GRAIN: every sum is then exact in a double, and the bound with it. */
const GRAIN = 1024;
/** How far above the bound steps aim, as a share of it: the step's pace corrects what is wrong with it. */
const AHEAD = 0.01;

/**
 * Lagrangian bound (Ross and Soland 1975; Fisher, Jaikumar, Van Wassenhove 1986): "each job once" is given up against a price a job, and each
 * agent then fills its knapsack on its own. Subgradient steps (Held, Wolfe, Crowder 1974) move the prices. `step()` makes one and returns false when steps have become too small to matter. `best` is the best bound so far and `price` its prices; `relaxed`
 * tells after each step which agents want a job.
 */
export function lagrangian(problem: GapProblem) {
  const { agents, jobs, cost, weight, capacity } = problem;
  const price = openingPrices(problem).map((value) => Math.round(GRAIN * value) / GRAIN);
  const bestPrice = price.slice();
  const wanted = new Int32Array(jobs);
  const items = new Int32Array(jobs);
  const profit = new Float64Array(jobs);
  const size = new Float64Array(jobs);
  const taken = new Uint8Array(jobs);
  const solvers = Array.from({ length: agents }, (_, agent) => knapsackSolver(jobs, capacity[agent]!));
  const solveAgent = (agent: number, each: (job: number) => void): number => {
    const row = agent * jobs;
    let count = 0;
    let free = 0;
    for (let job = 0; job < jobs; job++) {
      const gain = price[job]! - cost[row + job]!;
      if (gain <= 0 || weight[row + job]! > capacity[agent]!) continue;
      if (weight[row + job] === 0) {
        free += gain;
        each(job);
        continue;
      }
      items[count] = job;
      profit[count] = gain;
      size[count++] = weight[row + job]!;
    }
    const value = solvers[agent]!(count, profit, size, taken);
    for (let index = 0; index < count; index++) if (taken[index]) each(items[index]!);
    return free + value;
  };
  const state = { best: -Infinity, price: bestPrice, wanted };
  let pace = 1;
  let stale = 0;
  const step = (): boolean => {
    wanted.fill(0);
    let bound = 0;
    for (let job = 0; job < jobs; job++) bound += price[job]!;
    for (let agent = 0; agent < agents; agent++) bound -= solveAgent(agent, (job) => wanted[job]!++);
    stale++;
    if (bound > state.best + 1e-6) stale = 0;
    if (bound > state.best) {
      state.best = bound;
      bestPrice.set(price);
    }
    if (stale >= 15) {
      stale = 0;
      pace /= 1.6;
      price.set(bestPrice);
    }
    let length = 0;
    for (let job = 0; job < jobs; job++) length += (1 - wanted[job]!) ** 2;
    if (length === 0) return false;
    const stride = (pace * (AHEAD * Math.abs(bound) + 1)) / length;
    for (let job = 0; job < jobs; job++) price[job] = Math.round(GRAIN * (price[job]! + stride * (1 - wanted[job]!))) / GRAIN;
    return pace > 0.002 && stride * GRAIN > 0.5;
  };
  return { state, step };
}
