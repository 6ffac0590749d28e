import { expect, test } from 'vitest';
import { ecoIndex } from './ecoindex.ts';

test('an empty page has the best score, the median page half of it, and a heavier page never a better one', () => {
  expect(ecoIndex(0, 0, 0)).toEqual({ score: 100, grade: 'A' });
  expect(ecoIndex(603, 78, 1448.32)).toEqual({ score: 50, grade: 'D' });
  expect(ecoIndex(700_000, 5_000, 300_000)).toEqual({ score: 0, grade: 'G' });
  const scores = [10, 50, 200, 800, 3_000].map((nodes) => ecoIndex(nodes, 20, 200).score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});
