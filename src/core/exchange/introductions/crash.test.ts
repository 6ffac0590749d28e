import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kyselyOnServer } from '#core/kernel/database.ts';

const SETTLER = join(import.meta.dirname, 'testing/settler.ts');
const server = process.env['TEST_DATABASE_URL'];
// An embedded database takes seconds to open again.
const ROUNDS = server ? 20 : 2;
const name = `gariotte_introductions_${process.pid}`;
let folder: string;
let storage: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gariotte-settle-'));
  storage = server ? Object.assign(new URL(server), { pathname: `/${name}` }).href : join(folder, 'data');
  if (server) await onServer(`create database ${name}`);
});
afterAll(async () => {
  if (server) await onServer(`drop database ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<void> {
  const admin = kyselyOnServer(server!);
  await sql.raw(statement).execute(admin);
  await admin.destroy();
}

/** Runs the process; kills it without warning so many milliseconds after it began its work, when given. Answers what it said. */
const run = (task: string, killAfter?: number) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, [SETTLER, storage, task], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    child.stderr.on('data', (part: Buffer) => (errors += part));
    child.stdout.on('data', (part: Buffer) => {
      said += part;
      if (killAfter !== undefined && String(part).includes('working')) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(said) : reject(new Error(errors))));
  });

test(`kill -9 while introductions are carried on, ${ROUNDS} times: each pair gets its names once, each yes in vain is told once, nobody is forgotten`, { timeout: 600_000 }, async () => {
  await run('seed');
  let killed = 0;
  for (let round = 0; round < ROUNDS; round++) if (!(await run('work', 60 + ((round * 97) % 300))).includes('done')) killed++;
  await run('work');
  expect(JSON.parse(await run('verify'))).toEqual({ states: { agreed: 80, closed: 40 }, outcomes: 160, details: 160, detailed: 160, over: 40 });
  // Killed at work, or this proves nothing.
  expect(killed).toBeGreaterThan(0);
});
