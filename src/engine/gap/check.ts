import type { GapProblem } from './problem.ts';

/** Recomputes, from the problem alone, what an assignment costs and which agents it overloads. Separate from the solver on purpose. */
export function checkGap({ agents, jobs, cost, weight, capacity }: GapProblem, agentOf: ArrayLike<number>) {
  const load = new Array<number>(agents).fill(0);
  let value = 0;
  let placed = 0;
  for (let job = 0; job < jobs; job++) {
    const agent = agentOf[job];
    if (agent === undefined || !(agent >= 0 && agent < agents && Number.isInteger(agent))) continue;
    placed++;
    load[agent]! += weight[agent * jobs + job]!;
    value += cost[agent * jobs + job]!;
  }
  const overloaded = load.flatMap((amount, agent) => (amount > capacity[agent]! ? [agent] : []));
  return { feasible: placed === jobs && overloaded.length === 0, value, overloaded };
}
