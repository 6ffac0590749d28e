import type { GapProblem } from './problem.ts';

const STEPS = 600;

/**
 * Jobs' prices to begin with: the cheapest agent's cost, capacity included at a price of its own. Those prices come from the weaker relaxation
 * that gives up the capacities instead, where a step costs no more than reading the table: subgradient steps, as in bound.ts.
 */
export function openingPrices({ agents, jobs, cost, weight, capacity }: GapProblem): Float64Array {
  const rate = new Float64Array(agents);
  const bestRate = rate.slice();
  const load = new Float64Array(agents);
  const price = new Float64Array(jobs);
  let best = -Infinity;
  let pace = 1;
  let stale = 0;
  const priceJob = (job: number): number => {
    let least = Infinity;
    let cheapest = 0;
    for (let agent = 0; agent < agents; agent++) {
      const value = cost[agent * jobs + job]! + rate[agent]! * weight[agent * jobs + job]!;
      if (value >= least || weight[agent * jobs + job]! > capacity[agent]!) continue;
      least = value;
      cheapest = agent;
    }
    price[job] = least === Infinity ? cost[job]! : least;
    return cheapest;
  };
  for (let step = 0; step < STEPS; step++) {
    load.fill(0);
    let bound = 0;
    for (let job = 0; job < jobs; job++) {
      const agent = priceJob(job);
      load[agent]! += weight[agent * jobs + job]!;
      bound += price[job]!;
    }
    for (let agent = 0; agent < agents; agent++) bound -= rate[agent]! * capacity[agent]!;
    if (bound > best) {
      best = bound;
      bestRate.set(rate);
      stale = 0;
    } else if (++stale >= 15) {
      stale = 0;
      pace /= 1.5;
      rate.set(bestRate);
      continue;
    }
    let length = 0;
    for (let agent = 0; agent < agents; agent++) if (rate[agent]! > 0 || load[agent]! > capacity[agent]!) length += (load[agent]! - capacity[agent]!) ** 2;
    if (length === 0) break;
    const stride = (pace * (0.02 * Math.abs(bound) + 1)) / length;
    for (let agent = 0; agent < agents; agent++) rate[agent] = Math.max(0, rate[agent]! + stride * (load[agent]! - capacity[agent]!));
  }
  rate.set(bestRate);
  for (let job = 0; job < jobs; job++) priceJob(job);
  return price;
}
