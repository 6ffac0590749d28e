import { checkGap, solveGap } from '#engine/gap/index.ts';
import { disposeLp } from '#engine/lp/index.ts';
import { textOf } from '../readers/bytes.ts';
import { readGap } from '../readers/or-library.ts';

/** Solves an OR-Library generalised assignment file, in 30 seconds unless told otherwise. Throws when the checker refuses the answer. */
export async function solveFile(path: string, options: { seconds?: number; seed?: number } = {}) {
  const read = readGap(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const answer = await solveGap(read.problem, { seconds: options.seconds ?? 30, seed: options.seed });
  await disposeLp();
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { value, bound, gap, status, seconds, iterations, chosen } = answer;
  if (status === 'optimal' || status === 'feasible') {
    const checked = checkGap(read.problem, chosen.agentOf);
    if (!checked.feasible || checked.value !== value) throw new Error(`${path}: the checker refuses the answer: ${JSON.stringify(checked)}`);
  }
  return { value, bound, gap, status, seconds, iterations };
}
