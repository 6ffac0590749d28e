import type { Answer, BadInput } from '../common/answer.ts';

/**
 * Generalised assignment: each job to one agent, within each agent's capacity, at least total cost. `cost` and `weight`: agents × jobs whole
 * numbers, agent by agent; weights and capacities are not negative. To leave a job undone, add an agent who takes it at a price.
 */
export type GapProblem = { agents: number; jobs: number; cost: ArrayLike<number>; weight: ArrayLike<number>; capacity: ArrayLike<number> };

/** `agentOf[job]`, empty when nothing feasible was found. `price[job]`: the multipliers that prove the bound: see explain.ts. */
export type GapChosen = { agentOf: Int32Array; price: Float64Array };
export type GapAnswer = Answer<GapChosen>;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** The first thing wrong with a problem, or null. */
export function badGapProblem({ agents, jobs, cost, weight, capacity }: GapProblem): BadInput | null {
  if (!Number.isSafeInteger(agents) || agents < 0) return bad('bad-length', 'agents');
  if (!Number.isSafeInteger(jobs) || jobs < 0) return bad('bad-length', 'jobs');
  if (agents === 0) return bad('empty', 'agents');
  if (jobs === 0) return bad('empty', 'jobs');
  if (capacity.length !== agents) return bad('bad-length', 'capacity');
  if (cost.length !== agents * jobs) return bad('bad-length', 'cost');
  if (weight.length !== agents * jobs) return bad('bad-length', 'weight');
  const limit = 2 ** 40 / jobs;
  return badNumbers('cost', cost, -limit, limit) ?? badNumbers('weight', weight, 0, limit) ?? badNumbers('capacity', capacity, 0, 2 ** 40);
}

/** Sums over all jobs, in steps of 1/1024 (see bound.ts), must stay exact in a double: hence the limits. */
function badNumbers(name: string, values: ArrayLike<number>, least: number, most: number): BadInput | null {
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    const where = `${name}[${at}]`;
    if (Number.isNaN(value)) return bad('not-a-number', where);
    if (value < 0 && least === 0) return bad('negative-capacity', where);
    if (value < least || value > most) return bad('overflow', where);
    if (!Number.isInteger(value)) return bad('not-an-integer', where);
  }
  return null;
}
