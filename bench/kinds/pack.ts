import { disposeLp } from '#engine/lp/index.ts';
import { checkPack, complement, isJoined, packOfConflicts, solvePack } from '#engine/pack/index.ts';
import { textOf } from '../readers/bytes.ts';
import { readGrf } from '../readers/grf.ts';

/**
 * Solves a `.grf` file as set packing: vertices are bids, an edge joins two that may be chosen together. In 30 seconds unless told otherwise, the time to find
 * the cliques of conflicts included. Throws when the checker refuses the answer, or two bids chosen that are not joined.
 */
export async function solveFile(path: string, options: { seconds?: number; seed?: number; workers?: number } = {}) {
  const read = readGrf(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const started = performance.now();
  const model = packOfConflicts(read.weights, complement(read.joined));
  const before = (performance.now() - started) / 1000;
  const answer = await solvePack(model, { seconds: Math.max(0.1, (options.seconds ?? 30) - before), seed: options.seed, workers: options.workers });
  await disposeLp();
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { value, bound, gap, status, seconds, iterations, chosen } = answer;
  const checked = checkPack(model, chosen);
  if (!checked.feasible || checked.value !== value) throw new Error(`${path}: the checker refuses the answer: ${checked.faults[0] ?? `value ${checked.value}`}`);
  for (const a of chosen) for (const b of chosen) if (a !== b && !isJoined(read.joined, a, b)) throw new Error(`${path}: bids ${a + 1} and ${b + 1} do not go together`);
  return { value, bound, gap, status, seconds: before + seconds, iterations };
}
