import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveFile } from '../kinds/round.ts';
import type { Row, RowOptions, Summary } from './row.ts';
import { share, time } from './table.ts';

const SECONDS = 10;
const MEAN_WITHIN = 0.001;
/** Published distances have two to four decimals. */
const DECIMALS = 1e-4;
/** Without the ones that take long: one of each class. */
const QUICK = /^l(c|r|rc)[12]03$/;

/** Li and Lim's instances of 100 customers, one row each: `value` is the distance, `bound` the proved one when as many vehicles go out. */
export async function* rows({ shared, seconds = SECONDS, seed, quick }: RowOptions): AsyncGenerator<Row> {
  const folder = join(shared, 'pdptw');
  const published = readFileSync(join(folder, 'best_known.csv'), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  for (const [name, vehicles, distance] of published) {
    const path = join(folder, 'instances', `${name}.txt`);
    if (!existsSync(path) || (quick && !QUICK.test(name!))) continue;
    const answer = await solveFile(path, { seconds, seed });
    const best = Number(distance);
    const same = answer.vehicles === Number(vehicles);
    const bound = Math.max(0, answer.bound - answer.vehicles * answer.fixed);
    yield {
      set: 'Li & Lim 100', instance: `${name}: ${answer.vehicles} vehicles of ${vehicles}`, value: answer.distance, best, bound,
      gap: (answer.distance - bound) / answer.distance, status: answer.status, seconds: answer.seconds, asked: 'best-known vehicles, mean distance within 0.1 %',
      reached: answer.vehicles < Number(vehicles) || (same && answer.distance <= best * (1 + MEAN_WITHIN) + DECIMALS),
    };
  }
}

/** One line a class: vehicles against the best known, and distance where they are as many. */
export function summary(rows: Row[]): Summary {
  const read = rows.flatMap((row) => {
    const [, name, ours, theirs] = /^(\w+): (\d+) vehicles of (\d+)$/.exec(row.instance) ?? [];
    return name ? [{ ...row, of: name.slice(0, -2), ours: Number(ours), theirs: Number(theirs) }] : [];
  });
  const line = (name: string, of: typeof read) => {
    const excess = of.filter((row) => row.ours === row.theirs).map((row) => row.value / row.best! - 1);
    const mean = excess.reduce((sum, one) => sum + one, 0) / Math.max(1, excess.length);
    const vehicles = (which: 'ours' | 'theirs') => of.reduce((sum, row) => sum + row[which], 0);
    const same = of.filter((row) => row.ours <= row.theirs).length;
    return [
      name, String(of.length), `${same} of ${of.length}`, `${vehicles('ours')} of ${vehicles('theirs')}`, share(mean, 4), share(Math.max(...excess), 4),
      share(of.reduce((sum, row) => sum + row.gap, 0) / of.length, 0), time(Math.max(...of.map((row) => row.seconds))), same === of.length && mean <= MEAN_WITHIN ? 'yes' : '**no**',
    ];
  };
  const classes = [...new Set(read.map((row) => row.of))];
  return {
    head: ['class', 'instances', 'best-known vehicles on', 'vehicles in all', 'mean distance above best known', 'worst', 'mean gap to the bound, distance', 'longest time', 'reached'],
    lines: [...classes.map((name) => line(name, read.filter((row) => row.of === name))), line('all', read)],
  };
}
