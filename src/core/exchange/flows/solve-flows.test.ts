import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf } from './check-flows.ts';
import type { FlowProblem } from './problem.ts';
import { simply } from './simply.ts';
import { solveFlows } from './solve-flows.ts';

const YEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const problem = (given: Partial<FlowProblem>): FlowProblem => ({ offers: [], needs: [], pairs: [], centsPerCrumb: 0, ...given });

test('a big offer is cut between two needs, the better paid first', async () => {
  const solved = await solveFlows(problem({
    offers: [{ tonnesPerYear: 380, months: YEAR }],
    needs: [{ tonnesPerYear: 310, minTonnesPerYear: 0, months: YEAR }, { tonnesPerYear: 200, minTonnesPerYear: 0, months: YEAR }],
    pairs: [{ offer: 0, need: 0, centsPerTonne: 4_000 }, { offer: 0, need: 1, centsPerTonne: 2_000 }],
  }));
  expect([...solved.tonnes].map(Math.round)).toEqual([310, 70]);
  expect(solved).toMatchObject({ value: 310 * 4_000 + 70 * 2_000, gap: 0, status: 'optimal' });
});

test('small offers add up to a need that none of them reaches alone', async () => {
  const offers = [30, 30, 45].map((tonnesPerYear) => ({ tonnesPerYear, months: YEAR }));
  const pairs = offers.map((_, offer) => ({ offer, need: 0, centsPerTonne: 1_000 }));
  const solved = await solveFlows(problem({ offers, needs: [{ tonnesPerYear: 200, minTonnesPerYear: 100, months: YEAR }], pairs }));
  expect([...solved.tonnes].map(Math.round)).toEqual([30, 30, 45]);
  const short = await solveFlows(problem({ offers: offers.slice(0, 2), needs: [{ tonnesPerYear: 200, minTonnesPerYear: 100, months: YEAR }], pairs: pairs.slice(0, 2) }));
  expect([...short.tonnes]).toEqual([0, 0]);
});

test('the best pair first takes what only one other could have used, and what no order of pairs would see', async () => {
  const one = problem({
    offers: [{ tonnesPerYear: 100, months: YEAR }, { tonnesPerYear: 100, months: YEAR }],
    needs: [{ tonnesPerYear: 100, minTonnesPerYear: 0, months: YEAR }, { tonnesPerYear: 100, minTonnesPerYear: 0, months: YEAR }],
    pairs: [{ offer: 0, need: 0, centsPerTonne: 5_000 }, { offer: 0, need: 1, centsPerTonne: 4_500 }, { offer: 1, need: 0, centsPerTonne: 4_000 }],
  });
  expect([(await solveFlows(one)).value, simply(one)]).toEqual([850_000, 500_000]);
  const pooled = problem({ offers: [{ tonnesPerYear: 60, months: YEAR }, { tonnesPerYear: 30, months: YEAR }], needs: [{ tonnesPerYear: 200, minTonnesPerYear: 100, months: YEAR }], pairs: [{ offer: 0, need: 0, centsPerTonne: 1_000 }, { offer: 1, need: 0, centsPerTonne: 900 }] });
  expect(simply(pooled)).toBe(0);
});

test('what comes in winter does not feed who works in summer', async () => {
  const solved = await solveFlows(problem({
    offers: [{ tonnesPerYear: 120, months: [11, 12, 1, 2] }],
    needs: [{ tonnesPerYear: 120, minTonnesPerYear: 0, months: [2, 3, 4, 5] }],
    pairs: [{ offer: 0, need: 0, centsPerTonne: 1_000 }],
  }));
  expect(Math.round(solved.tonnes[0]!)).toBe(30);
});

test('crumbs are swept up: a flow that is worth no call is not made, and the rest is solved again without it', async () => {
  const one = problem({ offers: [{ tonnesPerYear: 100, months: YEAR }, { tonnesPerYear: 2, months: YEAR }], needs: [{ tonnesPerYear: 101, minTonnesPerYear: 0, months: YEAR }], pairs: [{ offer: 0, need: 0, centsPerTonne: 5_000 }, { offer: 1, need: 0, centsPerTonne: 6_000 }] });
  expect([...(await solveFlows(one)).tonnes].map(Math.round)).toEqual([99, 2]);
  const swept = await solveFlows({ ...one, centsPerCrumb: 15_000 });
  expect([...swept.tonnes].map(Math.round)).toEqual([100, 0]);
  expect(swept).toMatchObject({ value: 500_000, bound: 500_000, status: 'optimal' });
});

