import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const WRITER = join(import.meta.dirname, 'testing/writer.ts');
const ROUNDS = 20;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gariotte-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = () => spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });

/** Lets a writer go on until it has acknowledged a number of rows, kills it without warning, and answers what it found and what it acknowledged. */
async function writeUntilKilled(rows: number): Promise<{ count: number; last: number; acknowledged: number }> {
  const child: ChildProcess = start();
  let text = '';
  let errors = '';
  child.stderr!.on('data', (part: Buffer) => (errors += part));
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (part: Buffer) => {
      text += part;
      if (text.split('\n').length - 2 >= rows) child.kill('SIGKILL');
    });
    child.on('close', (code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`the writer ended by itself (${code}): ${errors}`))));
  });
  const lines = text.split('\n').slice(0, -1);
  const [, count, last] = lines[0]!.split(' ').map(Number);
  return { count: count!, last: last!, acknowledged: Math.max(last!, ...lines.slice(1).map(Number)) };
}

test(`kill -9 in the middle of writing, ${ROUNDS} times over: nothing that was acknowledged is lost`, { timeout: 600_000 }, async () => {
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const seen = await writeUntilKilled(5 + ((round * 37) % 60));
    expect(seen.last).toBeGreaterThanOrEqual(acknowledged);
    expect(seen.count).toBe(seen.last);
    acknowledged = seen.acknowledged;
  }
});

test('a second process on the same folder says so and stops, and the first goes on', { timeout: 120_000 }, async () => {
  const first = start();
  await new Promise<void>((resolve) => first.stdout.once('data', () => resolve()));
  const second = start();
  let said = '';
  second.stderr.on('data', (part: Buffer) => (said += part));
  const code = await new Promise((resolve) => second.on('close', resolve));
  expect(code).toBe(1);
  expect(said).toContain('Un autre Gariotte utilise déjà le dossier');
  const goesOn = await new Promise<boolean>((resolve) => first.stdout.once('data', () => resolve(true)));
  expect(goesOn).toBe(true);
  first.kill('SIGKILL');
  await new Promise((resolve) => first.on('close', resolve));
});
