import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disposeLp } from '#engine/lp/index.ts';
import { chooseColumns, type Column } from './columns.ts';
import { gainNear, gainsAround, heaviest, settle } from './near.ts';

afterAll(disposeLp);

const columnOver = (things: readonly string[]) => fc.record({ value: fc.integer({ min: 1, max: 50 }), takes: fc.uniqueArray(fc.constantFrom(...things), { minLength: 1, maxLength: 3 }) });
const worth = (columns: readonly Column[]) => columns.reduce((sum, one) => sum + one.value, 0);
const fits = (columns: readonly Column[]) => new Set(columns.flatMap((one) => one.takes)).size === columns.flatMap((one) => one.takes).length;

test('law: what a new collaboration is told to bring, a whole new search brings too, or more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(columnOver(['a', 'b', 'c', 'd', 'e', 'f']), { minLength: 1, maxLength: 12 }), fc.array(columnOver(['a', 'b', 'c', 'd', 'e', 'f']), { minLength: 1, maxLength: 3 }), async (columns, added) => {
      const { chosen, value } = await chooseColumns(columns, { seconds: 5 });
      const most = (await chooseColumns([...columns, ...added], { seconds: 5 })).value - value;
      const near = gainNear(added, settle(columns, chosen))?.gain ?? 0;
      const around = await gainsAround(columns, chosen)(added, { seconds: 5 });
      expect(near).toBeLessThanOrEqual(around);
      expect(around).toBeLessThanOrEqual(most);
    }),
    { numRuns: 60 },
  );
});

test('law: of few columns the heaviest set is found, and fits together', () => {
  fc.assert(
    fc.property(fc.array(columnOver(['a', 'b', 'c', 'd', 'e']), { maxLength: 9 }), (columns) => {
      const found = heaviest(columns, 50_000);
      const all = Array.from({ length: 1 << columns.length }, (_, set) => columns.filter((_, i) => set & (1 << i))).filter(fits);
      expect(found).toMatchObject({ exact: true, value: Math.max(...all.map(worth)) });
      expect(worth(found.chosen)).toBe(found.value);
      expect(fits(found.chosen)).toBe(true);
    }),
  );
});

test('where hundreds of others touch a change, its gain is still found: those in its way leave, and what they free is filled', async () => {
  const many = Array.from({ length: 400 }, (_, i) => ({ value: 10 + (i % 5), takes: ['a', `other ${i}`] }));
  const columns = [...many, { value: 30, takes: ['a', 'b'] }, { value: 25, takes: ['b', 'c'] }];
  const chosen = [columns.at(-2)!];
  // 'a' alone, worth 20: the 30 that held it leaves, 'b' goes to the 25.
  expect(await gainsAround(columns, chosen)([{ value: 20, takes: ['a'] }], { seconds: 5 })).toBe(15);
  expect(await gainsAround(columns, chosen)([{ value: 4, takes: ['a'] }], { seconds: 5 })).toBe(0);
});
