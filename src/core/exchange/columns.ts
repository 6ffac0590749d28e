import { solvePack } from '#engine/pack/index.ts';
import type { BoardContext } from './board.ts';

/** A collaboration that could be chosen: what it weighs, and the things it takes for itself, each of which can be taken once. */
export type Column = { value: number; takes: readonly string[] };

export type Chosen<C extends Column> = { chosen: C[]; status: string; value: number; bound: number; seconds: number };

/** Among so many collaborations and more, a search ends this near its bound: less than anybody knows of what one is worth. */
const MANY = 2_000;
const NEAR_ENOUGH = 1e-3;

/**
 * The set of collaborations worth most in which nothing is taken twice, with what no set could exceed. Values whole numbers above 0;
 * the same columns in the same order give the same set. `nearEnough`: how near its bound a search among many may end, relatively.
 */
export async function chooseColumns<C extends Column>(columns: C[], context: Pick<BoardContext, 'seconds' | 'signal'>, nearEnough = NEAR_ENOUGH): Promise<Chosen<C>> {
  const useful = columns.filter((column) => column.value > 0);
  if (useful.length === 0) return { chosen: [], status: 'optimal', value: 0, bound: 0, seconds: 0 };
  const rowOf = new Map<string, number>();
  const starts = new Int32Array(useful.length + 1);
  const rows: number[] = [];
  for (const [j, column] of useful.entries()) {
    for (const thing of new Set(column.takes)) {
      if (!rowOf.has(thing)) rowOf.set(thing, rowOf.size);
      rows.push(rowOf.get(thing)!);
    }
    starts[j + 1] = rows.length;
  }
  const answer = await solvePack(
    { rowCount: rowOf.size, values: Float64Array.from(useful, (column) => Math.round(column.value)), starts, rows: Int32Array.from(rows) },
    { seconds: context.seconds, seed: 1, start: greedySet(useful), relativeGap: useful.length >= MANY ? nearEnough : 0, ...(context.signal ? { signal: context.signal } : {}) },
  );
  if (!answer.ok) throw new Error(`The packing was refused: ${answer.reason} at ${answer.where}`);
  // Stopped early, the engine may not have a bound yet; this one always holds.
  const bound = Math.max(answer.value, Math.min(answer.bound, sharedBound(useful)));
  return { chosen: [...answer.chosen].map((j) => useful[j]!), status: answer.value === bound ? 'optimal' : answer.status, value: answer.value, bound, seconds: answer.seconds };
}

/** No set is worth more than the most that each thing could be worth, when what a collaboration weighs is shared evenly between what it takes. */
function sharedBound(columns: readonly Column[]): number {
  const most = new Map<string, number>();
  for (const column of columns) {
    const share = Math.round(column.value) / new Set(column.takes).size;
    for (const thing of column.takes) if (share > (most.get(thing) ?? 0)) most.set(thing, share);
  }
  return Math.floor(most.values().reduce((sum, share) => sum + share, 0) + 1e-6);
}

/** What taking the best collaboration first, then the next that still fits, reaches: the simple way, to be shown beside the engine's. */
export const greedily = (columns: readonly Column[]): number => greedySet(columns).reduce((sum, j) => sum + Math.round(columns[j]!.value), 0);

/** The best collaboration, then the next that still fits, and so on: their places in the list, in order. */
function greedySet(columns: readonly Column[]): Int32Array {
  const taken = new Set<string>();
  const best = Int32Array.from(columns.keys()).sort((a, b) => columns[b]!.value - columns[a]!.value || a - b);
  return best
    .filter((j) => {
      const { value, takes } = columns[j]!;
      if (value <= 0 || takes.some((thing) => taken.has(thing))) return false;
      for (const thing of takes) taken.add(thing);
      return true;
    })
    .sort();
}

/** Of some changes, the first that brings something when solved again; null when none does. At most `tried` are solved. `gainWith`: see `gainsAround`. */
export async function firstThatBrings<T>(changes: readonly T[], gainWith: (change: T) => Promise<number>, tried = 3): Promise<{ change: T; gain: number } | null> {
  for (const change of changes.slice(0, tried)) {
    const gain = await gainWith(change);
    if (gain > 0) return { change, gain };
  }
  return null;
}
