// Solves one published instance: node bench/solve.ts <flow|assign|gap|pack|ride|round> <file[.gz]> [--seconds S] [--seed N] [--workers W] [--json]
// Prints one line; with --json, one JSON object. Numbers that do not exist (no bound, no solution) are null. Exits with 1 when refused.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const KINDS = ['flow', 'assign', 'gap', 'pack', 'ride', 'round'] as const;
type Options = { seconds?: number; seed?: number; workers?: number };
type Solve = (path: string, options: Options) => Promise<Record<string, unknown>>;

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string' }, seed: { type: 'string' }, workers: { type: 'string' }, json: { type: 'boolean' } },
  allowPositionals: true,
});

const numberOf = (name: 'seconds' | 'seed' | 'workers'): number | undefined => {
  if (values[name] === undefined) return undefined;
  const value = Number(values[name]);
  if (!(value >= 0)) throw new Error(`--${name} takes a number, not "${values[name]}"`);
  return value;
};

try {
  const kind = KINDS.find((one) => one === positionals[0]);
  const path = positionals[1];
  if (!kind || !path) throw new Error(`usage: node bench/solve.ts <${KINDS.join('|')}> <file[.gz]> [--seconds S] [--seed N] [--workers W] [--json]`);
  const { solveFile } = (await import(`./kinds/${kind}.ts`)) as { solveFile: Solve };
  const answer = await solveFile(path, { seconds: numberOf('seconds'), seed: numberOf('seed'), workers: numberOf('workers') });
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const result = { kind, instance: basename(path), ...answer, peakMB };
  console.log(values.json ? JSON.stringify(result) : Object.entries(result).map(([name, value]) => `${name} ${value}`).join('  '));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
