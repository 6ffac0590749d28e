import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAssignment, costOfPair, type DenseAssignment, explainPair, type SparseAssignment, solveDenseAssignment, solveSparseAssignment } from './index.ts';

const dense = fc.integer({ min: 1, max: 7 }).chain((rows) =>
  fc.integer({ min: rows, max: 8 }).chain((columns) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      cost: fc.array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -20, max: 20 }) }, fc.constant(Infinity)), { minLength: rows * columns, maxLength: rows * columns }),
    }),
  ),
);

const listed = ({ rows, columns, cost }: DenseAssignment): SparseAssignment => {
  const pairs = Array.from(cost, (value, at) => ({ row: Math.floor(at / columns), column: at % columns, value })).filter((pair) => pair.value < Infinity);
  return { rows, columns, row: pairs.map((pair) => pair.row), column: pairs.map((pair) => pair.column), cost: pairs.map((pair) => pair.value) };
};

/** Tries every way: for small ones only. */
function cheapest({ rows, columns, cost }: DenseAssignment, row = 0, used = 0): number {
  if (row === rows) return 0;
  let best = Infinity;
  for (let column = 0; column < columns; column++) {
    if (used & (1 << column)) continue;
    best = Math.min(best, cost[row * columns + column]! + cheapest({ rows, columns, cost }, row + 1, used | (1 << column)));
  }
  return best;
}

function solved(problem: DenseAssignment) {
  const answer = solveDenseAssignment(problem);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

test('the dense and the sparse solver find what trying every way finds, and their prices prove it', () => {
  fc.assert(
    fc.property(dense, (problem) => {
      const best = cheapest(problem);
      const pairs = listed(problem);
      for (const answer of [solveDenseAssignment(problem), solveSparseAssignment(pairs)]) {
        if (!answer.ok) throw new Error(answer.reason);
        if (best === Infinity) {
          expect(answer.status).toBe('infeasible');
          const short = new Set(answer.chosen.short);
          const reached = new Set(Array.from(pairs.column).filter((_, at) => short.has(pairs.row[at]!)));
          expect(reached.size).toBeLessThan(short.size);
          continue;
        }
        expect(answer).toMatchObject({ status: 'optimal', value: best, bound: best, gap: 0 });
        const { columnOf, rowPrice, columnPrice } = answer.chosen;
        expect(checkAssignment(pairs, columnOf, rowPrice, columnPrice)).toEqual({ feasible: true, value: best, bound: best });
      }
    }),
    { numRuns: 400 },
  );
});

test('the order of rows does not change the value, and doubling the costs doubles it', () => {
  fc.assert(
    fc.property(dense, (problem) => {
      const { rows, columns, cost } = problem;
      const reversed = Array.from({ length: rows }, (_, row) => Array.from(cost).slice((rows - 1 - row) * columns, (rows - row) * columns)).flat();
      const { value } = solved(problem);
      expect(solved({ rows, columns, cost: reversed }).value).toBe(value);
      expect(solved({ rows, columns, cost: Array.from(cost, (price) => 2 * price) }).value).toBe(2 * value);
    }),
  );
});

test('one more column never makes it dearer', () => {
  fc.assert(
    fc.property(dense, ({ rows, columns, cost }) => {
      const wider = Array.from({ length: rows }, (_, row) => [...Array.from(cost).slice(row * columns, (row + 1) * columns), 3]).flat();
      const before = solved({ rows, columns, cost });
      const after = solved({ rows, columns: columns + 1, cost: wider });
      if (before.status === 'optimal') expect(after.value).toBeLessThanOrEqual(before.value);
    }),
  );
});

test('a pair not chosen is explained by what forcing it would add at least', () => {
  const problem = { rows: 2, columns: 2, cost: [1, 2, 2, 9] };
  const { chosen, value } = solved(problem);
  const why = explainPair(chosen, 0, 0, 1);
  expect(why).toMatchObject({ insteadOf: 1, heldBy: 1 });
  expect(why.dearer).toBeLessThanOrEqual(1 + 9 - value);
  expect(explainPair(chosen, 0, 1, 2).dearer).toBe(0);
});

test('what taking a pair adds is never less than its reduced cost says, and is what trying every way finds', () => {
  fc.assert(
    fc.property(dense, (problem) => {
      const { rows, columns, cost } = problem;
      const { status, value, chosen } = solved(problem);
      if (status !== 'optimal') return;
      for (let at = 0; at < rows * columns; at++) {
        const [row, column] = [Math.floor(at / columns), at % columns];
        const forced = cheapest({ rows, columns, cost: Array.from(cost, (price, other) => (Math.floor(other / columns) === row && other !== at ? Infinity : price)) });
        const adds = costOfPair(problem, value, row, column);
        expect(adds ?? Infinity).toBe(forced - value);
        if (adds !== undefined) expect(adds).toBeGreaterThanOrEqual(explainPair(chosen, row, column, cost[at]!).dearer);
      }
    }),
    { numRuns: 30 },
  );
});

test('wrong input is named, with its place', () => {
  expect(solveDenseAssignment({ rows: 0, columns: 0, cost: [] })).toEqual({ ok: false, reason: 'empty', where: 'rows' });
  expect(solveDenseAssignment({ rows: 1, columns: 2, cost: [1] })).toEqual({ ok: false, reason: 'bad-length', where: 'cost' });
  expect(solveDenseAssignment({ rows: 1, columns: 2, cost: [1, NaN] })).toEqual({ ok: false, reason: 'not-a-number', where: 'cost[1]' });
  expect(solveDenseAssignment({ rows: 1, columns: 2, cost: [1, 0.5] })).toEqual({ ok: false, reason: 'not-an-integer', where: 'cost[1]' });
  expect(solveDenseAssignment({ rows: 1, columns: 2, cost: [1, 2 ** 52] })).toEqual({ ok: false, reason: 'overflow', where: 'cost[1]' });
  expect(solveSparseAssignment({ rows: 1, columns: 1, row: [1], column: [0], cost: [1] })).toEqual({ ok: false, reason: 'bad-index', where: 'row[0]' });
});

test('asked to stop before anything was found, it says so', () => {
  const answer = solveDenseAssignment({ rows: 3, columns: 3, cost: [5, 5, 5, 5, 5, 5, 1, 2, 3].map((cost) => cost) }, { signal: AbortSignal.abort() });
  expect(answer).toMatchObject({ ok: true });
  const crowded = solveSparseAssignment({ rows: 2, columns: 2, row: [0, 0, 1], column: [0, 1, 0], cost: [1, 2, 1] }, { signal: AbortSignal.abort() });
  expect(crowded).toMatchObject({ ok: true, status: 'stopped', value: NaN });
});
