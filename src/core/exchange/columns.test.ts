import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseColumns, type Column, greedily } from './columns.ts';

const COLUMNS = fc.array(fc.record({ value: fc.integer({ min: 1, max: 50 }), takes: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 12 });

function best(columns: readonly Column[], at = 0, taken: readonly string[] = []): number {
  if (at === columns.length) return 0;
  const { value, takes } = columns[at]!;
  const without = best(columns, at + 1, taken);
  return takes.some((thing) => taken.includes(thing)) ? without : Math.max(without, value + best(columns, at + 1, [...taken, ...takes]));
}

test('the best set is found, never below the simple way nor above its bound', async () => {
  await fc.assert(
    fc.asyncProperty(COLUMNS, async (columns) => {
      const found = await chooseColumns(columns, { seconds: 5 });
      expect(found.value).toBe(best(columns));
      expect(found.value).toBeGreaterThanOrEqual(greedily(columns));
      expect(found.bound).toBeGreaterThanOrEqual(found.value);
    }),
    { numRuns: 50 },
  );
});

test('stopped before it could search, it still answers the simple way, with a bound that is a number', async () => {
  const columns = Array.from({ length: 400 }, (_, i) => ({ value: 10 + (i % 7), takes: [`a${i % 40}`, `b${i % 37}`, `c${i % 41}`] }));
  const found = await chooseColumns(columns, { seconds: 0.001, signal: AbortSignal.abort() });
  expect(found.value).toBeGreaterThanOrEqual(greedily(columns));
  expect(Number.isFinite(found.bound)).toBe(true);
});
