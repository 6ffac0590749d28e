import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disposeLp } from '../lp/index.ts';
import { AT_LEAST, AT_MOST, checkFlowWithGains, EXACT, explainArc, type FlowProblem, type FlowWithGains, solveFlow, solveFlowWithGains } from './index.ts';

afterAll(disposeLp);

const GAINS = [1, 1, 0.5, 0.9, 0.25, 1.5];

/** Small problems in whole numbers, save the gains; every arc limited, so that nothing is unbounded. */
const problems = (gains: number[]) =>
  fc.integer({ min: 1, max: 6 }).chain((nodes) => {
    const node = fc.integer({ min: 0, max: nodes - 1 });
    const arc = fc.record({ from: node, to: node, cost: fc.integer({ min: -9, max: 20 }), lower: fc.integer({ min: 0, max: 1 }), room: fc.integer({ min: 0, max: 9 }), gain: fc.constantFrom(...gains) });
    const same = { minLength: nodes, maxLength: nodes };
    return fc.record({ arcs: fc.array(arc, { maxLength: 16 }), supply: fc.array(fc.integer({ min: -6, max: 6 }), same), kind: fc.array(fc.constantFrom(EXACT, AT_MOST, AT_MOST, AT_LEAST), same) }).map(
      ({ arcs, supply, kind }): FlowWithGains => ({
        nodes, supply, kind: kind.every((one) => one === EXACT) ? kind.map(() => AT_MOST) : kind,
        from: arcs.map((one) => one.from), to: arcs.map((one) => one.to), cost: arcs.map((one) => one.cost), lower: arcs.map((one) => one.lower), upper: arcs.map((one) => one.lower + one.room), gain: arcs.map((one) => one.gain),
      }),
    );
  });

async function solved(problem: FlowWithGains) {
  const answer = await solveFlowWithGains(problem);
  if (!answer.ok) throw new Error(`${answer.reason} ${answer.where}`);
  return answer;
}

const times = (factor: number, values: ArrayLike<number>) => Array.from(values, (value) => factor * value);

test('the checker agrees, and the potentials prove the value', async () => {
  await fc.assert(
    fc.asyncProperty(problems(GAINS), async (problem) => {
      const answer = await solved(problem);
      if (answer.status === 'infeasible') return;
      expect(answer).toMatchObject({ status: 'optimal', bound: answer.value, gap: 0 });
      const checked = checkFlowWithGains(problem, answer.chosen.flow, answer.chosen.potential);
      expect(checked).toMatchObject({ feasible: true, faults: [], value: answer.value });
      expect(checked.bound).toBeCloseTo(answer.value, 4);
    }),
    { numRuns: 150 },
  );
});

test('whatever the potentials, what they prove is never above a flow’s cost', async () => {
  await fc.assert(
    fc.asyncProperty(problems(GAINS), fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 6, maxLength: 6 }), async (problem, potential) => {
      const answer = await solved(problem);
      if (answer.status !== 'optimal') return;
      expect(checkFlowWithGains(problem, answer.chosen.flow, potential).bound).toBeLessThanOrEqual(answer.value + 1e-4);
    }),
    { numRuns: 100 },
  );
});

test('with a gain of 1 everywhere it costs what the plain flow costs', async () => {
  await fc.assert(
    fc.asyncProperty(problems([1]), async (problem) => {
      const [answer, plain] = [await solved(problem), solveFlow(problem)];
      if (!plain.ok) throw new Error(plain.reason);
      expect(answer.status).toBe(plain.status);
      if (plain.status === 'optimal') expect(answer.value).toBeCloseTo(plain.value, 4);
    }),
    { numRuns: 100 },
  );
});

