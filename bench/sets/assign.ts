import { join } from 'node:path';
import { munkres } from 'munkres';
import { type AssignmentAnswer, type DenseAssignment, solveDenseAssignment } from '#engine/assign/index.ts';
import { seededRandom } from '../../src/engine/common/random.ts';
import { textOf } from '../readers/bytes.ts';
import { readAssignment } from '../readers/or-library.ts';
import type { Row, RowOptions } from './row.ts';

/** Linear assignment: OR-Library's files, then random 1,000 × 1,000 beside npm `munkres` in the same run, best of three. */
export async function* rows({ shared }: RowOptions): AsyncGenerator<Row> {
  const published = textOf(join(shared, 'assignment', 'assignopt.txt'));
  for (const size of [100, 200, 300, 400, 500]) {
    const name = `assign${size}`;
    const read = readAssignment(textOf(join(shared, 'assignment', `${name}.txt`)));
    if (!read.ok) throw new Error(`${name}, line ${read.line}: ${read.reason}`);
    const best = Number(new RegExp(`${name}\\s+(\\d+)`).exec(published)?.[1] ?? NaN);
    yield besideMunkres('OR-Library assignment', name, read.problem, best, 'optimum');
  }
  for (const range of [100, 1000, 1_000_000]) {
    const random = seededRandom(range);
    const cost = Float64Array.from({ length: 1_000_000 }, () => 1 + Math.floor(range * random()));
    yield besideMunkres('generated assignment', `1000 × 1000, costs 1 … ${range}`, { rows: 1000, columns: 1000, cost }, null, 'at most 1.5 × munkres');
  }
}

function besideMunkres(set: string, instance: string, problem: DenseAssignment, best: number | null, asked: string): Row {
  const { rows: size, columns, cost } = problem;
  const table = Array.from({ length: size }, (_, row) => Array.from({ length: columns }, (_, column) => cost[row * columns + column]!));
  let theirs = Infinity;
  let ours: AssignmentAnswer | null = null;
  let value = 0;
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    const pairs = munkres(table);
    theirs = Math.min(theirs, (performance.now() - started) / 1000);
    value = pairs.reduce((total, [row, column]) => total + table[row]![column]!, 0);
    const answer = solveDenseAssignment(problem);
    if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
    if (!ours || answer.seconds < ours.seconds) ours = answer;
  }
  const { bound, gap, status, seconds } = ours!;
  const exact = ours!.value === value && bound === value;
  return {
    set, instance, value: ours!.value, best, bound, gap, status, seconds, asked,
    reference: { name: 'munkres', seconds: theirs, value },
    reached: exact && (best === null ? seconds <= 1.5 * theirs : true),
  };
}
