import type { GapProblem } from './problem.ts';
import { reducedCosts } from './reduced.ts';

/**
 * Why a job did not go to an agent. `dearer`: what forcing it would add to the bound at least, in cost units (negative or 0: no proof against it);
 * `fits`: whether it fits in the room left; `capacityWorth`: what one more unit of the agent's capacity would save, about.
 */
export function explainJob(problem: GapProblem, chosen: { agentOf: Int32Array; price: Float64Array }, bound: number, job: number, agent: number) {
  const { jobs, weight, capacity } = problem;
  const { extra, rate } = reducedCosts(problem, chosen.price, bound);
  let room = capacity[agent]!;
  for (let other = 0; other < jobs; other++) if (chosen.agentOf[other] === agent) room -= weight[agent * jobs + other]!;
  return { dearer: extra[agent * jobs + job]!, fits: weight[agent * jobs + job]! <= room, capacityWorth: rate[agent]!, insteadOf: chosen.agentOf[job]! };
}
