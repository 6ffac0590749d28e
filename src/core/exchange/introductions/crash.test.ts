import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CRASH_ROUNDS, crashStage } from '#core/kernel/testing/crash-stage.ts';

let stage: Awaited<ReturnType<typeof crashStage>>;
beforeAll(async () => {
  stage = await crashStage(join(import.meta.dirname, 'testing/settler.ts'));
});
afterAll(() => stage.clear());

test(`kill -9 while introductions are carried on, ${CRASH_ROUNDS} times: each pair gets its names once, each yes in vain is told once, nobody is forgotten`, { timeout: 600_000 }, async () => {
  await stage.run('seed');
  let killed = 0;
  for (let round = 0; round < CRASH_ROUNDS; round++) if (!(await stage.run('work', [], 60 + ((round * 97) % 300))).includes('done')) killed++;
  await stage.run('work');
  expect(JSON.parse(await stage.run('verify'))).toEqual({ states: { agreed: 80, closed: 40 }, outcomes: 160, details: 160, detailed: 160, over: 40 });
  // Killed at work, or this proves nothing.
  expect(killed).toBeGreaterThan(0);
});
