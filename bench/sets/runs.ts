import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Row, RowOptions, RowSet } from './row.ts';

/** One kind measured: what, when, on what, and how busy the machine was (mean number of processes at work, at start and end). */
export type Run = { kind: string; date: string; node: string; cores: number; cpu: string; load: [number, number]; rows: Row[] };

const SETS: Record<string, () => Promise<RowSet>> = {
  flow: () => import('./flow.ts'),
  assign: () => import('./assign.ts'),
  gap: () => import('./gap.ts'),
  pack: () => import('./pack.ts'),
  ride: () => import('./ride.ts'),
  round: () => import('./round.ts'),
};
export const KINDS = Object.keys(SETS);

export async function setOf(kind: string): Promise<RowSet> {
  const load = SETS[kind];
  if (!load) throw new Error(`no such kind: ${kind}; there are ${KINDS.join(', ')}`);
  return load();
}

/** Measures a kind; each row is told as it comes, and kept in `file` at once when one is given. */
export async function measure(kind: string, options: RowOptions, tell: (row: Row) => void, file?: string): Promise<Run> {
  const { rows } = await setOf(kind);
  const run: Run = { kind, date: new Date().toISOString(), node: process.versions.node, cores: cpus().length, cpu: cpus()[0]?.model.trim() ?? 'unknown', load: [loadavg()[0]!, NaN], rows: [] };
  const keep = (line: unknown) => file && appendFileSync(file, `${JSON.stringify(line)}\n`);
  if (file) writeFileSync(file, '');
  keep({ run: { ...run, load: run.load[0], rows: undefined } });
  for await (const row of rows(options)) {
    run.rows.push(row);
    tell(row);
    keep(row);
  }
  run.load[1] = loadavg()[0]!;
  keep({ end: { load: run.load[1] } });
  return run;
}

type Line = { run: Omit<Run, 'load' | 'rows'> & { load: number } } | { end: { load: number } } | Row;

/** A run as `measure` kept it; one that was cut short has no load at its end. */
export function readRun(file: string): Run {
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Line);
  const begun = lines.find((line) => 'run' in line);
  const ended = lines.find((line) => 'end' in line);
  if (!begun) throw new Error(`${file} holds no run`);
  return { ...begun.run, load: [begun.run.load, ended?.end.load ?? NaN], rows: lines.filter((line) => 'instance' in line) };
}
