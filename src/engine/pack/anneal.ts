import type { Packing } from './packing.ts';

/** `proposals` in all, cooled from `hot` to `cold` (both in units of the objective). */
export type Schedule = { proposals: number; hot: number; cold: number };

/** Proposals between two looks outside, about 5 ms. */
export const SLICE = 20_000;
const EXPONENT_FLOOR = -30;

/**
 * Simulated annealing over a pool of columns (S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, 1983): a column drawn at random comes in and throws out those in its
 * way, always when that pays, else with probability exp(gain / temperature); a chosen column drawn may leave. Works in place; yields after each slice.
 * The best packing met at the end of a slice is copied to `best` (one byte a column) and its worth is what each yield tells.
 */
export function* anneal(packing: Packing, pool: Int32Array, { proposals, hot, cold }: Schedule, random: () => number, best: Uint8Array): Generator<number> {
  let bestWorth = packing.worth;
  best.set(packing.chosen);
  const cooling = Math.log(cold / hot);
  for (let done = 0; done < proposals; done += SLICE) {
    const temperature = hot * Math.exp((cooling * done) / proposals);
    for (let step = 0; step < SLICE; step++) {
      const column = pool[(random() * pool.length) | 0]!;
      if (packing.chosen[column] === 1) {
        const gain = packing.removeGain(column);
        if (gain > 0 || (gain > EXPONENT_FLOOR * temperature && random() < Math.exp(gain / temperature))) packing.remove(column);
        continue;
      }
      const gain = packing.swapGain(column);
      if (gain >= 0 || (gain > EXPONENT_FLOOR * temperature && random() < Math.exp(gain / temperature))) packing.swap(column);
    }
    if (packing.worth > bestWorth) {
      bestWorth = packing.worth;
      best.set(packing.chosen);
    }
    yield bestWorth;
  }
}
