import { expect, test } from 'vitest';
import { timeLeft } from './progress.ts';

test('time left follows from what is done, in words one can act on', () => {
  expect(timeLeft(25, 100, 10)).toBe('encore 30 s');
  expect(timeLeft(1, 100, 10)).toBe('encore 17 min');
  expect(timeLeft(0, 100, 10)).toBe('');
  expect(timeLeft(100, 100, 10)).toBe('');
});
