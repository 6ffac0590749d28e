import { exchange, push } from './exchange.ts';
import type { Network } from './network.ts';
import { pricing } from './pricing.ts';
import type { Standing } from './start.ts';
import { AT_LOWER, AT_UPPER } from './problem.ts';

export type Ended = { how: 'optimal' | 'unbounded' | 'stopped'; pivots: number };

/** How often, in pivots, the caller is asked whether to stop. */
const LOOK_EVERY = 1024;

/**
 * Primal network simplex on a strongly feasible tree (Cunningham 1976): as the leaving arc is the last blocking one met along the cycle from
 * its join, no sequence of pivots that send nothing can come back to the same tree, so it ends.
 */
export function pivotToOptimum(network: Network, standing: Standing, { warm, stop }: { warm: boolean; stop: (pivots: number) => boolean }): Ended {
  const { source, target, capacity } = network;
  const { tree, state } = standing;
  const { parent, size, up, down, upward } = tree;
  const nextEntering = pricing(network, standing, warm);
  for (let pivots = 0; ; pivots++) {
    if (pivots % LOOK_EVERY === 0 && stop(pivots)) return { how: 'stopped', pivots };
    const entering = nextEntering();
    if (entering < 0) return { how: 'optimal', pivots };
    const forward = state[entering] === AT_LOWER;
    const tail = forward ? source[entering]! : target[entering]!;
    const head = forward ? target[entering]! : source[entering]!;

    // Up both sides to the join; flow goes join → tail, then the arc, then head → join. Ties: the last met in that order leaves.
    let delta = capacity[entering]!;
    let leaving = -1;
    let fromTail = false;
    let a = tail;
    let b = head;
    while (a !== b) {
      if (size[a]! < size[b]!) {
        if (down[a]! < delta) {
          delta = down[a]!;
          leaving = a;
          fromTail = true;
        }
        a = parent[a]!;
      } else {
        if (up[b]! <= delta) {
          delta = up[b]!;
          leaving = b;
          fromTail = false;
        }
        b = parent[b]!;
      }
    }
    if (delta === Infinity) return { how: 'unbounded', pivots };
    if (delta > 0) push(tree, tail, head, a, delta);
    if (leaving < 0) {
      state[entering] = forward ? AT_UPPER : AT_LOWER;
      continue;
    }

    const mark = fromTail === upward[leaving]! > 0 ? AT_LOWER : AT_UPPER;
    exchange(network, standing, entering, delta, tail, head, a, leaving, fromTail, mark);
  }
}
