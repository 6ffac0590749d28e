import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../common/random.ts';
import { disposeLp, lpThreads, solveLp } from '../lp/index.ts';
import type { PackModel } from './model.ts';
import { boundOf } from './prices.ts';
import { middlePrices, sift } from './sift.ts';

afterAll(disposeLp);

const thread = () => lpThreads(1)[0]!;
const control = { precision: 0, seconds: () => 60, start: new Int32Array(0) };
const goOn = () => Promise.resolve(true);

/** Columns drawn over some rows, values of either sign, some alike and some without a row. */
const models = fc.record({ rowCount: fc.integer({ min: 1, max: 8 }), unit: fc.constantFrom(1, 1_000, 10 ** 9) }).chain(({ rowCount, unit }) =>
  fc.array(fc.record({ value: fc.integer({ min: -3, max: 20 }), rows: fc.uniqueArray(fc.integer({ min: 0, max: rowCount - 1 }), { maxLength: 4 }) }), { minLength: 1, maxLength: 30 }).map((columns): PackModel => {
    const starts = [0];
    for (const { rows } of columns) starts.push(starts.at(-1)! + rows.length);
    return { rowCount, values: Float64Array.from(columns, ({ value }) => value * unit), starts: Int32Array.from(starts), rows: Int32Array.from(columns.flatMap(({ rows }) => rows)) };
  }),
);

/** The relaxation over all columns at once. */
async function relaxedAtOnce({ rowCount, values, starts, rows }: PackModel): Promise<number> {
  const answer = await solveLp({
    maximise: true,
    columns: { cost: values, lower: new Float64Array(values.length), upper: new Float64Array(values.length).fill(1) },
    rows: { lower: new Float64Array(rowCount).fill(-Infinity), upper: new Float64Array(rowCount).fill(1) },
    matrix: { by: 'column', starts, indices: rows, values: new Float64Array(rows.length).fill(1) },
  });
  if (!answer.ok) throw new Error(answer.where);
  return answer.value;
}

test('law: what is sifted is the relaxation over all columns, its prices prove it, and those of the middle hold too', async () => {
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const found = (await sift(model, thread(), control, goOn))!;
      const whole = await relaxedAtOnce(model);
      expect(found.bound).toBeGreaterThanOrEqual(whole - 1e-6 * Math.max(1, whole));
      expect(found.bound).toBeLessThanOrEqual(whole + 1e-6 * Math.max(1, whole));
      expect(boundOf(model, found.prices)).toBe(found.bound);
      const middle = await middlePrices(model, thread(), control, found);
      expect(middle.every((price) => price >= 0)).toBe(true);
      expect(boundOf(model, middle)).toBeGreaterThanOrEqual(whole - 1e-6 * Math.max(1, whole));
    }),
    { numRuns: 60 },
  );
});

test('columns are looked at a few at a time, however many there are, and rows added later start from where it stood', async () => {
  const [rowCount, each] = [40, 120];
  // Pairs of neighbours worth ten, and so many dear ones that nobody misses.
  const columns = Array.from({ length: rowCount * each }, (_, j) => ({ value: j < rowCount ? 1_000 : 500 + (j % 397), rows: [j % rowCount, (j + 1 + (j % 3)) % rowCount] }));
  const model: PackModel = { rowCount, values: Float64Array.from(columns, ({ value }) => value), starts: Int32Array.from({ length: columns.length + 1 }, (_, j) => 2 * j), rows: Int32Array.from(columns.flatMap(({ rows }) => rows)) };
  const first = (await sift(model, thread(), control, goOn))!;
  expect(first.looked.length).toBeLessThan(columns.length / 2);
  expect(first.bound).toBeCloseTo(await relaxedAtOnce(model), 3);
  // Without a corner's sign to lean on, prices of the middle must still be prices.
  const middle = await middlePrices(model, thread(), control, first);
  expect(boundOf(model, middle)).toBeLessThanOrEqual(1.01 * first.bound);
  // One row more over the first four columns, which may then no longer be taken two by two.
  const wider: PackModel = { ...model, rowCount: rowCount + 1, starts: model.starts.map((start, j) => start + Math.min(j, 4)), rows: Int32Array.from(columns.flatMap(({ rows }, j) => (j < 4 ? [...rows, rowCount] : rows))) };
  const second = (await sift(wider, thread(), control, goOn, first))!;
  expect(second.bound).toBeCloseTo(await relaxedAtOnce(wider), 3);
});

test('asked to stop, it gives what the first round proved; without time, nothing', async () => {
  const model: PackModel = { rowCount: 2, values: Float64Array.of(5, 4, 3), starts: Int32Array.of(0, 2, 3, 4), rows: Int32Array.of(0, 1, 0, 1) };
  expect(await sift(model, thread(), control, () => Promise.resolve(false))).toMatchObject({ bound: 7 });
  const ended = new AbortController();
  ended.abort();
  expect(await sift(model, thread(), { ...control, signal: ended.signal }, goOn)).toBeUndefined();
});

test('over some hundred columns that want the same rows, prices of the middle prove nearly what the corner does', async () => {
  const random = seededRandom(7);
  const [rowCount, count] = [90, 700];
  const rows = Array.from({ length: count }, () => [...new Set([0, 1, 2].map(() => Math.floor(random() * rowCount)))]);
  const starts = [0];
  for (const own of rows) starts.push(starts.at(-1)! + own.length);
  const model: PackModel = { rowCount, values: Float64Array.from(rows, (own) => own.length * Math.floor(1_000 + 500 * random())), starts: Int32Array.from(starts), rows: Int32Array.from(rows.flat()) };
  const corner = (await sift(model, thread(), control, goOn))!;
  const middle = await middlePrices(model, thread(), control, corner);
  expect(middle).not.toEqual(corner.prices);
  expect(boundOf(model, middle)).toBeLessThanOrEqual(1.01 * corner.bound);
});
