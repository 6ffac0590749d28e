import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRides, solveRides } from '#engine/ride/index.ts';
import { checkRounds, solveRounds } from '#engine/round/index.ts';
import { generatePdptw } from '../generators/pdptw.ts';
import { LILIM_SCALE, readLilim } from './lilim.ts';
import { FIRST_TRIAL, readMelbourne, ridesOf } from './melbourne.ts';

const LILIM = '2\t10\t1\n0\t0\t0\t0\t0\t100\t0\t0\t0\n1\t3\t4\t5\t0\t50\t2\t0\t2\n2\t3\t0\t-5\t0\t90\t2\t1\t0\n';
const MELBOURNE =
  'Announcement,Earliesttime,Latesttime,Origin_Latitude,Origin_Longitude,Destination_Latitude,Destination_Longitude\r\n' +
  '7,420,460,-37.8,144.9,-37.8,145.1\r\n100001,420,460,-37.8,144.91,-37.8,145.09\r\n';

test('a Li and Lim file is read, and the plan is measured as published', async () => {
  const read = readLilim(LILIM.replaceAll('\n', '\r\n'));
  if (!read.ok) throw new Error(read.reason);
  const answer = await solveRounds(read.problem, { iterations: 50 });
  if (!answer.ok) throw new Error(answer.reason);
  expect(checkRounds(read.problem, answer.chosen)).toMatchObject({ ok: true, vehicles: 1, cost: 12 * LILIM_SCALE });
  expect(answer.status).toBe('optimal');
});

test('what is wrong with a Li and Lim file is named, with its line', () => {
  const faults: [string, string, number][] = [
    ['', 'bad-first-line', 1],
    [LILIM.replace('2\t10\t1', '0\t10\t1'), 'bad-vehicle-count', 1],
    [LILIM.replace('2\t10\t1', '2\t-1\t1'), 'bad-capacity', 1],
    [LILIM.split('\n').slice(0, 3).join('\n'), 'too-few-tasks', 4],
    [LILIM.replace('3\t4\t5', '3\t4'), 'wrong-number-of-fields', 3],
    [LILIM.replace('3\t4\t5', '3\tx\t5'), 'not-a-number', 3],
    [LILIM.replace('\n2\t3', '\n3\t3'), 'tasks-out-of-order', 4],
    [LILIM.replace('0\t50', '60\t50'), 'bad-time-window', 3],
    [LILIM.replace('2\t0\t2', '2\t0\t9'), 'no-such-task', 3],
    [LILIM.replace('90\t2\t1\t0', '90\t2\t1\t1'), 'neither-pickup-nor-delivery', 4],
    [LILIM.replace('-5', '-4'), 'unbalanced-pair', 3],
  ];
  for (const [text, reason, line] of faults) expect(readLilim(text)).toEqual({ ok: false, reason, line });
});

test('a generated day is read and can be served', async () => {
  const read = readLilim(generatePdptw({ tasks: 60, clusters: 3, window: 60, horizon: 800, capacity: 100, seed: 4 }));
  if (!read.ok) throw new Error(`${read.reason} ${read.line}`);
  const answer = await solveRounds(read.problem, { iterations: 500 });
  expect(answer).toMatchObject({ ok: true, status: 'feasible' });
  if (answer.ok) expect(checkRounds(read.problem, answer.chosen)).toMatchObject({ ok: true, value: answer.value });
});

test('Melbourne trips are read: low numbers drive, high numbers ride', async () => {
  const read = readMelbourne(MELBOURNE);
  if (!read.ok) throw new Error(read.reason);
  const problem = ridesOf(read.requests, FIRST_TRIAL);
  const answer = await solveRides(problem);
  if (!answer.ok) throw new Error(answer.reason);
  expect(answer.chosen.cars).toMatchObject([{ driver: 0, riders: [0] }]);
  expect(checkRides(problem, answer.chosen.cars)).toMatchObject({ ok: true, value: answer.value });
});

test('what is wrong with a file of trips is named, with its line', () => {
  const faults: [string, string, number][] = [
    ['', 'missing-column', 1],
    [MELBOURNE.split('\r\n')[0]!, 'no-trip', 2],
    [MELBOURNE.replace('7,420', '7'), 'wrong-number-of-fields', 2],
    [MELBOURNE.replace('7,420', '7,'), 'not-a-number', 2],
    [MELBOURNE.replace('7,420', '7,'.concat('x')), 'not-a-number', 2],
    [MELBOURNE.replace('7,420', '7.5,420'), 'bad-trip-number', 2],
    [MELBOURNE.replace('100001,420', '100001,470'), 'bad-time-window', 3],
    [MELBOURNE.replace('-37.8,144.9,', '-97.8,144.9,'), 'no-such-place', 2],
  ];
  for (const [text, reason, line] of faults) expect(readMelbourne(text)).toEqual({ ok: false, reason, line });
});

test('no text, however damaged, makes these readers throw or pass nonsense on', async () => {
  const damaged = fc.tuple(fc.constantFrom(LILIM, MELBOURNE), fc.nat(160), fc.string({ maxLength: 6 })).map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + 1));
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.string()), async (text) => {
      for (const read of [readLilim, readMelbourne]) {
        const answer = read(text);
        if (!answer.ok) expect(answer).toEqual({ ok: false, reason: expect.any(String), line: expect.any(Number) });
      }
      const lilim = readLilim(text);
      if (lilim.ok) expect(await solveRounds(lilim.problem, { iterations: 3 })).toMatchObject({ ok: true });
    }),
    { numRuns: 300 },
  );
});
