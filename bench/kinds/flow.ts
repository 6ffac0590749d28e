import { checkFlow, solveFlow } from '#engine/flow/index.ts';
import { bytesOf } from '../readers/bytes.ts';
import { readDimacs } from '../readers/dimacs.ts';

/** Solves a DIMACS `.min` file. `seconds` is the solve without the reading. Throws when the checker refuses the answer. */
export async function solveFile(path: string, options: { seconds?: number } = {}) {
  const read = readDimacs(bytesOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const answer = solveFlow(read.problem, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { value, bound, gap, status, seconds, iterations, chosen } = answer;
  if (status === 'optimal' || status === 'feasible') {
    const checked = checkFlow(read.problem, chosen.flow, chosen.potential);
    if (!checked.feasible || checked.value !== value) throw new Error(`${path}: the checker refuses the answer: ${JSON.stringify(checked.faults[0])}`);
    if (status === 'optimal' && checked.bound !== value) throw new Error(`${path}: the potentials prove ${checked.bound}, not ${value}`);
  }
  return { value, bound, gap, status, seconds, iterations };
}
