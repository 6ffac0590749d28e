import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPack, complement, isJoined, packOfConflicts, solveCompatible, solvePack } from '#engine/pack/index.ts';
import { readGrf } from './grf.ts';

const GOOD = 'c bids\np edge 3 1\nn 1 5\nn 2 7\nn 3 6\ne 1 3\n';

test('a .grf file is read: weights, and who goes with whom', () => {
  const read = readGrf(GOOD);
  if (!read.ok) throw new Error(read.reason);
  expect([...read.weights]).toEqual([5, 7, 6]);
  expect([isJoined(read.joined, 0, 2), isJoined(read.joined, 2, 0), isJoined(read.joined, 0, 1)]).toEqual([true, true, false]);
});

test('what is wrong with a .grf file is named, with its line', () => {
  const faults: [string, string, number][] = [
    ['', 'no-problem-line', 0],
    ['n 1 5', 'no-problem-line', 1],
    [GOOD.replace('p edge', 'p min'), 'bad-problem-line', 2],
    [GOOD.replace('edge 3', 'edge 999999'), 'too-many-vertices', 2],
    [GOOD.replace('n 3', 'n 4'), 'no-such-vertex', 5],
    [GOOD.replace('e 1 3', 'e 1 x'), 'not-whole-numbers', 6],
    [GOOD.replace('e 1 3', 'e 3 3'), 'edge-to-itself', 6],
    [GOOD.replace('n 2 7', 'n 2 7.5'), 'not-whole-numbers', 4],
    [`${GOOD}e 1 2\n`, 'more-edges-than-announced', 7],
    [GOOD.replace('3 1\n', '3 2\n'), 'fewer-edges-than-announced', 6],
    [`${GOOD}q\n`, 'unknown-line', 7],
    [`${GOOD}p edge 1 0\n`, 'second-problem-line', 7],
  ];
  for (const [text, reason, line] of faults) expect(readGrf(text)).toEqual({ ok: false, reason, line });
});

test('no text, however damaged, makes the reader throw', () => {
  const damaged = fc.tuple(fc.nat(GOOD.length), fc.string({ maxLength: 6 })).map(([at, put]) => GOOD.slice(0, at) + put + GOOD.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string()), (text) => {
      const read = readGrf(text);
      if (!read.ok) expect(read).toEqual({ ok: false, reason: expect.any(String), line: expect.any(Number) });
    }),
    { numRuns: 500 },
  );
});

test('law: the packing of a graph allows exactly the sets that are joined two by two, and its best is the heaviest of them', async () => {
  const graph = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.record({ weights: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: n, maxLength: n }), pairs: fc.array(fc.tuple(fc.integer({ min: 1, max: n }), fc.integer({ min: 1, max: n }))) }),
  );
  await fc.assert(
    fc.asyncProperty(graph, async ({ weights, pairs }) => {
      const edges = pairs.filter(([a, b]) => a !== b);
      const read = readGrf([`p edge ${weights.length} ${edges.length}`, ...weights.map((w, i) => `n ${i + 1} ${w}`), ...edges.map(([a, b]) => `e ${a} ${b}`)].join('\n'));
      if (!read.ok) throw new Error(read.reason);
      const model = packOfConflicts(read.weights, complement(read.joined));
      let best = 0;
      for (let set = 0; set < 1 << weights.length; set++) {
        const chosen = weights.map((_, i) => i).filter((i) => (set >> i) & 1);
        const together = chosen.every((a) => chosen.every((b) => a === b || isJoined(read.joined, a, b)));
        const { feasible, value } = checkPack(model, Int32Array.from(chosen));
        expect(feasible).toBe(together);
        if (together) best = Math.max(best, value);
      }
      expect(await solveCompatible(read.weights, read.joined)).toMatchObject({ status: 'optimal', value: best });
      expect(await solvePack(model)).toMatchObject({ status: 'optimal', value: best });
    }),
    { numRuns: 60 },
  );
});
