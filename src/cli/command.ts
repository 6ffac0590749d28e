import type { Deps } from '#core/kernel/index.ts';

/** What a command sees of the world: the database is open, paths are relative to where it was typed. */
export type CommandContext = {
  deps: Deps;
  /** Folder the command was typed in. */
  cwd: string;
  args: string[];
  /** What was piped in, for a command that takes it; null when nothing was. */
  input: string | null;
  options: Record<string, string | boolean | undefined>;
  json: boolean;
  print: (line: string) => void;
  /** Says beside the answer what is to be known of it, on the error output. */
  warn: (line: string) => void;
  /** Says how far long work has come; nothing when the output is not a terminal. `total` null when it is not known. */
  progress: (done: number, total: number | null, what: string) => void;
  signal: AbortSignal;
};

/** Exit codes: 0 done, 1 could not be done (said why), 2 was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

export type CommandOption = { name: string; value?: string; help: string };

/** One command of `gariotte`: what it is called, what it takes, what it does. */
export type Command = {
  /** One or two words: `uses`, `territory load`. */
  name: string;
  summary: string;
  /** Positional arguments as shown in the help: `<fichier…>`. */
  args?: string;
  options?: CommandOption[];
  /** Takes what is piped in when no file is named. */
  stdin?: boolean;
  /** False for what needs no database and so answers at once; a function where the words typed decide. */
  database?: boolean | ((words: string[]) => boolean);
  run: (context: CommandContext) => Promise<ExitCode>;
};

/** Asked wrongly: one sentence, exit code 2. Thrown by a command, caught by the frame. */
export class UsageError extends Error {}

/** Could not be done, for a reason the person can act on: one sentence, exit code 1. */
export class CommandFailure extends Error {}
