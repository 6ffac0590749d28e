import type { Network } from './network.ts';
import { AT_LOWER, AT_UPPER, IN_TREE, type FlowBasis } from './problem.ts';
import { emptyTree, threadTree, type Tree } from './tree.ts';

/** The simplex's whole state: the tree, and where each arc out of it stands. */
export type Standing = { tree: Tree; state: Int8Array };

/** The basis of a cold start: every slack in the tree, every arc at its lower bound. `given` is the number of arcs of the problem. */
export function slackBasis({ original, arcs, source }: Network, given: number): Int8Array {
  const state = new Int8Array(source.length).fill(AT_LOWER);
  for (let arc = 0; arc < arcs; arc++) if (original[arc]! >= given) state[arc] = IN_TREE;
  return state;
}

/** A basis given from outside, put in the network's order; arcs it does not know of are AT_LOWER. */
export function basisInside({ original, arcs, source, root, capacity }: Network, given: number, basis: FlowBasis): Int8Array {
  const state = new Int8Array(source.length).fill(AT_LOWER);
  const known = basis.length - root;
  for (let arc = 0; arc < arcs; arc++) {
    const index = original[arc]!;
    const mark = index < given ? (index < known ? basis[index] : AT_LOWER) : basis[known + index - given];
    if (mark === IN_TREE || (mark === AT_UPPER && capacity[arc] !== Infinity)) state[arc] = mark;
  }
  return state;
}

/** A basis as the caller sees it: one mark an arc, then one a node. */
export function basisOutside({ original, arcs, root }: Network, given: number, state: Int8Array): FlowBasis {
  const basis = new Int8Array(given + root).fill(AT_LOWER);
  for (let arc = 0; arc < arcs; arc++) basis[original[arc]!] = state[arc]!;
  return basis;
}

/**
 * Makes a strongly feasible tree (every node can push something up to the root) out of any basis: arcs marked IN_TREE are kept where they form
 * a forest and where their flow leaves room upward; elsewhere the arc goes to its nearer bound and the node's artificial arc carries the rest.
 */
export function standOn(network: Network, state: Int8Array): Standing {
  const { root, source, capacity, supply, arcs } = network;
  const tree = emptyTree(root + 1);
  const { parent, link, upward, up, down } = tree;
  const order = growForest(network, state, tree);
  const excess = supply.slice();
  for (let arc = 0; arc < arcs; arc++) {
    if (state[arc] !== AT_UPPER) continue;
    excess[source[arc]!]! -= capacity[arc]!;
    excess[network.target[arc]!]! += capacity[arc]!;
  }
  for (let place = order.length - 1; place > 0; place--) {
    const node = order[place]!;
    const arc = link[node]!;
    if (arc < arcs) {
      const points = upward[node]!;
      const flow = excess[node]! * points;
      const room = capacity[arc]! - flow;
      if (flow >= 0 && room >= 0 && (points > 0 ? room : flow) > 0) {
        up[node] = points > 0 ? room : flow;
        down[node] = points > 0 ? flow : room;
        excess[parent[node]!]! += excess[node]!;
        continue;
      }
      const stays = flow <= 0 ? 0 : Math.min(flow, capacity[arc]!);
      state[arc] = stays > 0 && stays === capacity[arc] ? AT_UPPER : AT_LOWER;
      const kept = state[arc] === AT_UPPER ? stays * points : 0;
      excess[parent[node]!]! += kept;
      excess[node]! -= kept;
    }
    hangByArtificial(network, tree, state, node, excess[node]!);
  }
  threadTree(tree, network);
  return { tree, state };
}

function hangByArtificial(network: Network, tree: Tree, state: Int8Array, node: number, excess: number) {
  const { root, source, target, arcs } = network;
  const arc = arcs + node;
  const sends = excess >= 0;
  source[arc] = sends ? node : root;
  target[arc] = sends ? root : node;
  state[arc] = IN_TREE;
  tree.parent[node] = root;
  tree.link[node] = arc;
  tree.upward[node] = sends ? 1 : -1;
  tree.up[node] = sends ? Infinity : -excess;
  tree.down[node] = sends ? excess : Infinity;
}

/** Breadth-first from the root over arcs marked IN_TREE; an arc that would close a cycle is put AT_LOWER. Returns parents before children. */
function growForest(network: Network, state: Int8Array, tree: Tree): Int32Array {
  const { root, source, target, arcs } = network;
  const { parent, link, upward } = tree;
  const begin = new Int32Array(root + 2);
  for (let arc = 0; arc < arcs; arc++) {
    if (state[arc] !== IN_TREE) continue;
    begin[source[arc]! + 1]!++;
    begin[target[arc]! + 1]!++;
  }
  for (let node = 0; node <= root; node++) begin[node + 1]! += begin[node]!;
  const touching = new Int32Array(begin[root + 1]!);
  const fill = begin.slice();
  for (let arc = 0; arc < arcs; arc++) {
    if (state[arc] !== IN_TREE) continue;
    touching[fill[source[arc]!]!++] = arc;
    touching[fill[target[arc]!]!++] = arc;
  }
  const order = new Int32Array(root + 1);
  order[0] = root;
  let found = 1;
  for (let place = 0, unseen = 0; place <= root; place++) {
    if (place === found) {
      while (parent[unseen] !== -1) unseen++;
      parent[unseen] = root;
      link[unseen] = arcs + unseen;
      order[found++] = unseen;
    }
    const node = order[place]!;
    for (let at = begin[node]!; at < begin[node + 1]!; at++) {
      const arc = touching[at]!;
      if (arc === link[node] || state[arc] !== IN_TREE) continue;
      const points = target[arc] === node ? 1 : -1;
      const other = points > 0 ? source[arc]! : target[arc]!;
      if (other === root || parent[other] !== -1) {
        state[arc] = AT_LOWER;
        continue;
      }
      parent[other] = node;
      link[other] = arc;
      upward[other] = points;
      order[found++] = other;
    }
  }
  return order;
}
