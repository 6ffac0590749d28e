import { join } from 'node:path';
import { disposeLp } from '#engine/lp/index.ts';
import { solveFile } from '../kinds/gap.ts';
import { textOf } from '../readers/bytes.ts';
import type { Row, RowOptions, Summary } from './row.ts';
import { share, time } from './table.ts';

/** Generalised assignment: every instance of the shared set, 30 seconds each. */
export async function* rows({ shared, seconds = 30, seed, quick }: RowOptions): AsyncGenerator<Row> {
  const folder = join(shared, 'gap');
  const lines = textOf(join(folder, 'best_costs.tsv')).trim().split('\n').slice(1);
  for (const line of quick ? lines.filter((_, index) => index % 6 === 0) : lines) {
    const [set, instance, , , known] = line.split('\t') as [string, string, string, string, string];
    const best = Number(known);
    const answer = await solveFile(join(folder, set, instance), { seconds, seed });
    const { value, bound, gap, status, seconds: took } = answer;
    yield { set: 'generalised assignment', instance, value, best, bound, gap, status, seconds: took, asked: 'within 0.1 % in 30 s', reached: value <= best * 1.001 && bound <= best };
  }
  await disposeLp();
}

/** Files gap1 … gap12 hold five instances each; a05100 is of Chu and Beasley's class a. */
const classOf = (instance: string): string => (/^gap\d+/.test(instance) ? instance.replace(/-.*/, '') : `class ${instance[0]}`);
const byNumber = (a: string, b: string): number => Number(/\d+/.exec(a)?.[0] ?? Infinity) - Number(/\d+/.exec(b)?.[0] ?? Infinity) || a.localeCompare(b);

/** One line a file or class: how far the worst instance is from the best known value, and from its own bound. */
export function summary(rows: Row[]): Summary {
  const above = (row: Row) => row.value / row.best! - 1;
  const worst = (of: number[]) => share(Math.max(...of));
  const line = (name: string, of: Row[]) => [
    name, String(of.length), worst(of.map(above)), `${of.filter((row) => row.reached).length} of ${of.length}`, `${of.filter((row) => row.status === 'optimal').length} of ${of.length}`,
    worst(of.map((row) => row.gap)), time(Math.max(...of.map((row) => row.seconds))),
  ];
  const classes = [...new Set(rows.map((row) => classOf(row.instance)))].sort(byNumber);
  return {
    head: ['file or class', 'instances', 'worst above best known', 'within 0.1 % and bound valid', 'proved optimal', 'worst gap to the bound', 'longest time'],
    lines: [...classes.map((name) => line(name, rows.filter((row) => classOf(row.instance) === name))), line('all', rows)],
  };
}
