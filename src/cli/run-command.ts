import { parseArgs } from 'node:util';
import type { Deps } from '#core/kernel/index.ts';
import { type Command, CommandFailure, type ExitCode, UsageError } from './command.ts';
import { progressLine } from './progress.ts';

/** Where a command writes and from where it was typed: this terminal, or another one that handed its work over. */
export type Terminal = { out: (text: string) => void; err: (text: string) => void; tty: boolean; cwd: string; /** What was piped in. */ input?: string | null; signal: AbortSignal };

/** The command whose name is the longest prefix of the words, with the words left. */
export function findCommand(commands: Command[], words: string[]): { command: Command; rest: string[] } | null {
  const byLength = commands.toSorted((a, b) => b.name.split(' ').length - a.name.split(' ').length);
  for (const command of byLength) {
    const name = command.name.split(' ');
    if (name.every((word, i) => words[i] === word)) return { command, rest: words.slice(name.length) };
  }
  return null;
}

/** Whether a command opens the database, for the words typed after its name. */
export const needsDatabase = ({ database }: Command, words: string[]): boolean => (typeof database === 'function' ? database(words) : database !== false);

/** The commands of a family: those whose name begins with the first word typed, as `territory` begins `territory load`. */
export const familyOf = (commands: Command[], word: string | undefined): Command[] => commands.filter((command) => word !== undefined && command.name.startsWith(`${word} `));

/** Reads a command's arguments, runs it and answers its exit code. What went wrong is one line on the error output. */
export async function runCommand(command: Command, words: string[], terminal: Terminal, openDeps: () => Promise<Deps>): Promise<ExitCode> {
  try {
    const options = Object.fromEntries([...(command.options ?? []).map((option) => [option.name, { type: option.value ? 'string' : 'boolean' }] as const), ['json', { type: 'boolean' }], ['help', { type: 'boolean', short: 'h' }]]) as Record<string, { type: 'string' | 'boolean' }>;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    if (values['help']) return terminal.out(helpOf(command)), 0;
    const progress = progressLine(terminal);
    const code = await command.run({
      deps: needsDatabase(command, words) ? await openDeps() : (undefined as never),
      cwd: terminal.cwd,
      args: positionals,
      input: terminal.input ?? null,
      options: values as Record<string, string | boolean | undefined>,
      json: values['json'] === true,
      print: (line) => {
        progress.clear();
        terminal.out(`${line}\n`);
      },
      warn: (line) => {
        progress.clear();
        terminal.err(`${line}\n`);
      },
      progress: progress.show,
      signal: terminal.signal,
    });
    progress.clear();
    return code;
  } catch (error) {
    if (error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      terminal.err(`gariotte ${command.name} : ${(error as Error).message}\nVoir « gariotte ${command.name} --help ».\n`);
      return 2;
    }
    if (error instanceof CommandFailure) return terminal.err(`gariotte ${command.name} : ${error.message}\n`), 1;
    if (terminal.signal.aborted) return terminal.err(`gariotte ${command.name} : interrompu, rien n’a été changé.\n`), 1;
    terminal.err(`gariotte ${command.name} : erreur imprévue : ${(error as Error).stack ?? String(error)}\n`);
    return 1;
  }
}

export function helpOf(command: Command): string {
  const options = [...(command.options ?? []), { name: 'json', help: 'répond en JSON, pour les machines' }, { name: 'help', help: 'montre cette aide' }];
  const shown = options.map((option) => ({ left: `--${option.name}${'value' in option && option.value ? ` ${option.value}` : ''}`, help: option.help }));
  const width = Math.max(...shown.map((line) => line.left.length));
  const usage = ['gariotte', command.name, command.args ?? '', '[options]'].filter(Boolean).join(' ');
  return `${command.summary}\n\nUsage : ${usage}\n\n${shown.map((line) => `  ${line.left.padEnd(width)}  ${line.help}`).join('\n')}\n`;
}

export function helpOfAll(commands: Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.toSorted((a, b) => a.name.localeCompare(b.name)).map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `Gariotte, l’établi de celles et ceux qui animent l’économie d’un territoire.\n\nUsage : gariotte <commande> [options]\n\n${lines.join('\n')}\n\n« gariotte <commande> --help » dit le reste. Codes de sortie : 0 fait, 1 impossible, 2 mal demandé.\n`;
}
