import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { waitForLock } from './build-if-stale.ts';

test('of two that would build at once, the second waits until the first has done', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-test-'));
  const first = await waitForLock(folder, () => {});
  const told: string[] = [];
  const second = waitForLock(folder, () => told.push('waits')).then((lock) => (told.push('builds'), lock));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told).toEqual(['waits']);
  first.release();
  (await second).release();
  expect(told).toEqual(['waits', 'builds']);
  rmSync(folder, { recursive: true });
});
