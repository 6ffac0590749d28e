// Measures the engine on its sets and prints a Markdown table: node bench/engine.ts [--only flow,assign] [--shared folder] [--quick] [--seconds S] [--seed N] [--write]
// --write puts the table in docs/engine.md, between its two markers. The folder of published instances is that of --shared or GARIOTTE_BENCH.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row, RowOptions } from './sets/row.ts';

const KINDS = ['flow', 'assign', 'gap', 'pack', 'ride', 'round'];
const DOC = 'docs/engine.md';
const [BEGIN, END] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

const { values } = parseArgs({
  options: { only: { type: 'string' }, shared: { type: 'string' }, quick: { type: 'boolean' }, seconds: { type: 'string' }, seed: { type: 'string' }, write: { type: 'boolean' } },
});
const shared = values.shared ?? process.env['GARIOTTE_BENCH'] ?? '../shared/bench';
if (!existsSync(shared)) throw new Error(`no published instances in ${shared}: give their folder with --shared`);
const options: RowOptions = { shared, quick: values.quick, seconds: values.seconds ? Number(values.seconds) : undefined, seed: values.seed ? Number(values.seed) : undefined };

const figure = (value: number | null | undefined) => (value === null || value === undefined || Number.isNaN(value) ? '–' : Number.isInteger(value) ? String(value) : value.toFixed(2));
const time = (seconds: number) => (seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(1)} s`);
const line = (row: Row) =>
  `| ${[
    row.set, row.instance, figure(row.value), figure(row.best), figure(row.bound), `${(100 * row.gap).toFixed(3)} %`, row.status, time(row.seconds),
    row.reference ? `${row.reference.name}: ${figure(row.reference.value)}, ${time(row.reference.seconds)}` : '', row.asked, row.reached ? 'yes' : '**no**',
  ].join(' | ')} |`;

const table = ['| set | instance | value | best known | bound | gap | status | time | same run | asked | reached |', '|---|---|---:|---:|---:|---:|---|---:|---|---|---|'];
console.log(table.join('\n'));
const wanted = values.only?.split(',') ?? KINDS.filter((kind) => existsSync(new URL(`./sets/${kind}.ts`, import.meta.url)));
let [count, reached] = [0, 0];
for (const kind of wanted) {
  const { rows } = (await import(`./sets/${kind}.ts`)) as { rows: (options: RowOptions) => AsyncGenerator<Row> };
  for await (const row of rows(options)) {
    count++;
    if (row.reached) reached++;
    table.push(line(row));
    console.log(table.at(-1));
  }
}
const said = `${reached} of ${count} reached. Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}).`;
console.log(`\n${said}`);
if (values.write) {
  const doc = readFileSync(DOC, 'utf8');
  const [from, to] = [doc.indexOf(BEGIN), doc.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${DOC} has no place marked for the table`);
  writeFileSync(DOC, `${doc.slice(0, from + BEGIN.length)}\n${table.join('\n')}\n\n${said}\n${doc.slice(to)}`);
}
