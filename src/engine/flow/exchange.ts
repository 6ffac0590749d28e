import type { Network } from './network.ts';
import { IN_TREE } from './problem.ts';
import type { Standing } from './start.ts';
import { rehang, type Tree } from './tree.ts';

/** Sends `delta` round the cycle: down from the join to `tail`, and up from `head` to the join. */
export function push({ parent, up, down }: Tree, tail: number, head: number, join: number, delta: number) {
  for (let node = tail; node !== join; node = parent[node]!) {
    down[node]! -= delta;
    up[node]! += delta;
  }
  for (let node = head; node !== join; node = parent[node]!) {
    up[node]! -= delta;
    down[node]! += delta;
  }
}

/**
 * Puts `entering`, which has just carried `delta` more from `tail` to `head`, in the tree, in place of the link above `leaving`, which goes to
 * the bound named by `mark`. `fromTail`: whether `tail` is the end that hung below that link. Potentials below follow.
 */
export function exchange(network: Network, { tree, state }: Standing, entering: number, delta: number, tail: number, head: number, join: number, leaving: number, fromTail: boolean, mark: number) {
  const { source, target, cost, capacity } = network;
  const { potential, link } = tree;
  state[link[leaving]!] = mark;
  state[entering] = IN_TREE;
  const inside = fromTail ? tail : head;
  const points = source[entering] === inside ? 1 : -1;
  const reduced = cost[entering]! + potential[source[entering]!]! - potential[target[entering]!]!;
  const room = capacity[entering]! - delta;
  rehang(tree, leaving, inside, fromTail ? head : tail, join, entering, points, fromTail ? room : delta, fromTail ? delta : room);
  shift(tree, inside, -points * reduced);
}

/** Adds to the potential of a whole subtree. */
function shift({ next, last, potential }: Tree, top: number, by: number) {
  const end = last[top]!;
  for (let node = top; ; node = next[node]!) {
    potential[node]! += by;
    if (node === end) return;
  }
}
