import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { boundFromDuals, checkLp, disposeLp, openLpThread, solveLp, whyNot, type LpAnswer, type LpModel } from './index.ts';

afterAll(disposeLp);

const floats = (...values: number[]): Float64Array => Float64Array.from(values);

/** A dense model from rows of numbers; columns from 0 up. */
function model(given: { cost: number[]; rows: number[][]; lower?: number[]; upper?: number[]; columnUpper?: number[]; integer?: number[]; maximise?: boolean }): LpModel {
  const [columnCount, rowCount] = [given.cost.length, given.rows.length];
  return {
    maximise: given.maximise,
    columns: {
      cost: floats(...given.cost),
      lower: new Float64Array(columnCount),
      upper: given.columnUpper ? floats(...given.columnUpper) : new Float64Array(columnCount).fill(Infinity),
      integer: given.integer && Uint8Array.from(given.integer),
    },
    rows: {
      lower: given.lower ? floats(...given.lower) : new Float64Array(rowCount).fill(-Infinity),
      upper: given.upper ? floats(...given.upper) : new Float64Array(rowCount).fill(Infinity),
    },
    matrix: {
      by: 'row',
      starts: Int32Array.from({ length: rowCount + 1 }, (_, i) => i * columnCount),
      indices: Int32Array.from({ length: rowCount * columnCount }, (_, k) => k % columnCount),
      values: floats(...given.rows.flat()),
    },
  };
}

const solved = async (problem: LpModel, control = {}): Promise<LpAnswer> => {
  const answer = await solveLp(problem, control);
  if (!answer.ok) throw new Error(`${answer.reason} ${answer.where}`);
  expect(checkLp(problem, answer)).toEqual([]);
  return answer;
};

const workshop = { maximise: true, cost: [30, 50], rows: [[1, 2], [2, 1]], upper: [40, 50] }; // prettier-ignore

test('chairs and tables: the best plan, what an hour more is worth, and no hour wasted', async () => {
  const answer = await solved(model(workshop));
  expect(answer).toMatchObject({ status: 'optimal', gap: 0 });
  expect(answer.value).toBeCloseTo(1100);
  expect([...answer.chosen.x]).toEqual([20, 10]);
  expect(answer.chosen.duals![0]).toBeCloseTo(70 / 3);
  expect(answer.chosen.duals![1]).toBeCloseTo(10 / 3);
  expect(answer.chosen.reducedCosts![0]).toBeCloseTo(0);
});

test('no limit said as an infinite one is no limit', async () => {
  expect(await solved(model(workshop), { seconds: Infinity })).toMatchObject({ status: 'optimal' });
});

test('the reduced cost of a product left out says how much dearer it should sell', async () => {
  const answer = await solved(model({ maximise: true, cost: [30, 50, 10], rows: [[1, 2, 1], [2, 1, 1]], upper: [40, 50] })); // prettier-ignore
  expect(answer.chosen.x[2]).toBe(0);
  expect(answer.chosen.reducedCosts![2]).toBeCloseTo(10 - 80 / 3);
  const why = whyNot(model({ maximise: true, cost: [30, 50, 10], rows: [[1, 2, 1], [2, 1, 1]], upper: [40, 50] }), answer, 2)!; // prettier-ignore
  expect(why.missing).toBeCloseTo(80 / 3 - 10);
  expect(why.takes.map(({ row }) => row)).toEqual([0, 1]);
});

test('whole numbers: value, bound and proof', async () => {
  const answer = await solved(model({ maximise: true, cost: [5, 4, 3], rows: [[2, 3, 1], [4, 1, 2], [3, 4, 2]], upper: [5, 11, 8], integer: [1, 1, 1] })); // prettier-ignore
  expect(answer).toMatchObject({ status: 'optimal', value: 13, bound: 13, gap: 0 });
  expect(answer.chosen.duals).toBeUndefined();
});

test('what cannot be done and what has no limit are told apart', async () => {
  expect((await solved(model({ cost: [1], rows: [[1]], lower: [5], columnUpper: [3] }))).status).toBe('infeasible');
  expect((await solved(model({ maximise: true, cost: [1, 1], rows: [[1, -1]], upper: [2] }))).status).toBe('unbounded');
});

test('bad input is named, with its place', async () => {
  const good = model(workshop);
  const spoil = (change: (m: LpModel) => void): Promise<unknown> => {
    const copy = structuredClone(good);
    change(copy);
    return solveLp(copy);
  };
  expect(await spoil((m) => (m.columns.cost[1] = NaN))).toEqual({ ok: false, reason: 'not-a-number', where: 'columns.cost[1]' });
  expect(await spoil((m) => (m.columns.lower[0] = Infinity))).toMatchObject({ reason: 'crossed-bounds', where: 'columns[0]' });
  expect(await spoil((m) => (m.matrix.indices[3] = 7))).toMatchObject({ reason: 'bad-index', where: 'matrix.indices[3]' });
  expect(await spoil((m) => (m.matrix.values[2] = 1e16))).toMatchObject({ reason: 'overflow', where: 'matrix.values[2]' });
  expect(await spoil((m) => (m.rows.upper = floats(1)))).toMatchObject({ reason: 'bad-length' });
  expect(await solveLp(model({ cost: [], rows: [] }))).toMatchObject({ reason: 'empty' });
});

