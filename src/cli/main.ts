import { installationSecret, newId, openDatabase, readConfig, systemClock } from '#core/kernel/index.ts';
import { commands } from './commands/index.ts';
import { handOver } from './control.ts';
import { type ExitCode } from './command.ts';
import { familyOf, findCommand, helpOfAll, needsDatabase, runCommand, type Terminal } from './run-command.ts';

const SERVE = { name: 'serve', summary: 'Sert le produit, et le prépare d’abord s’il le faut (c’est « npm start »)', run: async () => 0 as const };

const MOST_PIPED = 4_000_000;

/** What is piped in, as far as a mail goes. */
async function piped(): Promise<string> {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8')) if (text.length < MOST_PIPED) text += part as string;
  return text;
}

const WORK = { name: 'work', summary: 'Fait le travail de fond à côté du produit, sur le même PostgreSQL', run: async () => 0 as const };

async function main(words: string[]): Promise<ExitCode> {
  const abort = new AbortController();
  const terminal: Terminal = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    tty: process.stderr.isTTY === true,
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    signal: abort.signal,
  };

  if (words.length === 0 || words[0] === '--help' || words[0] === '-h') {
    (words.length === 0 ? terminal.err : terminal.out)(helpOfAll([...commands, SERVE, WORK]));
    return words.length === 0 ? 2 : 0;
  }
  const found = findCommand([...commands, SERVE, WORK], words);
  const family = familyOf(commands, words[0]);
  if (!found && family.length > 0) {
    const asked = words.slice(1).some((word) => word === '--help' || word === '-h');
    (asked ? terminal.out : terminal.err)(helpOfAll(family));
    return asked ? 0 : 2;
  }
  if (!found) {
    terminal.err(`gariotte : « ${words.slice(0, 2).join(' ')} » n’est pas une commande. « gariotte --help » les montre toutes.\n`);
    return 2;
  }
  const { command, rest } = found;
  if (!needsDatabase(command, rest) || rest.includes('--help') || rest.includes('-h')) return runCommand(command, rest, terminal, () => Promise.reject(new Error('no database here')));

  const read = readConfig(process.env);
  if (!read.ok) return terminal.err(`gariotte : ${read.message}\n`), 2;
  const { storage } = read.config;
  if (command.name === 'serve') {
    const { serve } = await import('./serve.ts');
    return serve(read.config, rest);
  }
  if (command.name === 'work') {
    const { work } = await import('./work.ts');
    return work(read.config, rest);
  }

  process.once('SIGINT', () => abort.abort());
  if (command.stdin && process.stdin.isTTY !== true && rest.every((word) => word.startsWith('-'))) terminal.input = await piped();
  if (storage.kind === 'embedded') {
    const exit = await handOver(storage.folder, words, terminal);
    if (exit !== null) return exit;
  }
  const opened = await openDatabase(storage);
  if (!opened.ok) return terminal.err(`gariotte : ${opened.message}\n`), 1;
  try {
    return await runCommand(command, rest, terminal, async () => ({ db: opened.db, clock: systemClock, newId, secret: await installationSecret(opened.db, read.config.secret) }));
  } finally {
    await opened.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
// A terminal that goes away (`gariotte … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
