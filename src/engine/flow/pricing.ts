import type { Network } from './network.ts';
import type { Standing } from './start.ts';

/**
 * Block search: looks at blocks of consecutive arcs, round and round, and enters the most violated arc of the first block that has one.
 * Returns -1 when a whole round finds none.
 */
export function pricing(network: Network, { tree, state }: Standing): () => number {
  const { source, target, cost, firstArtificial: arcs } = network;
  const { potential } = tree;
  const block = Math.max(10, Math.floor(Math.sqrt(arcs)));
  let place = 0;
  return () => {
    let best = -1;
    let worst = 0;
    for (let looked = 0; looked < arcs; ) {
      const stop = Math.min(place + block, arcs);
      looked += stop - place;
      for (let arc = place; arc < stop; arc++) {
        const violation = state[arc]! * (cost[arc]! + potential[source[arc]!]! - potential[target[arc]!]!);
        if (violation < worst) {
          worst = violation;
          best = arc;
        }
      }
      place = stop === arcs ? 0 : stop;
      if (best >= 0) return best;
    }
    return -1;
  };
}
