import type { Assigned, Stop } from './problem.ts';

/** How often, in rows looked at, row reduction asks whether to stop. */
const LOOK_EVERY = 64;

/**
 * Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems" (Computing 38, 1987): column
 * reduction (square only; ties taken too), two rounds of augmenting row reduction, then a shortest augmenting path for each row left. `cost` is
 * finite, and left as it is. Null when asked to stop.
 */
export function assignDense(rows: number, columns: number, cost: Float64Array, stop: Stop): Assigned | null {
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  const price = new Float64Array(columns);
  if (rows === columns) {
    reduceColumns(rows, cost, price, columnOf, rowOf);
    takeTies(rows, cost, price, columnOf, rowOf);
  }
  const placed = () => columnOf.reduce((count, column) => count + (column === -1 ? 0 : 1), 0);
  const proved = () => provenBy(rows, columns, cost, price);
  let free: Int32Array = Int32Array.from(rowsWithout(columnOf));
  for (let round = 0; round < 2 && columns > 1; round++) free = reduceRows(columns, cost, free, price, columnOf, rowOf, () => stop(placed(), proved));
  const augment = augmenter(columns, cost, price, columnOf, rowOf);
  for (let index = 0; index < free.length; index++) {
    if (stop(rows - free.length + index, proved)) return null;
    augment(free[index]!);
  }
  const rowPrice = Float64Array.from({ length: rows }, (_, row) => cost[row * columns + columnOf[row]!]! - price[columnOf[row]!]!);
  return { columnOf, rowPrice, columnPrice: price };
}

/** Weak duality: whatever the prices, each row costs at least its cheapest pair less the column's price. */
function provenBy(rows: number, columns: number, cost: Float64Array, price: Float64Array): number {
  let bound = 0;
  for (let column = 0; column < columns; column++) bound += price[column]!;
  for (let begin = 0; begin < rows * columns; begin += columns) {
    let least = Infinity;
    for (let column = 0; column < columns; column++) least = Math.min(least, cost[begin + column]! - price[column]!);
    bound += least;
  }
  return bound;
}

function* rowsWithout(columnOf: Int32Array) {
  for (let row = 0; row < columnOf.length; row++) if (columnOf[row] === -1) yield row;
}

/** Each column's price is its least cost, and the row that has it takes the column if still free. */
function reduceColumns(size: number, cost: Float64Array, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array) {
  const cheapest = new Int32Array(size);
  price.set(cost.subarray(0, size));
  for (let row = 1; row < size; row++) {
    const begin = row * size;
    for (let column = 0; column < size; column++) {
      if (cost[begin + column]! >= price[column]!) continue;
      price[column] = cost[begin + column]!;
      cheapest[column] = row;
    }
  }
  for (let column = size - 1; column >= 0; column--) {
    const row = cheapest[column]!;
    if (columnOf[row] !== -1) continue;
    columnOf[row] = column;
    rowOf[column] = row;
  }
}

/** Where many costs are alike, several rows have a column's least cost: a row left over takes any free column that costs it no more than its price. */
function takeTies(size: number, cost: Float64Array, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array) {
  for (let row = 0; row < size; row++) {
    if (columnOf[row] !== -1) continue;
    const begin = row * size;
    for (let column = 0; column < size; column++) {
      if (rowOf[column] !== -1 || cost[begin + column]! > price[column]!) continue;
      columnOf[row] = column;
      rowOf[column] = row;
      break;
    }
  }
}

/**
 * A free row takes its best column and lowers that column's price until its second best is as good; the row put out tries again at once when
 * the price fell, in the next round otherwise. Returns the rows still free.
 */
function reduceRows(columns: number, cost: Float64Array, free: Int32Array, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array, stop: () => boolean): Int32Array {
  const later: number[] = [];
  const waiting = Array.from(free).reverse();
  for (let tries = 8 * columns + free.length; waiting.length > 0; tries--) {
    if (tries % LOOK_EVERY === 0 && stop()) return Int32Array.from([...later, ...waiting]);
    const row = waiting.pop()!;
    const begin = row * columns;
    let best = Infinity;
    let second = Infinity;
    let chosen = -1;
    let other = -1;
    for (let column = 0; column < columns; column++) {
      const reduced = cost[begin + column]! - price[column]!;
      if (reduced >= second) continue;
      if (reduced < best) {
        second = best;
        other = chosen;
        best = reduced;
        chosen = column;
      } else {
        second = reduced;
        other = column;
      }
    }
    const lowered = best < second;
    if (lowered) price[chosen]! -= second - best;
    else if (rowOf[chosen] !== -1) chosen = other;
    const out = rowOf[chosen]!;
    rowOf[chosen] = row;
    columnOf[row] = chosen;
    if (out === -1) continue;
    columnOf[out] = -1;
    if (lowered && tries > 0) waiting.push(out);
    else later.push(out);
  }
  return Int32Array.from(later);
}

/** Dijkstra on reduced costs from a free row to the nearest free column, then prices and pairs changed along the way. */
function augmenter(columns: number, cost: Float64Array, price: Float64Array, columnOf: Int32Array, rowOf: Int32Array) {
  const distance = new Float64Array(columns);
  const before = new Int32Array(columns);
  const open = new Int32Array(columns);
  const done = new Int32Array(columns);
  return (start: number) => {
    let left = columns;
    for (let column = 0; column < columns; column++) open[column] = column;
    distance.fill(Infinity);
    let row = start;
    let base = 0;
    let floor = -Infinity;
    let reached = 0;
    for (;;) {
      const begin = row * columns;
      let least = Infinity;
      let at = 0;
      for (let index = 0; index < left; index++) {
        const column = open[index]!;
        const through = base + cost[begin + column]! - price[column]!;
        let known = distance[column]!;
        if (through < known) {
          distance[column] = known = through;
          before[column] = row;
        }
        if (known < least || (known === least && rowOf[column] === -1)) {
          least = known;
          at = index;
          // No column is nearer than the last one reached.
          if (least === floor && rowOf[column] === -1) break;
        }
      }
      floor = least;
      const column = open[at]!;
      open[at] = open[--left]!;
      if (rowOf[column] === -1) {
        for (let index = 0; index < reached; index++) price[done[index]!]! += distance[done[index]!]! - least;
        for (let end = column; ; ) {
          const taker = before[end]!;
          const previous = columnOf[taker]!;
          rowOf[end] = taker;
          columnOf[taker] = end;
          if (taker === start) return;
          end = previous;
        }
      }
      done[reached++] = column;
      row = rowOf[column]!;
      base = least - (cost[row * columns + column]! - price[column]!);
    }
  };
}
