import type { Control } from '../common/answer.ts';
import { solveLp, type LpModel } from '../lp/index.ts';
import type { GapProblem } from './problem.ts';

/** Some of the pairs agent × job, by their place in `cost`; jobs not among `jobs` stay where they are and take their room. */
export type Part = { jobs: Int32Array; pairs: Int32Array; room: Float64Array };

/**
 * Solves a part exactly, or as far as time allows, as an integer program. `known`: the assignment to start from and to beat.
 * Returns the agents found for all jobs (null when nothing better), and a lower bound on what the part's jobs cost.
 */
export async function solvePart(problem: GapProblem, part: Part, known: Int32Array | null, control: Control) {
  const { agents, jobs, cost, weight } = problem;
  const rowOf = new Int32Array(jobs).fill(-1);
  part.jobs.forEach((job, index) => {
    rowOf[job] = agents + index;
  });
  const count = part.pairs.length;
  const starts = Int32Array.from({ length: count + 1 }, (_, index) => 2 * index);
  const indices = new Int32Array(2 * count);
  const values = new Float64Array(2 * count);
  const start = new Float64Array(count);
  part.pairs.forEach((pair, index) => {
    const agent = Math.floor(pair / jobs);
    const job = pair % jobs;
    indices.set([agent, rowOf[job]!], 2 * index);
    values.set([weight[pair]!, 1], 2 * index);
    if (known && known[job] === agent) start[index] = 1;
  });
  const rows = agents + part.jobs.length;
  const model: LpModel = {
    columns: { cost: Float64Array.from(part.pairs, (pair) => cost[pair]!), lower: new Float64Array(count), upper: new Float64Array(count).fill(1), integer: new Uint8Array(count).fill(1) },
    rows: {
      lower: Float64Array.from({ length: rows }, (_, row) => (row < agents ? -Infinity : 1)),
      upper: Float64Array.from({ length: rows }, (_, row) => (row < agents ? part.room[row]! : 1)),
    },
    matrix: { by: 'column', starts, indices, values },
  };
  const answer = await solveLp(model, { ...control, ...(known ? { start: { x: start } } : {}) });
  if (!answer.ok) throw new Error(`a part of the problem was refused: ${answer.reason} at ${answer.where}`);
  if (answer.status === 'infeasible') return { agentOf: null, bound: Infinity, proved: true };
  if (answer.status !== 'optimal' && answer.status !== 'feasible') return { agentOf: null, bound: -Infinity, proved: false };
  const agentOf = known ? known.slice() : new Int32Array(jobs);
  part.pairs.forEach((pair, index) => {
    if (answer.chosen.x[index]! > 0.5) agentOf[pair % jobs] = Math.floor(pair / jobs);
  });
  return { agentOf, bound: answer.bound, proved: answer.status === 'optimal' };
}
