import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CRASH_ROUNDS, crashStage } from '#core/kernel/testing/crash-stage.ts';

let stage: Awaited<ReturnType<typeof crashStage>>;
beforeAll(async () => {
  stage = await crashStage(join(import.meta.dirname, 'testing/striker.ts'));
  writeFileSync(join(stage.folder, 'mailbox'), '');
});
afterAll(() => stage.clear());

const run = (task: string, minutes: number, killAfter?: number) => stage.run(task, [join(stage.folder, 'mailbox'), minutes], killAfter);

test(`kill -9 in the middle of striking clocks and sending mails, ${CRASH_ROUNDS} times: nobody is forgotten, nobody is told twice`, { timeout: 600_000 }, async () => {
  await run('seed', 0);
  let killed = 0;
  // Eleven minutes pass between two processes: a mail in a dead one's hands is taken up after ten.
  for (let round = 0; round < CRASH_ROUNDS; round++) if (!(await run('work', 11 * round, 20 + ((round * 53) % 180))).includes('done')) killed++;
  await run('work', 11 * CRASH_ROUNDS);
  const found = JSON.parse(await run('verify', 11 * CRASH_ROUNDS)) as { promises: number; lines: number };
  expect(found).toMatchObject({ asked: found.promises, askedTwice: 0, people: found.promises, toldTwice: 0, left: 0 });
  // Killed at work, or this proves nothing.
  expect(killed).toBeGreaterThan(CRASH_ROUNDS / 4);
});
