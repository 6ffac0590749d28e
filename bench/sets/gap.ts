import { join } from 'node:path';
import { disposeLp } from '#engine/lp/index.ts';
import { solveFile } from '../kinds/gap.ts';
import { textOf } from '../readers/bytes.ts';
import type { Row, RowOptions } from './row.ts';

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
