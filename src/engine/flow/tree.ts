import type { Network } from './network.ts';

/**
 * A spanning tree hung from the root, and the flow on its arcs. For each node but the root: `parent`, the arc to it (`link`), whether that arc
 * points `upward` (1) or downward (-1), and how much more could be pushed `up` to the parent or `down` from it. `next` and `previous` chain the
 * nodes in preorder, so that a subtree is the run of `size` nodes that starts at its top and ends at `last`. `potential`: see problem.ts.
 */
export type Tree = {
  parent: Int32Array;
  link: Int32Array;
  upward: Int8Array;
  up: Float64Array;
  down: Float64Array;
  next: Int32Array;
  previous: Int32Array;
  size: Int32Array;
  last: Int32Array;
  potential: Float64Array;
};

export function emptyTree(nodes: number): Tree {
  const ints = () => new Int32Array(nodes);
  const floats = () => new Float64Array(nodes);
  return {
    parent: ints().fill(-1), link: ints().fill(-1), upward: new Int8Array(nodes), up: floats(), down: floats(),
    next: ints(), previous: ints(), size: ints().fill(1), last: ints(), potential: floats(),
  };
}

/** Fills chains, sizes and potentials once every node has its parent and link. Order of children: by node number. */
export function threadTree(tree: Tree, network: Network) {
  const { parent, link, upward, next, previous, size, last, potential } = tree;
  const { root, cost } = network;
  const firstChild = new Int32Array(parent.length).fill(-1);
  const sibling = new Int32Array(parent.length).fill(-1);
  for (let node = root - 1; node >= 0; node--) {
    sibling[node] = firstChild[parent[node]!]!;
    firstChild[parent[node]!] = node;
  }
  size.fill(1);
  potential[root] = 0;
  let node = root;
  for (;;) {
    last[node] = node;
    let following = firstChild[node]!;
    for (let closing = node; following < 0 && closing !== root; closing = parent[closing]!) {
      following = sibling[closing]!;
      const above = parent[closing]!;
      size[above]! += size[closing]!;
      last[above] = last[closing]!;
    }
    if (following < 0) break;
    next[node] = following;
    previous[following] = node;
    potential[following] = potential[parent[following]!]! - upward[following]! * cost[link[following]!]!;
    node = following;
  }
  next[node] = root;
  previous[root] = node;
}

/**
 * Cuts the subtree whose top is `top` from its parent, turns it so that `inside` (one of its nodes) is on top, and hangs it under `outside` by
 * `arc`, as first child. `join`: the lowest node above both ends, where sizes stop changing.
 */
export function rehang(tree: Tree, top: number, inside: number, outside: number, join: number, arc: number, upward: number, up: number, down: number) {
  const { parent, next, previous, size, last } = tree;
  const moved = size[top]!;
  const above = parent[top]!;
  const end = last[top]!;
  const before = previous[top]!;
  const after = next[end]!;
  next[before] = after;
  previous[after] = before;
  for (let node = above; node >= 0 && last[node] === end; node = parent[node]!) last[node] = before;
  for (let node = above; node !== join; node = parent[node]!) size[node]! -= moved;
  for (let node = outside; node !== join; node = parent[node]!) size[node]! += moved;

  const tail = turn(tree, top, inside, outside, arc, upward, up, down);
  const follows = next[outside]!;
  next[outside] = inside;
  previous[inside] = outside;
  next[tail] = follows;
  previous[follows] = tail;
  for (let node = outside; node >= 0 && last[node] === outside; node = parent[node]!) last[node] = tail;
}

/**
 * Reverses the path from `inside` up to `top`. In preorder, what hangs from the next node of the path, without the part already moved, goes
 * behind it: two runs at most, relinked. Returns the last node of the turned subtree.
 */
function turn(tree: Tree, top: number, inside: number, outside: number, arc: number, upward: number, up: number, down: number): number {
  const { parent, link, upward: points, up: ups, down: downs, next, previous, size, last } = tree;
  const moved = size[top]!;
  let tail = last[inside]!;
  let before = previous[inside]!;
  let after = next[tail]!;
  let end = tail;
  let node = inside;
  let newParent = outside;
  let newSize = moved;
  for (;;) {
    const oldParent = parent[node]!;
    const oldLink = link[node]!;
    const oldUpward = points[node]!;
    const oldUp = ups[node]!;
    const oldDown = downs[node]!;
    const oldSize = size[node]!;
    parent[node] = newParent;
    link[node] = arc;
    points[node] = upward;
    ups[node] = up;
    downs[node] = down;
    size[node] = newSize;
    if (node === top) break;
    // The parent's own run: from it up to the node before the part already moved, then what came after that part.
    const nextEnd = last[oldParent]!;
    const nextBefore = previous[oldParent]!;
    const nextAfter = nextEnd === end ? after : next[nextEnd]!;
    next[tail] = oldParent;
    previous[oldParent] = tail;
    tail = before;
    if (nextEnd !== end) {
      next[before] = after;
      previous[after] = before;
      tail = nextEnd;
    }
    before = nextBefore;
    after = nextAfter;
    end = nextEnd;
    newParent = node;
    newSize = moved - oldSize;
    node = oldParent;
    arc = oldLink;
    upward = -oldUpward;
    up = oldDown;
    down = oldUp;
  }
  for (let turned = top; turned !== outside; turned = parent[turned]!) last[turned] = tail;
  return tail;
}
