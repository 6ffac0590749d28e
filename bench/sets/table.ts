import type { Row, Summary } from './row.ts';
import type { Run } from './runs.ts';

const missing = (value: number | null | undefined): value is null | undefined => value === null || value === undefined || Number.isNaN(value);
export const figure = (value: number | null | undefined): string => (missing(value) ? '–' : Number.isInteger(value) ? String(value) : value.toFixed(2));
export const time = (seconds: number): string => (seconds < 1 ? `${(1000 * seconds).toFixed(0)} ms` : `${seconds.toFixed(1)} s`);
export const share = (part: number | null, digits = 3): string => (missing(part) ? '–' : `${(100 * part).toFixed(digits).replace(/^-(?=[0.]+$)/, '')} %`);

export const HEAD = ['instance', 'value', 'best known', 'bound', 'gap', 'status', 'time', 'memory', 'same run', 'asked', 'reached'];
const TO_THE_RIGHT = ['value', 'best known', 'bound', 'gap', 'time', 'memory'];

export function cells({ instance, value, best, bound, gap, status, seconds, again, peakMB, reference, asked, reached }: Row): string[] {
  const beside = [reference && `${reference.name}: ${figure(reference.value)}, ${time(reference.seconds)}`, again !== undefined && `solved again: ${time(again)}`];
  return [
    instance, figure(value), figure(best), figure(bound), share(gap), status, time(seconds), peakMB === undefined ? '' : `${peakMB} MB`,
    beside.filter(Boolean).join('; '), asked, reached ? 'yes' : '**no**',
  ];
}

const markdown = ({ head, lines }: Summary): string =>
  [head, head.map((name) => (TO_THE_RIGHT.includes(name) ? '---:' : '---')), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');

/** How a run was measured, from what the run itself knows. */
export function told({ date, node, cores, cpu, load, rows, kind }: Run): string {
  const reached = rows.filter((row) => row.reached).length;
  const busy = load.map((at) => (missing(at) ? 'not known' : at.toFixed(1))).join(' at start, ');
  return `${reached} of ${rows.length} reached. \`node bench/engine.ts --only ${kind}\`, ${date.slice(0, 16).replace('T', ' ')} UTC, Node ${node}, ${cores} cores (${cpu}), load ${busy} at end.`;
}

/** The run as a piece of the document: one table for each of its sets, or its summary, then how it was measured. */
export function sectionOf(run: Run, summary: Summary | undefined): string {
  if (summary) return `**${run.rows[0]?.set}**\n\n${markdown(summary)}\n\n${told(run)}`;
  const sets = [...new Set(run.rows.map((row) => row.set))];
  const tables = sets.map((set) => `**${set}**\n\n${markdown({ head: HEAD, lines: run.rows.filter((row) => row.set === set).map(cells) })}`);
  return `${tables.join('\n\n')}\n\n${told(run)}`;
}

/** The document with a kind's section put between its two marks, and all the rest as it was. */
export function withSection(document: string, kind: string, section: string): string {
  const [begin, end] = [`<!-- measured ${kind}: begin -->`, `<!-- measured ${kind}: end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no place marked for ${kind}`);
  return `${document.slice(0, from + begin.length)}\n${section}\n${document.slice(to)}`;
}