test('costs three times as high triple the value, quantities twice as large double it, and a node counted in other units changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(problems(GAINS), async (problem) => {
      const { status, value } = await solved(problem);
      if (status !== 'optimal') return;
      const larger = { ...problem, supply: times(2, problem.supply), lower: times(2, problem.lower!), upper: times(2, problem.upper) };
      expect((await solved({ ...problem, cost: times(3, problem.cost) })).value).toBeCloseTo(3 * value, 4);
      expect((await solved(larger)).value).toBeCloseTo(2 * value, 4);
      // Node 0 in halves: what leaves it counts double, and so costs half and arrives half as strong; what arrives counts double.
      const leaves = (values: ArrayLike<number>, factor: number) => Array.from(values, (one, arc) => (problem.from[arc] === 0 ? factor * one : one));
      const arrives = (values: ArrayLike<number>) => Array.from(values, (one, arc) => (problem.to[arc] === 0 ? 2 * one : one));
      const halves = {
        ...problem, cost: leaves(problem.cost, 0.5), lower: leaves(problem.lower!, 2), upper: leaves(problem.upper, 2), gain: arrives(leaves(problem.gain, 0.5)),
        supply: Array.from(problem.supply, (one, node) => (node === 0 ? 2 * one : one)),
      };
      expect((await solved(halves)).value).toBeCloseTo(value, 4);
    }),
    { numRuns: 60 },
  );
});

test('sawn wood: 10 t of logs give 4 t of boards, and the dearer wood stays in the forest', async () => {
  // Forests 0 and 1, sawmill 2, joiner 3 who wants 4 t; sawing keeps 40 %.
  const problem: FlowWithGains = { nodes: 4, from: [0, 1, 2], to: [2, 2, 3], gain: [1, 0.95, 0.4], cost: [30, 45, 10], upper: [Infinity, Infinity, Infinity], supply: [20, 20, 0, -4], kind: [AT_MOST, AT_MOST, EXACT, EXACT] };
  const { value, status, chosen } = await solved(problem);
  expect({ value, status, flow: [...chosen.flow] }).toEqual({ value: 400, status: 'optimal', flow: [10, 0, 10] });
  // A ton of logs at the sawmill is worth 30; of the other forest's, 95 % arrive: worth 28.5, asked 45.
  expect(explainArc(problem, chosen, 1)).toMatchObject({ worthAt: 28.5, reducedCost: 16.5, stoppedBy: 'lower' });
});

test('a need that no gain can meet is said to be infeasible; a circle that makes something of nothing, unbounded', async () => {
  const short: FlowWithGains = { nodes: 2, from: [0], to: [1], gain: [0.5], cost: [1], upper: [6], supply: [9, -4], kind: [AT_MOST, EXACT] };
  expect(await solved(short)).toMatchObject({ status: 'infeasible', value: NaN });
  const circle: FlowWithGains = { nodes: 2, from: [0, 1], to: [1, 0], gain: [2, 1], cost: [-1, 0], upper: [Infinity, Infinity], supply: [0, 0], kind: [AT_MOST, AT_MOST] };
  expect(await solved({ ...circle, gain: [1, 1] })).toMatchObject({ status: 'unbounded', bound: -Infinity });
  expect(await solved({ ...short, from: [], to: [], gain: [], cost: [], upper: [] })).toMatchObject({ status: 'infeasible' });
});

test('wrong input is named, with its place', async () => {
  const good: FlowWithGains = { nodes: 2, from: [0], to: [1], gain: [0.5], cost: [3], upper: [10], supply: [8, -4] };
  expect((await solved(good)).value).toBeCloseTo(24);
  const refusals: [Partial<FlowWithGains>, string, string][] = [
    [{ nodes: 0 }, 'empty', 'nodes'],
    [{ gain: [0] }, 'negative-capacity', 'gain[0]'],
    [{ gain: [NaN] }, 'not-a-number', 'gain[0]'],
    [{ gain: [] }, 'bad-length', 'gain'],
    [{ to: [2] }, 'bad-index', 'to[0]'],
    [{ cost: [1e13] }, 'overflow', 'cost[0]'],
    [{ lower: [11] }, 'crossed-bounds', 'lower[0]'],
    [{ supply: [8, NaN] }, 'not-a-number', 'supply[1]'],
  ];
  for (const [change, reason, where] of refusals) expect(await solveFlowWithGains({ ...good, ...change } satisfies FlowProblem & FlowWithGains)).toEqual({ ok: false, reason, where });
});
