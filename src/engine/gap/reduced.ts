import type { GapProblem } from './problem.ts';

/** What giving a job to an agent would add to the bound, at least, were it forced: agents × jobs. `rate`: what a unit of each agent's capacity is worth. */
export type Reduced = { extra: Float64Array; rate: Float64Array };

/**
 * From the bound's prices: an agent's knapsack, solved fractionally, values its capacity at the rate of the item it cuts; a job costs its price
 * less plus its weight at that rate. `extra` is safe: it is lowered by what the fractional knapsack overestimates. Ranking needs no such care,
 * so pairs that no bound excludes may have a negative `extra`.
 */
export function reducedCosts({ agents, jobs, cost, weight, capacity }: GapProblem, price: Float64Array, bound: number): Reduced {
  const extra = new Float64Array(agents * jobs);
  const rate = new Float64Array(agents);
  let fractional = 0;
  for (let job = 0; job < jobs; job++) fractional += price[job]!;
  for (let agent = 0; agent < agents; agent++) {
    const row = agent * jobs;
    const gain = (job: number) => price[job]! - cost[row + job]!;
    const items = Int32Array.from({ length: jobs }, (_, job) => job).filter((job) => gain(job) > 0 && weight[row + job]! <= capacity[agent]!);
    items.sort((a, b) => gain(b) * weight[row + a]! - gain(a) * weight[row + b]!);
    let room = capacity[agent]!;
    for (const job of items) {
      // What weighs nothing fits where there is no room left.
      const share = weight[row + job] === 0 ? 1 : Math.min(1, room / weight[row + job]!);
      fractional -= share * gain(job);
      room -= share * weight[row + job]!;
      if (share === 1) continue;
      rate[agent] = gain(job) / weight[row + job]!;
      break;
    }
    for (let job = 0; job < jobs; job++) extra[row + job] = weight[row + job]! > capacity[agent]! ? Infinity : rate[agent]! * weight[row + job]! - gain(job);
  }
  const slack = Math.max(0, bound - fractional);
  for (let at = 0; at < extra.length; at++) extra[at]! -= slack;
  return { extra, rate };
}
