import type { Control } from '../common/answer.ts';
import type { GapProblem } from './problem.ts';
import { solveGap } from './solve.ts';

/**
 * What, alone, would have a job go to an agent: `price`: that pair costs `by` less, proved no less than `atLeast`; `capacity`: the agent has `by` more room, or the
 * job weighs as much less there.
 */
export type GapChange = { kind: 'price'; by: number; atLeast: number } | { kind: 'capacity'; by: number };

/** Time for each solve unless told otherwise: there is one for the price, and one for each halving of the weight. */
const SECONDS = 2;

/**
 * The least change of each kind after which an assignment that gives the job to the agent costs no more than the one in hand: the rest is solved again with the
 * job imposed. Room is sought up to the job's own weight; kinds that do not suffice are not listed. A change told is enough; where time cut a
 * solve short, a lesser one may be too. Empty when the agent has the job already.
 */
export async function leastChange(problem: GapProblem, answer: { value: number; chosen: { agentOf: Int32Array } }, job: number, agent: number, control: Control = {}): Promise<GapChange[]> {
  if (answer.chosen.agentOf[job] === agent) return [];
  const weight = problem.weight[agent * problem.jobs + job]!;
  const imposed = (extra: number) => solveImposed(problem, job, agent, extra, { seconds: SECONDS, ...control });
  const found: GapChange[] = [];
  const priced = await imposed(0);
  if (priced) found.push({ kind: 'price', by: Math.max(0, priced.value - answer.value), atLeast: Math.max(0, priced.bound - answer.value) });
  const suffices = async (extra: number) => ((await imposed(extra))?.value ?? Infinity) <= answer.value;
  if (!(await suffices(weight))) return found;
  let [low, high] = [-1, weight];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await suffices(middle)) high = middle;
    else low = middle;
  }
  return [...found, { kind: 'capacity', by: high }];
}

/** The best assignment that gives the job to the agent, who has `extra` more room; undefined when none was found. */
async function solveImposed({ agents, jobs, cost, weight, capacity }: GapProblem, job: number, agent: number, extra: number, control: Control): Promise<{ value: number; bound: number } | undefined> {
  const own = cost[agent * jobs + job]!;
  const room = Float64Array.from(capacity);
  room[agent]! += extra - weight[agent * jobs + job]!;
  if (room[agent]! < 0) return undefined;
  if (jobs === 1) return { value: own, bound: own };
  const others = (values: ArrayLike<number>) => Float64Array.from(values).filter((_, pair) => pair % jobs !== job);
  const rest = await solveGap({ agents, jobs: jobs - 1, cost: others(cost), weight: others(weight), capacity: room }, control);
  return rest.ok && (rest.status === 'optimal' || rest.status === 'feasible') ? { value: own + rest.value, bound: own + rest.bound } : undefined;
}
