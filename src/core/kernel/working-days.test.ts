import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays, easter, isPublicHoliday, isWorkingDay, nextMailTime, parisInstant, workingDaysBetween } from './working-days.ts';

test.each([[2024, '2024-03-31'], [2025, '2025-04-20'], [2026, '2026-04-05'], [2027, '2027-03-28'], [2038, '2038-04-25']])('Easter %i is on %s', (year, date) => expect(easter(year)).toBe(date));

test('the holidays of 2026 are the eleven that people have', () => {
  const days = Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
  expect(days.filter(isPublicHoliday)).toEqual(['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25']);
});

test('five working days from the Thursday before the 8 May bridge pass over the Friday that is off and the week-ends', () => {
  expect(addWorkingDays('2026-05-07', 5)).toBe('2026-05-18');
  expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-28');
  expect(addWorkingDays('2026-11-22', 0)).toBe('2026-11-23');
});

test('adding working days and counting them agree, and never end on a day off', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
      const from = new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);
      const to = addWorkingDays(from, days);
      expect(isWorkingDay(to)).toBe(true);
      expect(workingDaysBetween(from, to)).toBe(days);
    }),
  );
});

test('eight o’clock in France is seven or six in universal time, with the season', () => {
  expect(parisInstant('2026-11-23', 8).toISOString()).toBe('2026-11-23T07:00:00.000Z');
  expect(parisInstant('2026-07-01', 8).toISOString()).toBe('2026-07-01T06:00:00.000Z');
});

test.each([
  ['Monday at ten: at once', '2026-11-23T09:00:00Z', '2026-11-23T09:00:00.000Z'],
  ['five in the morning: at eight', '2026-11-23T04:00:00Z', '2026-11-23T07:00:00.000Z'],
  ['eight in the evening: tomorrow at eight', '2026-11-23T19:00:00Z', '2026-11-24T07:00:00.000Z'],
  ['Saturday evening: Monday', '2026-11-21T19:30:00Z', '2026-11-23T07:00:00.000Z'],
  ['Sunday: Monday', '2026-11-22T12:00:00Z', '2026-11-23T07:00:00.000Z'],
  ['Christmas eve at night: Saturday the 26th', '2026-12-24T20:00:00Z', '2026-12-26T07:00:00.000Z'],
])('a mail written %s', (_, from, to) => expect(nextMailTime(new Date(from)).toISOString()).toBe(to));
