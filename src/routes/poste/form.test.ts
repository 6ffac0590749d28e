import { expect, test } from 'vitest';
import { minutesBetween, readMinutes } from './form.ts';

const now = new Date('2026-11-23T09:20:00Z');
const read = (typed: string, opened?: string) => readMinutes(typed, opened, now);

test('minutes are read as people type them', () => {
  expect(read('15')).toEqual({ ok: true, minutes: 15 });
  expect(read('7,5')).toEqual({ ok: true, minutes: 8 });
  expect(read('20 min')).toEqual({ ok: true, minutes: 20 });
  expect(read('1h30')).toEqual({ ok: true, minutes: 90 });
  expect(read('2 h')).toEqual({ ok: true, minutes: 120 });
  expect(read('0')).toEqual({ ok: true, minutes: 0 });
});

test('minutes that cannot be are refused with a sentence, not taken as none', () => {
  for (const typed of ['-5', 'dix', 'un quart d’heure', '1441', '99999999', '25h', 'NaN', '1e3', '0x10']) expect(read(typed), typed).toEqual({ ok: false, problem: expect.stringMatching(/minutes/) });
});

test('minutes left empty are counted since the page was opened, three quarters of an hour at most', () => {
  expect(read('', '2026-11-23T09:08:00Z')).toEqual({ ok: true, minutes: 12 });
  expect(read('', '2026-11-23T05:00:00Z')).toEqual({ ok: true, minutes: 45 });
  expect(read('', 'tantôt')).toEqual({ ok: true, minutes: undefined });
});

test('a length is asked within limits that are said', () => {
  expect(minutesBetween('40', 10, 180)).toBe(40);
  for (const typed of ['5', '600', 'longtemps', '']) expect(minutesBetween(typed, 10, 180), typed).toBeNull();
});
