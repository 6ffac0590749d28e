// Measures how a département is taken from a file of five million rows in INSEE's layout: `node bench/import.ts [rows]`.
// Beside it, in the same run, what DuckDB alone takes for the same file. Then a whole import, legal units and positions included.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SireneFiles, writeSirene } from './generators/sirene.ts';

const rows = Number(process.argv[2] ?? 5_000_000);
const ROUNDS = 3;
const folder = join(tmpdir(), `gariotte-bench-sirene-${rows}`);
const files: SireneFiles = { establishments: join(folder, 'StockEtablissement_utf8.csv'), legalUnits: join(folder, 'StockUniteLegale_utf8.csv'), positions: join(folder, 'GeolocalisationEtablissement.csv') };

/** One measure in a process of its own, so that each has its own memory. */
type Measure = { seconds: number; cpuSeconds: number; rows: number; megabytes: number };
function measure(what: string): Measure {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'import-one.ts'), what, JSON.stringify(files)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Measure;
}
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const cell = (value: number, digits = 1) => value.toFixed(digits).padStart(9);

if (!existsSync(files.positions)) {
  mkdirSync(folder, { recursive: true });
  const startedAt = Date.now();
  // The real file has ten times more rows; the département keeps the number it has there.
  await writeSirene(files, { rows, favoured: '46', times: 7 });
  console.log(`generated in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}
console.log(`${rows.toLocaleString('en')} rows, ${(statSync(files.establishments).size / 1e6).toFixed(0)} MB; medians of ${ROUNDS}\n`);
console.log(`${'what'.padEnd(46)}   seconds       cpu      rows  peak MB`);
const KINDS = { count: 'DuckDB alone: scan, filter, count', columns: 'DuckDB alone: scan, filter, keep 24 columns', select: 'gariotte: select, with bad lines found' } as const;
const found = {} as Record<keyof typeof KINDS, Measure[]>;
for (let round = 0; round < ROUNDS; round++) for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) (found[kind] ??= []).push(measure(kind));
const typical = (kind: keyof typeof KINDS): Measure => ({ seconds: median(found[kind].map((one) => one.seconds)), cpuSeconds: median(found[kind].map((one) => one.cpuSeconds)), rows: found[kind][0]!.rows, megabytes: Math.max(...found[kind].map((one) => one.megabytes)) });
const print = (title: string, one: Measure) => console.log(`${title.padEnd(46)} ${cell(one.seconds)} ${cell(one.cpuSeconds)} ${String(one.rows).padStart(9)} ${cell(one.megabytes, 0)}`);
for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) print(KINDS[kind], typical(kind));
print('gariotte: whole import, embedded, first time', measure('import'));
print('gariotte: the same again', measure('again'));
const ratio = (kind: 'count' | 'columns') => (typical('select').seconds / typical(kind).seconds).toFixed(2);
console.log(`\nselection / DuckDB alone: ${ratio('columns')} for the same columns, ${ratio('count')} for a bare count (asked: at most 1.5); peak ${typical('select').megabytes.toFixed(0)} MB (asked: under 700)`);
