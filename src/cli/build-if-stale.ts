import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type FolderLock, lockFolder } from '#core/kernel/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAMP = join(ROOT, 'build/stamp');

/** A print of everything the pages are built from: names, sizes and dates, which is enough to notice a change and takes milliseconds. */
function printOfSources(): string {
  const files = globSync(['src/**/*', 'static/**/*', 'facts/**/*', 'package-lock.json', 'vite.config.ts'], { cwd: ROOT }).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(ROOT, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const isBuilt = (print: string) => existsSync(STAMP) && existsSync(join(ROOT, 'build/handler.js')) && readFileSync(STAMP, 'utf8') === print;

const LOOK_AGAIN_MS = 300;

/** Waits until no other process takes `folder`, and takes it. The lock falls with the process that holds it. */
export async function waitForLock(folder: string, onWait: () => void): Promise<FolderLock> {
  for (let said = false; ; said = true) {
    const lock = lockFolder(folder);
    if (lock) return lock;
    if (!said) onWait();
    await wait(LOOK_AGAIN_MS);
  }
}

/** Builds the pages when they were never built or their sources changed. Two processes of one checkout build one after the other: the second finds it done. */
export async function buildIfStale(say: (text: string) => void): Promise<void> {
  const print = printOfSources();
  if (isBuilt(print)) return;
  const lock = await waitForLock(join(ROOT, '.cache/building'), () => say('Un autre Gariotte construit les pages : j’attends'));
  try {
    if (!isBuilt(print)) await build(print, say);
  } finally {
    lock.release();
  }
}

async function build(print: string, say: (text: string) => void): Promise<void> {
  say('Construction des pages…');
  rmSync(STAMP, { force: true });
  await new Promise<void>((resolve, reject) => {
    const vite = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    vite.stdout.on('data', (text) => (output += text));
    vite.stderr.on('data', (text) => (output += text));
    vite.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`La construction des pages a échoué :\n${output}`))));
  });
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(STAMP, print);
  say('Pages construites');
}
