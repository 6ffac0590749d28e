import { expect, test } from 'vitest';
import { tooFewToTell } from './run-told.ts';

const visitor = { kind: 'visitor' } as const;
const adviser = { kind: 'adviser' } as const;

test('a visitor is not told how few speak on a board, nor what the only proposal is worth; an adviser is', () => {
  const one = { offers: 8, needs: 9, proposals: 1 };
  expect(tooFewToTell(visitor, one)).toBe(5);
  expect(tooFewToTell(adviser as Parameters<typeof tooFewToTell>[0], one)).toBeNull();
  expect(tooFewToTell(visitor, { offers: 2, needs: 40, proposals: 12 })).toBe(5);
  expect(tooFewToTell(visitor, { offers: null, needs: 6, proposals: 5 })).toBeNull();
  expect(tooFewToTell(visitor, { offers: 0, needs: 0, proposals: 0 })).toBeNull();
});
