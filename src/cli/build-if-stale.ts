import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Builds the pages when they were never built or their sources changed. */
export async function buildIfStale(say: (text: string) => void): Promise<void> {
  const print = printOfSources();
  if (existsSync(STAMP) && existsSync(join(ROOT, 'build/handler.js')) && readFileSync(STAMP, 'utf8') === print) return;
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
