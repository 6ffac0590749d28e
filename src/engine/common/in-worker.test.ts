import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Control } from './answer.ts';
import { inWorker } from './in-worker.ts';

const here = new URL('./testing/busy-solver.ts', import.meta.url);
const countAside = inWorker<number, Control, { counted: number; stopped: boolean }>(here, 'countTo');

test('a solve in a thread leaves this one free, and tells how far it is', async () => {
  const heard: number[] = [];
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 10);
  const answer = await countAside(300, { onProgress: ({ value }) => heard.push(value) });
  clearInterval(ticking);
  expect(answer).toEqual({ counted: 300, stopped: false });
  expect(heard.at(-1)).toBe(300);
  expect(ticks).toBeGreaterThan(5);
});

test('a busy solver that never rests still sees that it is asked to stop', async () => {
  const controller = new AbortController();
  void wait(300).then(() => controller.abort());
  const answer = await countAside(1_000_000, { signal: controller.signal });
  expect(answer.stopped).toBe(true);
});

test('what a solver throws comes back as a rejection, and so does a name that is not there', async () => {
  await expect(countAside(-1)).rejects.toThrow('cannot count to -1');
  await expect(inWorker(here, 'nobody')(1)).rejects.toThrow('exports no nobody');
});

test('no limit said as an infinite one is no limit', async () => {
  expect(await countAside(50, { seconds: Infinity })).toEqual({ counted: 50, stopped: false });
});
