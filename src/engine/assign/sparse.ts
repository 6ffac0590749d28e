import type { Assigned, Stop } from './problem.ts';

/** Allowed pairs row by row: those of `row` are begin[row] … begin[row+1]-1. */
export type Pairs = { begin: Int32Array; column: Int32Array; cost: Float64Array };

/**
 * Shortest augmenting paths on the allowed pairs only: Dijkstra with a binary heap on reduced costs (method: Jonker and Volgenant 1987;
 * at worst rows × pairs × log columns). Where no set of moves can place a row, there is no assignment: `short` holds it and the rows reached from it,
 * which have, together, one column less than they are (Hall 1935).
 */
export function assignSparse(rows: number, columns: number, pairs: Pairs, stop: Stop): Assigned | null {
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  const price = new Float64Array(columns);
  const proved = () => rowPricesFor(rows, pairs, price).reduce((sum, one) => sum + one, 0) + price.reduce((sum, one) => sum + one, 0);
  const augment = augmenter(columns, pairs, price, columnOf, rowOf);
  for (let row = 0; row < rows; row++) takeBest(row, pairs, price, columnOf, rowOf);
  for (let row = 0; row < rows; row++) {
    if (columnOf[row] !== -1) continue;
    if (stop(row, proved)) return null;
    const short = augment(row);
    if (short) return { columnOf: new Int32Array(0), rowPrice: new Float64Array(0), columnPrice: new Float64Array(0), short };
  }
  return { columnOf, rowPrice: rowPricesFor(rows, pairs, price), columnPrice: price };
}

/** What each row pays at least at these prices. */
function rowPricesFor(rows: number, { begin, column, cost }: Pairs, price: Float64Array): Float64Array {
  const rowPrice = new Float64Array(rows).fill(Infinity);
  for (let row = 0; row < rows; row++) for (let at = begin[row]!; at < begin[row + 1]!; at++) rowPrice[row] = Math.min(rowPrice[row]!, cost[at]! - price[column[at]!]!);
  return rowPrice;
}

/** The row takes its best column if free and lowers its price until the second best is as good. */
function takeBest(row: number, { begin, column, cost }: Pairs, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array): void {
  let best = Infinity;
  let second = Infinity;
  let chosen = -1;
  for (let at = begin[row]!; at < begin[row + 1]!; at++) {
    const reduced = cost[at]! - price[column[at]!]!;
    if (reduced < best) {
      second = best;
      best = reduced;
      chosen = column[at]!;
    } else if (reduced < second) second = reduced;
  }
  if (chosen === -1 || rowOf[chosen] !== -1) return;
  rowOf[chosen] = row;
  columnOf[row] = chosen;
  if (second !== Infinity) price[chosen]! -= second - best;
}

function augmenter(columns: number, { begin, column, cost }: Pairs, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array) {
  const distance = new Float64Array(columns).fill(Infinity);
  const before = new Int32Array(columns);
  const closed = new Uint8Array(columns);
  const touched = new Int32Array(columns);
  const heap = smallestFirst(distance);
  const costOfHeld = (row: number) => {
    let least = Infinity;
    for (let at = begin[row]!; at < begin[row + 1]!; at++) if (column[at] === columnOf[row] && cost[at]! < least) least = cost[at]!;
    return least;
  };
  return (start: number): Int32Array | null => {
    heap.clear();
    let seen = 0;
    let row = start;
    let base = 0;
    let end = -1;
    for (;;) {
      for (let at = begin[row]!; at < begin[row + 1]!; at++) {
        const to = column[at]!;
        if (closed[to]) continue;
        const through = base + cost[at]! - price[to]!;
        if (through >= distance[to]!) continue;
        if (distance[to] === Infinity) touched[seen++] = to;
        distance[to] = through;
        before[to] = row;
        heap.put(to);
      }
      const nearest = heap.take();
      if (nearest < 0) break;
      closed[nearest] = 1;
      if (rowOf[nearest] === -1) {
        end = nearest;
        break;
      }
      row = rowOf[nearest]!;
      base = distance[nearest]! - (costOfHeld(row) - price[nearest]!);
    }
    const short = end < 0 ? Int32Array.from([start, ...touched.subarray(0, seen)], (reached, index) => (index === 0 ? reached : rowOf[reached]!)).sort() : null;
    const reach = end < 0 ? 0 : distance[end]!;
    for (let index = 0; index < seen; index++) {
      const to = touched[index]!;
      if (end >= 0 && closed[to]) price[to]! += distance[to]! - reach;
      distance[to] = Infinity;
      closed[to] = 0;
    }
    for (let to = end; to >= 0; ) {
      const taker = before[to]!;
      const previous = columnOf[taker]!;
      rowOf[to] = taker;
      columnOf[taker] = to;
      to = taker === start ? -1 : previous;
    }
    return short;
  };
}

/** A binary heap of columns by their distance, which may fall while they are in it. */
function smallestFirst(key: Float64Array) {
  const heap = new Int32Array(key.length + 1);
  const place = new Int32Array(key.length).fill(-1);
  let count = 0;
  const set = (at: number, item: number) => {
    heap[at] = item;
    place[item] = at;
  };
  return {
    clear() {
      for (let at = 0; at < count; at++) place[heap[at]!] = -1;
      count = 0;
    },
    put(item: number) {
      let at = place[item]! < 0 ? count++ : place[item]!;
      for (; at > 0; ) {
        const above = (at - 1) >> 1;
        if (key[heap[above]!]! <= key[item]!) break;
        set(at, heap[above]!);
        at = above;
      }
      set(at, item);
    },
    take(): number {
      if (count === 0) return -1;
      const top = heap[0]!;
      place[top] = -1;
      const item = heap[--count]!;
      let at = 0;
      for (; count > 0; ) {
        let below = 2 * at + 1;
        if (below >= count) break;
        if (below + 1 < count && key[heap[below + 1]!]! < key[heap[below]!]!) below++;
        if (key[heap[below]!]! >= key[item]!) break;
        set(at, heap[below]!);
        at = below;
      }
      if (count > 0) set(at, item);
      return top;
    },
  };
}
