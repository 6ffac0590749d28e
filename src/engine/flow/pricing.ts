import type { Network } from './network.ts';
import type { Standing } from './start.ts';

/**
 * Block search: looks at blocks of consecutive arcs, round and round, and enters the most violated arc of the first block that has one.
 * It first stays within one region's arcs until they hold no violation, region after region; then within four regions, then sixteen, … and at last
 * all arcs: most pivots are then made where everything is near in memory. `everywhere`: all arcs at once, for a
 * start that is nearly right. Returns -1 when a whole round over all arcs finds none.
 */
export function pricing({ source, target, cost, arcs, windows }: Network, { tree, state }: Standing, everywhere: boolean): () => number {
  const { potential } = tree;
  const regions = windows.length - 1;
  let together = everywhere ? regions : 1;
  let region = 0;
  let begin = 0;
  let end = windows[together]!;
  let place = 0;
  const widen = () => {
    region += together;
    if (region >= regions) {
      region = 0;
      together *= 4;
    }
    begin = place = windows[region]!;
    end = windows[Math.min(region + together, regions)]!;
  };
  return () => {
    for (;;) {
      const block = Math.max(10, Math.floor(Math.sqrt(end - begin)));
      let best = -1;
      let worst = 0;
      for (let looked = begin; looked < end; ) {
        const stop = Math.min(place + block, end);
        looked += stop - place;
        for (let arc = place; arc < stop; arc++) {
          const violation = state[arc]! * (cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!);
          if (violation < worst) {
            worst = violation;
            best = arc;
          }
        }
        place = stop === end ? begin : stop;
        if (best >= 0) return best;
      }
      if (begin === 0 && end === arcs) return -1;
      widen();
    }
  };
}