test('a flow too small to be worth a call is made larger at another’s cost, where all together are then worth more', async () => {
  const solved = await solveFlows(problem({
    offers: [{ tonnesPerYear: 100, months: YEAR }, { tonnesPerYear: 4, months: YEAR }],
    needs: [{ tonnesPerYear: 98, minTonnesPerYear: 0, months: YEAR }, { tonnesPerYear: 50, minTonnesPerYear: 0, months: YEAR }],
    pairs: [{ offer: 0, need: 0, centsPerTonne: 5_000 }, { offer: 0, need: 1, centsPerTonne: 4_900 }, { offer: 1, need: 0, centsPerTonne: 1_000 }],
    centsPerCrumb: 15_000,
  }));
  // Left as it comes, two tonnes to the second need are worth 98 €; three and a bit are worth 150, one of which the first gives up for almost nothing.
  expect([...solved.tonnes].map((tonnes) => Math.round(10 * tonnes) / 10)).toEqual([96.9, 3.1, 0]);
  expect(solved.status).toBe('optimal');
});

test('a third of a year’s tonne is a third: what the months cut finely is not lost on the way', async () => {
  const solved = await solveFlows(problem({
    offers: [{ tonnesPerYear: 1, months: [1, 2, 3] }, { tonnesPerYear: 1, months: [1] }],
    needs: [{ tonnesPerYear: 1, minTonnesPerYear: 0, months: [1] }, { tonnesPerYear: 1, minTonnesPerYear: 0, months: [1] }, { tonnesPerYear: 1, minTonnesPerYear: 0, months: [1, 3, 2] }],
    pairs: [{ offer: 0, need: 0, centsPerTonne: 1 }, { offer: 0, need: 2, centsPerTonne: 1_501 }],
  }));
  expect(solved).toMatchObject({ value: 1_501, bound: 1_501, status: 'optimal' });
});

const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });
const arbitrary = fc
  .record({
    offers: fc.array(fc.record({ tonnesPerYear: fc.integer({ min: 1, max: 500 }), months }), { minLength: 1, maxLength: 5 }),
    needs: fc.array(fc.record({ tonnesPerYear: fc.integer({ min: 1, max: 500 }), minTonnesPerYear: fc.constantFrom(0, 0, 20, 100), months }), { minLength: 1, maxLength: 4 }),
    centsPerCrumb: fc.constantFrom(0, 15_000),
    worths: fc.array(fc.integer({ min: -2_000, max: 6_000 }), { minLength: 20, maxLength: 20 }),
  })
  .map(({ worths, ...rest }): FlowProblem => ({
    ...rest,
    needs: rest.needs.map((need) => ({ ...need, minTonnesPerYear: Math.min(need.minTonnesPerYear, need.tonnesPerYear) })),
    pairs: rest.offers.flatMap((_, offer) => rest.needs.map((_, need) => ({ offer, need, centsPerTonne: worths[offer * 4 + need]! }))),
  }));

test('no solution breaks what a side has said, whatever is asked, and one more possible pair never makes all together worse', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (whole) => {
      const solved = await solveFlows(whole, { seconds: 60 });
      expect(faultsOf(whole, solved)).toEqual([]);
      const exact = await solveFlows({ ...whole, centsPerCrumb: 0 });
      expect(exact.status).toBe('optimal');
      expect(exact.value).toBeGreaterThanOrEqual(solved.value - 1);
      expect(simply(whole), 'the simple way never does better').toBeLessThanOrEqual(solved.value + 1 + 1e-6 * solved.value);
      if (whole.centsPerCrumb > 0) {
        expect(solved.status).toBe('optimal');
        expect(solved.tonnes.every((tonnes, i) => tonnes === 0 || tonnes * whole.pairs[i]!.centsPerTonne >= whole.centsPerCrumb * (1 - 1e-6)), 'no crumb is left').toBe(true);
        for (const closed of fc.sample(fc.subarray([...whole.pairs.keys()]), { numRuns: 4, seed: whole.pairs.length })) {
          const rest = await solveFlows({ ...whole, centsPerCrumb: 0, pairs: whole.pairs.map((pair, i) => (closed.includes(i) ? { ...pair, centsPerTonne: 0 } : pair)) });
          if (rest.tonnes.every((tonnes, i) => tonnes === 0 || tonnes * whole.pairs[i]!.centsPerTonne >= whole.centsPerCrumb)) expect(solved.value, 'no set without crumbs is worth more').toBeGreaterThanOrEqual(rest.value - 1 - 1e-6 * rest.value);
        }
      }
      const without = await solveFlows({ ...whole, centsPerCrumb: 0, pairs: whole.pairs.slice(1) });
      expect(exact.value).toBeGreaterThanOrEqual(without.value - 1);
    }),
    { numRuns: 100 },
  );
}, 120_000);
