import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simply, solveTransport, type TransportProblem } from './transport.ts';

test('who pays most is served first, what is left goes to the next, and of two alike the nearer serves', async () => {
  const solved = await solveTransport({ supply: [60, 60], demand: [50, 40], pairs: [{ from: 0, to: 0, value: 5, tie: 30 }, { from: 1, to: 0, value: 5, tie: 2 }, { from: 0, to: 1, value: 3, tie: 1 }, { from: 1, to: 1, value: 3, tie: 1 }] });
  expect([...solved.amount.slice(0, 2)]).toEqual([0, 50]);
  expect(solved).toMatchObject({ value: 50 * 5 + 40 * 3, bound: 370 });
});

test('who wants a hundred or nothing gets it from three who have forty', async () => {
  const three = { supply: [40, 40, 40], demand: [120], leastIn: [100], pairs: [0, 1, 2].map((from) => ({ from, to: 0, value: 1, tie: 0 })) };
  expect(await solveTransport(three)).toMatchObject({ value: 120, bound: 120 });
  expect(await solveTransport({ ...three, supply: [40, 40, 0] })).toMatchObject({ value: 0, bound: 0 });
});

test('a lot is never cut below its least, even where cutting would fill everybody', async () => {
  const solved = await solveTransport({ supply: [60, 50], demand: [100], pairs: [{ from: 0, to: 0, value: 1, tie: 0, least: 55 }, { from: 1, to: 0, value: 1, tie: 0, least: 48 }] });
  expect(solved).toMatchObject({ value: 60, bound: 60 });
});

test('a lot that neither side could fill bounds nothing', async () => {
  const solved = await solveTransport({ supply: [60, 30], demand: [50], pairs: [{ from: 0, to: 0, value: 1, tie: 0, least: 55 }, { from: 1, to: 0, value: 1, tie: 0, least: 10 }] });
  expect(solved).toMatchObject({ value: 30, bound: 30 });
});

test('among thousands of pairs with lots nothing is cut below its least nor taken twice, and the bound holds', async () => {
  const sides = Array.from({ length: 60 }, (_, i) => 20 + ((i * 37) % 90));
  const demand = sides.map((_, i) => 15 + ((i * 53) % 70));
  const pairs = sides.flatMap((_, from) => demand.map((_, to) => ({ from, to, value: 1 + ((from + to) % 3), tie: (from * to) % 11, least: (from + 2 * to) % 4 === 0 ? 10 + ((from * to) % 40) : 0 })));
  const solved = await solveTransport({ supply: sides, demand, pairs }, { seconds: 5 });
  const through = (of: (pair: (typeof pairs)[number]) => boolean) => pairs.reduce((sum, pair, i) => sum + (of(pair) ? solved.amount[i]! : 0), 0);
  sides.forEach((most, from) => expect(through((pair) => pair.from === from)).toBeLessThanOrEqual(most));
  demand.forEach((most, to) => expect(through((pair) => pair.to === to)).toBeLessThanOrEqual(most));
  pairs.forEach((pair, i) => expect(solved.amount[i] === 0 || solved.amount[i]! >= pair.least).toBe(true));
  expect(pairs.reduce((sum, pair, i) => sum + pair.value * solved.amount[i]!, 0)).toBe(solved.value);
  expect(solved.bound).toBeGreaterThanOrEqual(solved.value);
  expect(solved.value).toBeGreaterThanOrEqual(simply({ supply: sides, demand, pairs }));
});

const amount = fc.integer({ min: 0, max: 6 });
const problems: fc.Arbitrary<TransportProblem> = fc.record({
  supply: fc.array(amount, { minLength: 2, maxLength: 2 }), demand: fc.array(amount, { minLength: 2, maxLength: 2 }), leastIn: fc.array(fc.constantFrom(0, 0, 3, 5), { minLength: 2, maxLength: 2 }),
  pairs: fc.array(fc.record({ value: fc.integer({ min: 1, max: 9 }), tie: fc.integer({ min: 0, max: 9 }), least: fc.constantFrom(0, 0, 2, 4) }), { minLength: 4, maxLength: 4 }).map((pairs) => pairs.map((pair, i) => ({ ...pair, from: i >> 1, to: i & 1 }))),
});

/** The best of all whole amounts, tried one by one. */
function bestOf({ supply, demand, leastIn, pairs }: TransportProblem): number {
  let best = 0;
  const extend = (amounts: number[]): void => {
    const i = amounts.length;
    if (i < pairs.length) {
      for (let x = 0; x <= Math.min(supply[pairs[i]!.from]!, demand[pairs[i]!.to]!); x++) if (x === 0 || x >= (pairs[i]!.least ?? 0)) extend([...amounts, x]);
      return;
    }
    const sum = (of: (pair: TransportProblem['pairs'][number]) => boolean) => pairs.reduce((total, pair, at) => total + (of(pair) ? amounts[at]! : 0), 0);
    const fits = supply.every((most, s) => sum((pair) => pair.from === s) <= most) && demand.every((most, d) => [sum((pair) => pair.to === d)].every((got) => got <= most && (got === 0 || got >= leastIn![d]!)));
    if (fits) best = Math.max(best, pairs.reduce((total, pair, at) => total + pair.value * amounts[at]!, 0));
  };
  extend([]);
  return best;
}

test('on every small problem the answer is the best there is, its bound says so, and the simple way never beats it', async () => {
  await fc.assert(
    fc.asyncProperty(problems, async (problem) => {
      const solved = await solveTransport(problem);
      expect(solved.value).toBe(bestOf(problem));
      expect(solved.bound).toBe(solved.value);
      expect(simply(problem)).toBeLessThanOrEqual(solved.value);
    }),
    { numRuns: 150 },
  );
}, 60_000);
