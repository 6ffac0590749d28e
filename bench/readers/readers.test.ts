import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDimacs } from './dimacs.ts';
import { readAssignment, readGap } from './or-library.ts';

const dimacs = (text: string) => readDimacs(new TextEncoder().encode(text));
const GOOD = 'c a remark\np min 2 1\nn 1 4\nn 2 -4\na 1 2 0 10 3\n';

test('a .min file is read, an upper bound below the lower one meaning no limit', () => {
  expect(dimacs(GOOD)).toMatchObject({ ok: true, problem: { nodes: 2, from: new Int32Array([0]), to: new Int32Array([1]), cost: new Float64Array([3]), supply: new Float64Array([4, -4]) } });
  expect(dimacs(GOOD.replace('0 10 3', '0 -1 3'))).toMatchObject({ ok: true, problem: { upper: new Float64Array([Infinity]) } });
});

test('what is wrong with a .min file is named, with its line', () => {
  const faults: [string, string, number][] = [
    ['', 'no-problem-line', 0],
    [GOOD.replace('p min', 'p max'), 'bad-problem-line', 2],
    [GOOD.replace('n 1 4', 'n 3 4'), 'no-such-node', 3],
    [GOOD.replace('10 3', '10 3.5'), 'not-whole-numbers', 5],
    [GOOD.replace('10 3', '10'), 'not-whole-numbers', 5],
    [`${GOOD}a 1 2 0 1 1\n`, 'more-arcs-than-announced', 6],
    [GOOD.replace('2 1\n', '2 2\n'), 'fewer-arcs-than-announced', 5],
    [`${GOOD}z\n`, 'unknown-line', 6],
    [`${GOOD}p min 2 1\n`, 'second-problem-line', 6],
  ];
  for (const [text, reason, line] of faults) expect(dimacs(text)).toEqual({ ok: false, reason, line });
});

test('OR-Library files are read, and their faults named', () => {
  expect(readAssignment('2\n1 2\n3 4')).toMatchObject({ ok: true, problem: { rows: 2, columns: 2 } });
  expect(readAssignment('2\n1 2\n3 x')).toEqual({ ok: false, reason: 'not-whole-numbers', line: 3 });
  expect(readAssignment('2\n1 2\n3')).toMatchObject({ ok: false, reason: 'fewer-numbers-than-announced' });
  expect(readAssignment('2\n1 2 3 4 5')).toMatchObject({ ok: false, reason: 'more-numbers-than-announced' });
  expect(readAssignment('')).toMatchObject({ ok: false, reason: 'bad-size' });
  expect(readGap('1 2\n5 6\n1 1\n2')).toMatchObject({ ok: true, problem: { agents: 1, jobs: 2, capacity: new Float64Array([2]) } });
  expect(readGap('1\n2 2\n5 6 7 8\n1 1 1 1\n2 2')).toMatchObject({ ok: true, problem: { agents: 2, jobs: 2 } });
  expect(readGap('1 2\n5 6\n1 1')).toMatchObject({ ok: false, reason: 'fewer-numbers-than-announced' });
});

test('no text, however damaged, makes a reader throw', () => {
  const damaged = fc.tuple(fc.constantFrom(GOOD, '2\n1 2\n3 4', '1 2\n5 6\n1 1\n2', 'p min 99999999999 1', '1e300', '9999999 9999999'), fc.nat(40), fc.string({ maxLength: 6 })).map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string()), (text) => {
      for (const read of [dimacs, readAssignment, readGap]) {
        const answer = read(text);
        if (!answer.ok) expect(answer).toEqual({ ok: false, reason: expect.any(String), line: expect.any(Number) });
      }
    }),
    { numRuns: 500 },
  );
});
