import { checkAssignment, solveDenseAssignment } from '#engine/assign/index.ts';
import { textOf } from '../readers/bytes.ts';
import { readAssignment } from '../readers/or-library.ts';

/** Solves an OR-Library assignment file. `seconds` is the solve without the reading. Throws when the checker refuses the answer. */
export async function solveFile(path: string, options: { seconds?: number } = {}) {
  const read = readAssignment(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const { rows, columns, cost } = read.problem;
  const answer = solveDenseAssignment(read.problem, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { value, bound, gap, status, seconds, chosen } = answer;
  if (status === 'optimal') {
    const row = Int32Array.from({ length: rows * columns }, (_, at) => Math.floor(at / columns));
    const column = Int32Array.from({ length: rows * columns }, (_, at) => at % columns);
    const checked = checkAssignment({ rows, columns, row, column, cost }, chosen.columnOf, chosen.rowPrice, chosen.columnPrice);
    if (!checked.feasible || checked.value !== value || checked.bound !== value) throw new Error(`${path}: the checker refuses the answer: ${JSON.stringify(checked)}`);
  }
  return { value, bound, gap, status, seconds };
}
