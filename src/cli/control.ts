import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ExitCode } from './command.ts';
import type { Terminal } from './run-command.ts';

// While the product runs on an embedded folder it alone holds the database. A command typed meanwhile hands its words over this
// socket, one JSON object a line, and prints what comes back. The socket's path stands in the data folder, which only its owner can read.
type Request = { words: string[]; cwd: string; tty: boolean; input: string | null };
type Frame = { out: string } | { err: string } | { exit: ExitCode };

const pointerIn = (folder: string) => join(folder, 'control');

/** Takes commands from other terminals of this machine's user until closed. */
export function listenForCommands(folder: string, run: (words: string[], terminal: Terminal) => Promise<ExitCode>): Promise<{ close: () => void }> {
  const home = mkdtempSync(join(tmpdir(), 'gariotte-'));
  const path = join(home, 'control.sock');
  const server: Server = createServer((socket) => {
    const abort = new AbortController();
    socket.on('close', () => abort.abort());
    socket.on('error', () => abort.abort());
    const send = (frame: Frame) => socket.writable && socket.write(`${JSON.stringify(frame)}\n`);
    const lines = createInterface(socket);
    lines.on('error', () => abort.abort());
    lines.once('line', async (line) => {
      const { words, cwd, tty, input } = JSON.parse(line) as Request;
      const exit = await run(words, { out: (text) => send({ out: text }), err: (text) => send({ err: text }), tty, cwd, input, signal: abort.signal });
      send({ exit });
      socket.end();
    });
  });
  const close = () => {
    server.close();
    rmSync(home, { recursive: true, force: true });
    rmSync(pointerIn(folder), { force: true });
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      writeFileSync(pointerIn(folder), path, { mode: 0o600 });
      resolve({ close });
    });
  });
}

/** Hands words to the product that runs on a folder. Null when none answers there. */
export function handOver(folder: string, words: string[], terminal: Terminal): Promise<ExitCode | null> {
  if (!existsSync(pointerIn(folder))) return Promise.resolve(null);
  const path = readFileSync(pointerIn(folder), 'utf8').trim();
  return new Promise((resolve) => {
    let exit: ExitCode | null = null;
    let begun = false;
    const socket = connect(path, () => {
      begun = true;
      socket.write(`${JSON.stringify({ words, cwd: terminal.cwd, tty: terminal.tty, input: terminal.input ?? null } satisfies Request)}\n`);
    });
    terminal.signal.addEventListener('abort', () => socket.destroy());
    const lines = createInterface(socket);
    // A socket that nobody listens on is an answer, said by `close`.
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const frame = JSON.parse(line) as Frame;
      if ('out' in frame) terminal.out(frame.out);
      else if ('err' in frame) terminal.err(frame.err);
      else exit = frame.exit;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (begun && exit === null && !terminal.signal.aborted) terminal.err('Gariotte s’est arrêté avant d’avoir répondu.\n');
      resolve(begun ? (exit ?? 1) : null);
    });
  });
}
