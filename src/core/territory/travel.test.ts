import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crowKm, straightLineTravel } from './travel.ts';

const cahors = { longitude: 1.4353, latitude: 44.4579 };
const figeac = { longitude: 2.0322, latitude: 44.6083 };
const point = fc.record({ longitude: fc.double({ min: -5, max: 10, noNaN: true }), latitude: fc.double({ min: 41, max: 51, noNaN: true }) });

test('Cahors to Figeac is 50 km as the crow flies and says how sure it is by road', async () => {
  expect(crowKm(cahors, figeac)).toBeCloseTo(50.3, 0);
  const journey = await straightLineTravel().between(cahors, figeac);
  expect(journey.km).toBeCloseTo(67.5, 0);
  expect(journey.kmLow).toBeLessThan(journey.km);
  expect(journey.kmHigh).toBeGreaterThan(journey.km);
  expect(journey.minutes).toBeCloseTo(81, 0);
  expect(straightLineTravel().basis).toContain('1,34');
});

test('a distance is the same both ways, none to itself, and no detour shortens it', () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(crowKm(a, a)).toBe(0);
      expect(crowKm(a, b)).toBeCloseTo(crowKm(b, a), 9);
      expect(crowKm(a, c)).toBeLessThanOrEqual(crowKm(a, b) + crowKm(b, c) + 1e-6);
    }),
  );
});

test('a table holds what each pair says', async () => {
  const travel = straightLineTravel();
  const table = await travel.table([cahors, figeac], [figeac, cahors]);
  expect([...table]).toEqual([(await travel.between(cahors, figeac)).km, 0, 0, (await travel.between(figeac, cahors)).km]);
});
