import type { BoardContext } from './board.ts';
import { type Chosen, chooseColumns, type Column } from './columns.ts';

/** A collaboration with a second, lesser worth: among sets of equal value the one of most rank is chosen. `value`: whole, 0 and more; `rank`: whole, from 0 to `MOST_RANK`. */
export type RankedColumn = Column & { rank: number };

export const MOST_RANK = 1_000;

/**
 * The set worth most, then of most rank, in which nothing is taken twice. Value and bound are of `value` alone: ranks together weigh less than one unit of it,
 * so rounding down gives back the exact value, and a bound no set of these columns can exceed. What has nothing in common is solved apart, the largest first.
 */
export async function chooseRanked<C extends RankedColumn>(columns: C[], context: Pick<BoardContext, 'seconds' | 'signal'>): Promise<Chosen<C>> {
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
    take(await chooseColumns(group, { ...context, seconds: Math.max(0.05, ((context.seconds - gone()) * group.length) / left) }), group.length);
  }
  const value = chosen.reduce((sum, one) => sum + one.value, 0);
  const most = Math.max(value, Math.floor(bound / scale));
  return { chosen, value, bound: most, status: optimal || most === value ? 'optimal' : 'feasible', seconds: gone() };
}

// So few columns are tried by hand, without calling the engine.
const FEW = { columns: 40, tries: 50_000 };
const SECONDS_APART = 1.2;

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

/** What is needed to ask again what a set would become: every collaboration, by each thing it takes, and the chosen one that holds a thing. */
export type Settled<C extends Column> = { byThing: Map<string, C[]>; holder: Map<string, C> };

export function settle<C extends Column>(columns: readonly C[], chosen: readonly C[]): Settled<C> {
  const byThing = new Map<string, C[]>();
  for (const column of columns)
    for (const thing of column.takes) {
      const known = byThing.get(thing);
      if (known) known.push(column);
      else byThing.set(thing, [column]);
    }
  return { byThing, holder: new Map(chosen.flatMap((column) => column.takes.map((thing) => [thing, column] as const))) };
}

// Choosing anew around a change: so many new collaborations, so many old ones to fill what it frees, so many tries.
const NEAR = { fresh: 40, refill: 40, tries: 2_000 };

/**
 * The best of some new collaborations once they may be chosen too, and what the whole gains by it: those in its way leave, and what they free is filled
 * again as well as can be by what was possible. Solved around the change only, so the true gain may be more, never less. Null when nothing is gained.
 */
export function gainNear<C extends Column>(fresh: readonly C[], { byThing, holder }: Settled<C>): { column: C; gain: number } | null {
  let best: { column: C; gain: number } | null = null;
  for (const column of fresh.toSorted((a, b) => b.value - a.value || a.takes.length - b.takes.length).slice(0, NEAR.fresh)) {
    const taken = new Set(column.takes);
    const leaving = new Set(column.takes.flatMap((thing) => holder.get(thing) ?? []));
    const lost = [...leaving].reduce((sum, one) => sum + one.value, 0);
    if (best && column.value - lost <= best.gain && leaving.size === 0) continue;
    const freed = [...leaving].flatMap((one) => one.takes).filter((thing) => !taken.has(thing));
    const free = (thing: string) => !taken.has(thing) && (!holder.has(thing) || leaving.has(holder.get(thing)!));
    const refill = [...new Set(freed.flatMap((thing) => byThing.get(thing) ?? []))].filter((one) => one.takes.every(free)).toSorted((a, b) => b.value - a.value).slice(0, NEAR.refill);
    const gain = column.value - lost + heaviest(refill, NEAR.tries).value;
    if (gain > 0 && (!best || gain > best.gain)) best = { column, gain };
  }
  return best;
}

/** The set of columns worth most, by trying with and without each; `exact`: false when the tries ran out. */
function heaviest<C extends Column>(given: readonly C[], mostTries: number): { chosen: C[]; value: number; exact: boolean } {
  const columns = given.toSorted((a, b) => b.value - a.value);
  const rest = new Float64Array(columns.length + 1);
  for (let i = columns.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + columns[i]!.value;
  let [best, tries] = [0, 0];
  let chosen: C[] = [];
  const now: C[] = [];
  const taken = new Set<string>();
  const from = (at: number, value: number): void => {
    if (value > best) [best, chosen] = [value, [...now]];
    if (at === columns.length || value + rest[at]! <= best || ++tries > mostTries) return;
    const column = columns[at]!;
    if (!column.takes.some((thing) => taken.has(thing))) {
      for (const thing of column.takes) taken.add(thing);
      now.push(column);
      from(at + 1, value + column.value);
      now.pop();
      for (const thing of column.takes) taken.delete(thing);
    }
    from(at + 1, value);
  };
  from(0, 0);
  return { chosen, value: best, exact: tries <= mostTries };
}
