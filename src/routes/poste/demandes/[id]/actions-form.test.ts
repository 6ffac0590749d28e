import { expect, test } from 'vitest';
import { momentOf } from './actions-form.ts';

test('an hour is read as people in France type it, in the time of Paris', () => {
  expect(momentOf('2026-12-03', '14:30')).toEqual(new Date('2026-12-03T13:30:00Z'));
  expect(momentOf('2026-07-03', '9h')).toEqual(new Date('2026-07-03T07:00:00Z'));
  expect(momentOf('2026-07-03', '9h15')).toEqual(new Date('2026-07-03T07:15:00Z'));
  expect(momentOf('2026-07-03', 'midi')).toBeNull();
  expect(momentOf('9999-12-31', '23h30')).toBeNull();
  for (const day of ['demain', '2026-13-45', '2026-02-31']) expect(momentOf(day, '9h'), day).toBeNull();
});
