import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CRASH_ROUNDS, crashStage } from '#core/kernel/testing/crash-stage.ts';

let stage: Awaited<ReturnType<typeof crashStage>>;
beforeAll(async () => {
  stage = await crashStage(join(import.meta.dirname, 'testing/night-worker.ts'));
});
afterAll(() => stage.clear());

test(`kill -9 in the middle of the night's jobs, ${CRASH_ROUNDS} times: each request is given once, each question put once, what is too old goes and nothing else, each board is searched once`, { timeout: 600_000 }, async () => {
  await stage.run('seed');
  let killed = 0;
  for (let round = 0; round < CRASH_ROUNDS; round++) if (!(await stage.run('work', [round], 5 + ((round * 53) % 240))).includes('done')) killed++;
  await stage.run('work', [0]);
  const found = JSON.parse(await stage.run('verify'));
  expect(found).toMatchObject({ given: found.waiting, givenTwice: 0, told: found.waiting, toldTwice: 0, checks: found.closed, asked: found.closed, traces: found.young, boards: found.allBoards, boardsTwice: 0, proposed: true });
  // Killed at work, or this proves nothing.
  expect(killed).toBeGreaterThan(0);
});