const anyModel = fc
  .record({ columns: fc.integer({ min: 1, max: 7 }), rows: fc.integer({ min: 1, max: 6 }), whole: fc.boolean(), maximise: fc.boolean() })
  .chain(({ columns, rows, whole, maximise }) =>
    fc.record({
      maximise: fc.constant(maximise),
      cost: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns }),
      rows: fc.array(fc.array(fc.integer({ min: -3, max: 6 }), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      upper: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: rows, maxLength: rows }),
      columnUpper: fc.constant(Array.from({ length: columns }, () => 9)),
      integer: fc.constant(whole ? Array.from({ length: columns }, () => 1) : undefined),
    }),
  );

test('law: the checker agrees, any multipliers bound the value, and rows given by column say the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 }), async (given, multipliers) => {
      const problem = model(given);
      const answer = await solved(problem);
      expect(answer.status).toBe('optimal');
      const sense = given.maximise ? -1 : 1;
      const duals = floats(...multipliers.slice(0, given.rows.length).map((m) => -sense * Math.abs(m)));
      expect(boundFromDuals(problem, duals) * sense).toBeLessThanOrEqual(answer.value * sense + 1e-6);
      const [columnCount, rowCount] = [given.cost.length, given.rows.length];
      const byColumn: LpModel = {
        ...problem,
        matrix: {
          by: 'column',
          starts: Int32Array.from({ length: columnCount + 1 }, (_, j) => j * rowCount),
          indices: Int32Array.from({ length: rowCount * columnCount }, (_, k) => k % rowCount),
          values: Float64Array.from({ length: rowCount * columnCount }, (_, k) => given.rows[k % rowCount]![Math.floor(k / rowCount)]!),
        },
      };
      expect((await solved(byColumn)).value).toBeCloseTo(answer.value, 6);
    }),
    { numRuns: 40 },
  );
});

test('starting from the basis of a solved model needs no step, and gives the same value', async () => {
  const problem = model(workshop);
  const cold = await solved(problem);
  const warm = await solved(problem, { start: { basis: cold.chosen.basis } });
  expect(warm.iterations).toBe(0);
  expect(warm.value).toBeCloseTo(cold.value);
});

/** Market split: one equality over many whole numbers; HiGHS searches long for it (G. Cornuéjols and M. Dawande, 1998). */
function hardModel(): LpModel {
  const [rows, columns] = [5, 40];
  let state = 7;
  const next = (): number => (state = (state * 48271) % 2147483647) % 100;
  const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, next));
  const half = matrix.map((row) => Math.floor(row.reduce((a, b) => a + b, 0) / 2));
  const slack = (i: number, sign: number): number[] => Array.from({ length: rows }, (_, r) => (r === i ? sign : 0));
  return model({
    cost: [...Array.from({ length: columns }, () => 0), ...Array.from({ length: 2 * rows }, () => 1)],
    rows: matrix.map((row, i) => [...row, ...slack(i, 1), ...slack(i, -1)]),
    lower: half,
    upper: half,
    columnUpper: [...Array.from({ length: columns }, () => 1), ...Array.from({ length: 2 * rows }, () => 1000)],
    integer: [...Array.from({ length: columns }, () => 1), ...Array.from({ length: 2 * rows }, () => 0)],
  });
}

/** Seconds that a limit may be late by on a machine with much else to do: far less than the search would take. */
const GENEROUS = 20;

test('a time limit and an abort both stop a long search, which says honestly how far it got', async () => {
  const limited = await solved(hardModel(), { seconds: 0.5 });
  expect(['feasible', 'stopped']).toContain(limited.status);
  if (limited.status === 'feasible') expect(limited.bound).toBeLessThanOrEqual(limited.value);
  expect(limited.seconds).toBeLessThan(GENEROUS);

  const controller = new AbortController();
  let heard = 0;
  const started = performance.now();
  const aborted = await solved(hardModel(), {
    signal: controller.signal,
    onProgress: () => {
      heard++;
      controller.abort();
    },
  });
  expect(['feasible', 'stopped']).toContain(aborted.status);
  expect((performance.now() - started) / 1000).toBeLessThan(GENEROUS);
  expect(heard).toBeGreaterThan(0);
  expect((await solved(model(workshop))).value).toBeCloseTo(1100);
});

test('a late abort of a finished solve disturbs nobody', async () => {
  const controller = new AbortController();
  await solved(model(workshop), { signal: controller.signal });
  const next = solved(hardModel(), { seconds: 4 });
  controller.abort();
  expect((await next).status).toBe('feasible');
});

test('a thread that is disposed of rejects what it was solving', async () => {
  const thread = openLpThread();
  const running = thread.solve(hardModel());
  setTimeout(() => void thread.dispose(), 200);
  await expect(running).rejects.toThrow('disposed');
});

test('a continuous program too says how far it is', async () => {
  const side = 300;
  const cost = Float64Array.from({ length: side * side }, (_, pair) => 1 + ((pair * 7919) % 1009));
  const heard: number[] = [];
  const answer = await solved(
    {
      columns: { cost, lower: new Float64Array(side * side), upper: new Float64Array(side * side).fill(Infinity) },
      rows: { lower: new Float64Array(2 * side).fill(1), upper: new Float64Array(2 * side).fill(1) },
      matrix: { by: 'column', starts: Int32Array.from({ length: side * side + 1 }, (_, pair) => 2 * pair), indices: Int32Array.from({ length: 2 * side * side }, (_, k) => (k % 2 === 0 ? Math.floor(k / 2 / side) : side + ((k >> 1) % side))), values: new Float64Array(2 * side * side).fill(1) },
    },
    { method: 'simplex', onProgress: ({ iterations }: { iterations: number }) => heard.push(iterations) },
  );
  expect(answer.status).toBe('optimal');
  expect(heard.length).toBeGreaterThan(0);
  expect(heard).toEqual([...heard].sort((a, b) => a - b));
}, 30_000);
