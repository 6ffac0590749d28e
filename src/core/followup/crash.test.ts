import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kyselyOnServer } from '#core/kernel/database.ts';

const STRIKER = join(import.meta.dirname, 'testing/striker.ts');
const server = process.env['TEST_DATABASE_URL'];
// An embedded database takes seconds to open again.
const ROUNDS = server ? 50 : 2;
const name = `gariotte_crash_${process.pid}`;
let folder: string;
let storage: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gariotte-strike-'));
  storage = server ? Object.assign(new URL(server), { pathname: `/${name}` }).href : join(folder, 'data');
  writeFileSync(join(folder, 'mailbox'), '');
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
const run = (task: string, minutes: number, killAfter?: number) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, [STRIKER, storage, task, join(folder, 'mailbox'), String(minutes)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let errors = '';
    child.stderr.on('data', (part: Buffer) => (errors += part));
    child.stdout.on('data', (part: Buffer) => {
      said += part;
      if (killAfter !== undefined && String(part).includes('working')) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(said) : reject(new Error(errors))));
  });

test(`kill -9 in the middle of striking clocks and sending mails, ${ROUNDS} times: nobody is forgotten, nobody is told twice`, { timeout: 600_000 }, async () => {
  await run('seed', 0);
  let killed = 0;
  // Eleven minutes pass between two processes: a mail in a dead one's hands is taken up after ten.
  for (let round = 0; round < ROUNDS; round++) if (!(await run('work', 11 * round, 20 + ((round * 53) % 180))).includes('done')) killed++;
  await run('work', 11 * ROUNDS);
  const found = JSON.parse(await run('verify', 11 * ROUNDS)) as { promises: number; lines: number };
  expect(found).toMatchObject({ asked: found.promises, askedTwice: 0, people: found.promises, toldTwice: 0, left: 0 });
  // Killed at work, or this proves nothing.
  expect(killed).toBeGreaterThan(ROUNDS / 4);
});
