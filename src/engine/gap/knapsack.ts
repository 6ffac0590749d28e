/** Above this many cells (items × capacity) the table is not filled, and the fractional bound stands in. */
const CELLS = 2 ** 24;

/**
 * 0-1 knapsack by dynamic programming over the capacity (Bellman 1957), after items that cannot be in any best choice, or must be in all, are
 * set aside by their fractional bound (Dembo and Hammer 1980). Give it positive profits and weights that fit. Returns a function that fills
 * `taken` and returns the best profit, or an upper bound on it where the table would be too large.
 */
export function knapsackSolver(most: number, capacity: number) {
  const best = new Float64Array(capacity <= CELLS ? capacity + 1 : 0);
  let kept = new Uint8Array(0);
  const order = new Int32Array(most);
  return (count: number, profit: Float64Array, weight: Float64Array, taken: Uint8Array): number => {
    for (let item = 0; item < count; item++) order[item] = item;
    const sorted = order.subarray(0, count).sort((a, b) => profit[b]! * weight[a]! - profit[a]! * weight[b]! || a - b);
    taken.fill(0, 0, count);
    let room = capacity;
    let value = 0;
    let at = 0;
    while (at < count && weight[sorted[at]!]! <= room) {
      room -= weight[sorted[at]!]!;
      value += profit[sorted[at]!]!;
      taken[sorted[at++]!] = 1;
    }
    if (at === count) return value;
    const rate = profit[sorted[at]!]! / weight[sorted[at]!]!;
    const bound = value + room * rate;
    // Greedy goes on with what still fits: a value to compare bounds with.
    let greedy = value;
    let rest = room;
    for (let index = at; index < count; index++) {
      if (weight[sorted[index]!]! > rest) continue;
      rest -= weight[sorted[index]!]!;
      greedy += profit[sorted[index]!]!;
    }
    // Forcing an item in (or out) against the fractional choice costs at least its distance from the rate.
    let core = 0;
    let space = capacity;
    let sure = 0;
    for (let index = 0; index < count; index++) {
      const item = sorted[index]!;
      const loss = Math.abs(profit[item]! - rate * weight[item]!);
      if (bound - loss < greedy - 1e-9 * (1 + greedy)) {
        if (index >= at) continue;
        space -= weight[item]!;
        sure += profit[item]!;
      } else sorted[core++] = item;
    }
    if (core * (space + 1) > CELLS) return bound;
    if (kept.length < core * (space + 1)) kept = new Uint8Array(2 * core * (space + 1));
    for (let index = 0; index < core; index++) taken[sorted[index]!] = 0;
    best.fill(0, 0, space + 1);
    for (let index = 0; index < core; index++) {
      const gain = profit[sorted[index]!]!;
      const size = weight[sorted[index]!]!;
      const row = index * (space + 1);
      kept.fill(0, row, row + space + 1);
      for (let used = space; used >= size; used--) {
        const through = best[used - size]! + gain;
        if (through <= best[used]!) continue;
        best[used] = through;
        kept[row + used] = 1;
      }
    }
    for (let index = core - 1, used = space; index >= 0; index--) {
      if (kept[index * (space + 1) + used] === 0) continue;
      taken[sorted[index]!] = 1;
      used -= weight[sorted[index]!]!;
    }
    return sure + best[space]!;
  };
}
