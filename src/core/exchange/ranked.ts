import type { BoardContext } from './board.ts';
import { type Chosen, chooseColumns, type Column, greedily } from './columns.ts';
import { heaviest } from './near.ts';

/** A collaboration with a second, lesser worth: among sets of equal value the one of most rank is chosen. `value`: whole, 0 and more; `rank`: whole, from 0 to `MOST_RANK`. */
export type RankedColumn = Column & { rank: number };

export const MOST_RANK = 1_000;

/**
 * The set worth most, then of most rank, in which nothing is taken twice. Value and bound are of `value` alone: ranks together weigh less than one unit of it,
 * so rounding down gives back the exact value, and a bound no set of these columns can exceed. What has nothing in common is solved apart, the largest first.
 * `nearEnough`: how near its bound the search among many may end, relatively; unless told, once the value is proved and all ranks together are within a hundredth of what they could be.
 */
export async function chooseRanked<C extends RankedColumn>(columns: C[], context: Pick<BoardContext, 'seconds' | 'signal'>, nearEnough?: number): Promise<Chosen<C>> {
  const begun = performance.now();
  const gone = () => (performance.now() - begun) / 1000;
  const things = new Set(columns.flatMap((column) => column.takes)).size;
  const scale = Math.min(columns.length, things) * (MOST_RANK + 1) + 1;
  const weighted = columns.map((column) => ({ value: column.value * scale + column.rank, takes: column.takes, column }));
  const chosen: C[] = [];
  let [bound, left, optimal] = [0, columns.length, true];
  const large: (typeof weighted)[] = [];
  const take = (found: { chosen: typeof weighted; bound: number; status: string }, of: number) => {
    chosen.push(...found.chosen.map((one) => one.column));
    bound += found.bound;
    left -= of;
    optimal &&= found.status === 'optimal';
  };
  for (const group of apart(weighted)) {
    const few = group.length <= FEW.columns ? heaviest(group, FEW.tries) : null;
    if (few?.exact) take({ ...few, bound: few.value, status: 'optimal' }, group.length);
    else large.push(group);
  }
  // A group apart has a better bound, but the engine needs a while for each.
  for (const group of large.length * SECONDS_APART <= context.seconds ? large : large.length > 0 ? [large.flat()] : []) {
    take(await chooseColumns(group, { ...context, seconds: Math.max(0.05, ((context.seconds - gone()) * group.length) / left) }, nearEnough ?? (OF_RANKS * scale) / Math.max(1, greedily(group))), group.length);
  }
  const value = chosen.reduce((sum, one) => sum + one.value, 0);
  const most = Math.max(value, Math.floor(bound / scale));
  return { chosen, value, bound: most, status: optimal || most === value ? 'optimal' : 'feasible', seconds: gone() };
}

// So few columns are tried by hand, without calling the engine.
const FEW = { columns: 40, tries: 50_000 };
const SECONDS_APART = 1.2;
const OF_RANKS = 0.01;

/** Columns in groups that share nothing with each other, the largest first. */
function apart<C extends Column>(columns: readonly C[]): C[][] {
  const parent = columns.map((_, i) => i);
  const root = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const first = new Map<string, number>();
  for (const [i, column] of columns.entries()) for (const thing of column.takes) first.has(thing) ? (parent[root(i)] = root(first.get(thing)!)) : first.set(thing, i);
  return [...Map.groupBy(columns, (_, i) => root(i)).values()].sort((a, b) => b.length - a.length);
}
