import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { kyselyOnServer } from '../database.ts';

const server = process.env['TEST_DATABASE_URL'];
/** How often work is killed: an embedded database takes seconds to open again. */
export const CRASH_ROUNDS = server ? 50 : 2;
let stages = 0;

async function onServer(statement: string): Promise<void> {
  const admin = kyselyOnServer(server!);
  await sql.raw(statement).execute(admin);
  await admin.destroy();
}

/**
 * A database that outlives the processes that are killed on it: a folder, or one of its own on the server of TEST_DATABASE_URL.
 * `script` is called as `<script> <storage> <task> …`, says `working` once it is at work and `done` when nothing is left.
 */
export async function crashStage(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-crash-'));
  const name = `gariotte_crash_${process.pid}_${++stages}`;
  const storage = server ? Object.assign(new URL(server), { pathname: `/${name}` }).href : join(folder, 'data');
  if (server) await onServer(`create database ${name}`);
  return {
    folder,
    /** Runs the script; kills it without warning so many milliseconds after it began its work, when given. Answers what it said. */
    run: (task: string, given: (string | number)[] = [], killAfter?: number) =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, [script, storage, task, ...given.map(String)], { stdio: ['ignore', 'pipe', 'pipe'] });
        let said = '';
        let errors = '';
        child.stderr.on('data', (part: Buffer) => (errors += part));
        child.stdout.on('data', (part: Buffer) => {
          said += part;
          if (killAfter !== undefined && String(part).includes('working')) setTimeout(() => child.kill('SIGKILL'), killAfter);
        });
        child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? resolve(said) : reject(new Error(errors))));
      }),
    clear: async () => {
      if (server) await onServer(`drop database ${name} with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
