import type { BoardContext } from './board.ts';
import { chooseColumns, type Column } from './columns.ts';

/** What is needed to ask again what a set would become: every collaboration, by each thing it takes, those worth most first, and the chosen one that holds a thing. */
export type Settled<C extends Column> = { byThing: Map<string, C[]>; holder: Map<string, C> };

export function settle<C extends Column>(columns: readonly C[], chosen: readonly C[]): Settled<C> {
  const byThing = new Map<string, C[]>();
  for (const column of columns.toSorted((a, b) => b.value - a.value))
    for (const thing of column.takes) {
      const known = byThing.get(thing);
      if (known) known.push(column);
      else byThing.set(thing, [column]);
    }
  return { byThing, holder: new Map(chosen.flatMap((column) => column.takes.map((thing) => [thing, column] as const))) };
}

// Choosing anew around a change: so many new collaborations, so many old ones to fill what it frees, found among so many, so many tries.
const NEAR = { fresh: 40, refill: 40, looked: 4_000, tries: 2_000 };

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
    const freed = [...leaving].flatMap((one) => one.takes).filter((thing) => !taken.has(thing));
    const free = (thing: string) => !taken.has(thing) && (!holder.has(thing) || leaving.has(holder.get(thing)!));
    const refill = fillers(freed.map((thing) => byThing.get(thing) ?? []), (one) => one.takes.every(free));
    // Each of those that fill again takes one of the freed at least.
    const atMost = refill.slice(0, freed.length).reduce((sum, one) => sum + one.value, 0);
    if (column.value - lost + atMost <= (best?.gain ?? 0)) continue;
    const gain = column.value - lost + heaviest(refill, NEAR.tries).value;
    if (gain > 0 && (!best || gain > best.gain)) best = { column, gain };
  }
  return best;
}

/** Of some lists, each with those worth most first, the best that suit. */
function fillers<C extends Column>(lists: readonly C[][], suits: (one: C) => boolean): C[] {
  const found = new Set<C>();
  for (const list of lists) {
    let own = 0;
    for (const one of list.slice(0, Math.ceil(NEAR.looked / lists.length))) {
      if (suits(one)) {
        found.add(one);
        own++;
      }
      if (own === NEAR.refill) break;
    }
  }
  return [...found].sort((a, b) => b.value - a.value).slice(0, NEAR.refill);
}

/** The set of columns worth most, by trying with and without each; `exact`: false when the tries ran out. */
export function heaviest<C extends Column>(given: readonly C[], mostTries: number): { chosen: C[]; value: number; exact: boolean } {
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

/** So many collaborations around a change are chosen among anew as a whole; of more, only those in the way of one new one at a time are. */
const MOST_AROUND = 300;

/**
 * What adding some collaborations to those that could be chosen would bring, found by solving again around them: the chosen ones in their way may be
 * rearranged with whatever is free, all else stays. Never more than a whole new search would bring. Built once for a set of columns, then asked many times.
 */
export function gainsAround<C extends Column>(columns: readonly C[], chosen: readonly C[]): (added: readonly C[], context: Pick<BoardContext, 'seconds' | 'signal'>) => Promise<number> {
  const settled = settle(columns, chosen);
  const { byThing, holder } = settled;
  return async (added, context) => {
    const touched = new Set(added.flatMap((column) => column.takes));
    const moved = new Set([...touched].flatMap((thing) => holder.get(thing) ?? []));
    for (const column of moved) for (const thing of column.takes) touched.add(thing);
    const around = new Set([...touched].flatMap((thing) => byThing.get(thing) ?? []));
    const free = [...around].filter((column) => column.takes.every((thing) => !holder.has(thing) || moved.has(holder.get(thing)!)));
    if (added.length + free.length > MOST_AROUND) return gainNear(added, settled)?.gain ?? 0;
    const again = await chooseColumns([...added, ...free], context);
    return again.value - [...moved].reduce((sum, column) => sum + Math.round(column.value), 0);
  };
}
