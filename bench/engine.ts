// Measures the engine on its sets and prints Markdown tables: node bench/engine.ts [--only flow,assign] [--shared folder] [--quick] [--seconds S] [--seed N]
//   --write       puts the tables of the kinds that were run in docs/engine.md, each between its two marks; the others stay
//   --all         one line an instance also for gap and round, whose instances are otherwise told class by class
//   --keep <file> keeps the rows as they come, one JSON object a line (with one kind); --from <file> tells such a run again instead of measuring
// The folder of published instances is that of --shared or GARIOTTE_BENCH.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KINDS, measure, readRun, setOf } from './sets/runs.ts';
import { cells, sectionOf, told, withSection } from './sets/table.ts';

const DOC = 'docs/engine.md';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const { values } = parseArgs({ options: { only: text, shared: text, quick: flag, seconds: text, seed: text, write: flag, all: flag, keep: text, from: text } });
const shared = values.shared ?? process.env['GARIOTTE_BENCH'] ?? '../shared/bench';
if (!values.from && !existsSync(shared)) throw new Error(`no published instances in ${shared}: give their folder with --shared`);
const options = { shared, quick: values.quick, seconds: values.seconds ? Number(values.seconds) : undefined, seed: values.seed ? Number(values.seed) : undefined };
const kinds = values.from ? [readRun(values.from).kind] : (values.only?.split(',') ?? KINDS);
if (values.keep && kinds.length > 1) throw new Error('--keep takes one kind at a time: add --only');

for (const kind of kinds) {
  const run = values.from ? readRun(values.from) : await measure(kind, options, (row) => console.log(`${row.set} | ${cells(row).join(' | ')}`), values.keep);
  const { summary } = await setOf(kind);
  const section = sectionOf(run, values.all ? undefined : summary?.(run.rows));
  console.log(values.from || summary ? section : told(run));
  if (values.write) writeFileSync(DOC, withSection(readFileSync(DOC, 'utf8'), kind, section));
}
