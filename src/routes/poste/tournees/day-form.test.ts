import { expect, test } from 'vitest';
import { hourText, minutesOf } from './day-form.ts';

test('hours are read and said as in France', () => {
  expect([minutesOf('9:05'), minutesOf('9h'), minutesOf('17h30'), minutesOf('25:00'), minutesOf('matin')]).toEqual([545, 540, 1050, null, null]);
  expect(hourText(545)).toBe('9\u00a0h\u00a005');
});
