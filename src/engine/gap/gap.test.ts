import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disposeLp } from '../lp/index.ts';
import { lagrangian } from './bound.ts';
import { checkGap, explainJob, type GapProblem, leastChange, solveGap } from './index.ts';
import { knapsackSolver } from './knapsack.ts';

afterAll(disposeLp);

const problems = fc.record({ agents: fc.integer({ min: 1, max: 3 }), jobs: fc.integer({ min: 1, max: 7 }) }).chain(({ agents, jobs }) => {
  const table = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: agents * jobs, maxLength: agents * jobs });
  return fc.record({ agents: fc.constant(agents), jobs: fc.constant(jobs), cost: table(-5, 30), weight: table(0, 9), capacity: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: agents, maxLength: agents }) });
});

/** Tries every way: for small ones only. */
function cheapest(problem: GapProblem, job = 0, room = Array.from(problem.capacity)): number {
  if (job === problem.jobs) return 0;
  let best = Infinity;
  for (let agent = 0; agent < problem.agents; agent++) {
    const at = agent * problem.jobs + job;
    if (problem.weight[at]! > room[agent]!) continue;
    room[agent]! -= problem.weight[at]!;
    best = Math.min(best, problem.cost[at]! + cheapest(problem, job + 1, room));
    room[agent]! += problem.weight[at]!;
  }
  return best;
}

test('it finds what trying every way finds, proves it, and the checker agrees', async () => {
  await fc.assert(
    fc.asyncProperty(problems, async (problem) => {
      const answer = await solveGap(problem, { seconds: 20 });
      if (!answer.ok) throw new Error(answer.reason);
      const best = cheapest(problem);
      if (best === Infinity) {
        expect(answer.status).toBe('infeasible');
        return;
      }
      expect(answer).toMatchObject({ status: 'optimal', value: best, bound: best });
      expect(checkGap(problem, answer.chosen.agentOf)).toEqual({ feasible: true, value: best, overloaded: [] });
    }),
    { numRuns: 40 },
  );
});

test('a job that weighs nothing fits an agent without room', async () => {
  const weight = [0, 0, 0, 0, 0, 6, 3, 0, 0, 0, 0, 0, 0, 1];
  const cost = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
  const answer = await solveGap({ agents: 2, jobs: 7, cost, weight, capacity: [6, 0] });
  expect(answer).toMatchObject({ status: 'optimal', value: 1, bound: 1 });
});

test('the bound never passes the best value, at any step', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { state, step } = lagrangian(problem);
      for (let count = 0; count < 60; count++) step();
      expect(state.best).toBeLessThanOrEqual(cheapest(problem));
    }),
    { numRuns: 200 },
  );
});

test('the knapsack takes what trying every choice would', () => {
  const item = fc.record({ profit: fc.integer({ min: 1, max: 40 }), weight: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 10 }), fc.integer({ min: 12, max: 50 }), (items, capacity) => {
      let best = 0;
      for (let choice = 0; choice < 1 << items.length; choice++) {
        const chosen = items.filter((_, at) => choice & (1 << at));
        if (chosen.reduce((total, one) => total + one.weight, 0) <= capacity) best = Math.max(best, chosen.reduce((total, one) => total + one.profit, 0));
      }
      const taken = new Uint8Array(items.length);
      const value = knapsackSolver(items.length, capacity)(items.length, Float64Array.from(items, (one) => one.profit), Float64Array.from(items, (one) => one.weight), taken);
      expect(value).toBe(best);
      expect(items.reduce((total, one, at) => total + taken[at]! * one.profit, 0)).toBe(best);
    }),
  );
});

test('a job that did not get its cheapest agent is told what forcing it would add', async () => {
  const problem: GapProblem = { agents: 2, jobs: 2, cost: [1, 2, 9, 4], weight: [3, 3, 3, 3], capacity: [3, 3] };
  const answer = await solveGap(problem);
  if (!answer.ok) throw new Error(answer.reason);
  expect(Array.from(answer.chosen.agentOf)).toEqual([0, 1]);
  expect(explainJob(problem, answer.chosen, answer.bound, 1, 0)).toMatchObject({ fits: false, insteadOf: 1 });
});

test('a job that did not get its cheapest agent is told the price, or the room, that would do, and both do', async () => {
  const problem: GapProblem = { agents: 2, jobs: 3, cost: [1, 2, 5, 9, 4, 6], weight: [3, 4, 2, 3, 3, 3], capacity: [5, 6] };
  const answer = await solveGap(problem);
  if (!answer.ok) throw new Error(answer.reason);
  expect(answer).toMatchObject({ value: 10, chosen: { agentOf: Int32Array.of(0, 1, 0) } });
  // With job 1 at agent 0, jobs 0 and 2 must both go to the other: 2 + 9 + 6. With 2 more room, job 0 can stay: 1 + 2 + 6.
  expect(await leastChange(problem, answer, 1, 0)).toEqual([{ kind: 'price', by: 7, atLeast: 7 }, { kind: 'capacity', by: 2 }]);
  expect(await leastChange(problem, answer, 1, 1)).toEqual([]);
  const roomier = await solveGap({ ...problem, capacity: [7, 6] });
  expect(roomier).toMatchObject({ value: 9, chosen: { agentOf: Int32Array.of(0, 0, 1) } });
});

test('wrong input is named, with its place', async () => {
  const good: GapProblem = { agents: 1, jobs: 1, cost: [1], weight: [1], capacity: [1] };
  expect(await solveGap({ ...good, capacity: [-1] })).toEqual({ ok: false, reason: 'negative-capacity', where: 'capacity[0]' });
  expect(await solveGap({ ...good, cost: [NaN] })).toEqual({ ok: false, reason: 'not-a-number', where: 'cost[0]' });
  expect(await solveGap({ ...good, weight: [1, 2] })).toEqual({ ok: false, reason: 'bad-length', where: 'weight' });
  expect(await solveGap({ ...good, jobs: 0 })).toEqual({ ok: false, reason: 'empty', where: 'jobs' });
});
