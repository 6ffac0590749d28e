import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveFile } from '../kinds/round.ts';
import type { Row, RowOptions } from './row.ts';

const SECONDS = 10;
const ASKED = `best-known vehicles on every instance, mean distance within 0.1 % in ${SECONDS} s each`;
const MEAN_WITHIN = 0.001;
/** Published distances have two to four decimals. */
const DECIMALS = 1e-4;
/** Without the ones that take long: one of each class. */
const QUICK = /^l(c|r|rc)[12]03$/;

/** Li and Lim's instances of 100 customers, one row each (`value` is the distance, `bound` the proved one when as many vehicles go out), then one for the whole. */
export async function* rows({ shared, seconds = SECONDS, seed, quick }: RowOptions): AsyncGenerator<Row> {
  const folder = join(shared, 'pdptw');
  const published = readFileSync(join(folder, 'best_known.csv'), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  let [solved, sameVehicles, excess, spent] = [0, 0, 0, 0];
  for (const [name, vehicles, distance] of published) {
    const path = join(folder, 'instances', `${name}.txt`);
    if (!existsSync(path) || (quick && !QUICK.test(name!))) continue;
    const answer = await solveFile(path, { seconds, seed });
    const best = Number(distance);
    const same = answer.vehicles === Number(vehicles);
    const bound = Math.max(0, answer.bound - answer.vehicles * answer.fixed);
    solved++;
    spent += answer.seconds;
    if (answer.vehicles <= Number(vehicles)) sameVehicles++;
    if (same) excess += answer.distance / best - 1;
    yield {
      set: 'Li & Lim 100', instance: `${name}: ${answer.vehicles} vehicles of ${vehicles}`, value: answer.distance, best, bound,
      gap: (answer.distance - bound) / answer.distance, status: answer.status, seconds: answer.seconds, asked: 'best-known vehicles',
      reached: answer.vehicles < Number(vehicles) || (same && answer.distance <= best * (1 + MEAN_WITHIN) + DECIMALS),
    };
  }
  const mean = excess / Math.max(1, sameVehicles);
  yield {
    set: 'Li & Lim 100', instance: `all ${solved}: best-known vehicles on ${sameVehicles}, mean distance ${(100 * mean).toFixed(4)} % above`, value: mean, best: 0, bound: NaN, gap: NaN,
    status: 'feasible', seconds: spent, asked: ASKED, reached: sameVehicles === solved && mean <= MEAN_WITHIN,
  };
}
