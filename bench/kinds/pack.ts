import { disposeLp } from '#engine/lp/index.ts';
import { isJoined, solveCompatible } from '#engine/pack/index.ts';
import { textOf } from '../readers/bytes.ts';
import { readGrf } from '../readers/grf.ts';

/**
 * Solves a `.grf` file as set packing: vertices are bids, an edge joins two that may be chosen together. In 30 seconds unless told otherwise.
 * Throws when two bids are chosen that are not joined, or the value is not the sum of their weights.
 */
export async function solveFile(path: string, options: { seconds?: number; seed?: number; workers?: number } = {}) {
  const read = readGrf(textOf(path));
  if (!read.ok) throw new Error(`${path}, line ${read.line}: ${read.reason}`);
  const answer = await solveCompatible(read.weights, read.joined, { ...options, seconds: options.seconds ?? 30 });
  await disposeLp();
  if (!answer.ok) throw new Error(`${path}: ${answer.reason} at ${answer.where}`);
  const { value, bound, gap, status, seconds, iterations, chosen } = answer;
  const worth = chosen.reduce((sum, bid) => sum + read.weights[bid]!, 0);
  if (worth !== value) throw new Error(`${path}: the chosen bids are worth ${worth}, not ${value}`);
  for (const a of chosen) for (const b of chosen) if (a !== b && !isJoined(read.joined, a, b)) throw new Error(`${path}: bids ${a + 1} and ${b + 1} do not go together`);
  return { value, bound, gap, status, seconds, iterations };
}
