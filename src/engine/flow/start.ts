import type { Network } from './network.ts';
import { AT_LOWER, AT_UPPER, IN_TREE, type FlowBasis } from './problem.ts';
import { emptyTree, threadTree, type Tree } from './tree.ts';

/** The simplex's whole state: the tree, and where each arc out of it stands. */
export type Standing = { tree: Tree; state: Int8Array };

/** The basis of a cold start: every slack in the tree, every arc at its lower bound. */
export function slackBasis(network: Network): Int8Array {
  const state = new Int8Array(network.source.length).fill(AT_LOWER);
  state.fill(IN_TREE, network.arcs, network.firstArtificial);
  return state;
}

/** A basis given from outside, in the problem's own order, put in the network's. Unknown marks count as AT_LOWER. */
export function basisInside(network: Network, basis: FlowBasis): Int8Array {
  const { original, arcs, slackNode, capacity } = network;
  const state = new Int8Array(network.source.length).fill(AT_LOWER);
  const given = basis.length - network.root;
  const put = (arc: number, mark: number | undefined) => {
    if (mark === IN_TREE || (mark === AT_UPPER && capacity[arc] !== Infinity)) state[arc] = mark;
  };
  for (let arc = 0; arc < arcs; arc++) if (original[arc]! < given) put(arc, basis[original[arc]!]);
  for (let index = 0; index < slackNode.length; index++) put(arcs + index, basis[given + slackNode[index]!]);
  return state;
}

export function basisOutside(network: Network, state: Int8Array): FlowBasis {
  const { original, arcs, slackNode, root } = network;
  const basis = new Int8Array(arcs + root).fill(AT_LOWER);
  for (let arc = 0; arc < arcs; arc++) basis[original[arc]!] = state[arc]!;
  for (let index = 0; index < slackNode.length; index++) basis[arcs + slackNode[index]!] = state[arcs + index]!;
  return basis;
}

/**
 * Makes a strongly feasible tree (every node can push something up to the root) out of any basis: arcs marked IN_TREE are kept where they form
 * a forest and where their flow leaves room upward; elsewhere the arc goes to its nearer bound and the node's artificial arc carries the rest.
 */
export function standOn(network: Network, state: Int8Array): Standing {
  const { root, source, capacity, supply, firstArtificial } = network;
  const tree = emptyTree(root + 1);
  const { parent, link, upward, up, down } = tree;
  const order = growForest(network, state, tree);
  const excess = supply.slice();
  for (let arc = 0; arc < firstArtificial; arc++) {
    if (state[arc] !== AT_UPPER) continue;
    excess[source[arc]!]! -= capacity[arc]!;
    excess[network.target[arc]!]! += capacity[arc]!;
  }
  for (let place = order.length - 1; place > 0; place--) {
    const node = order[place]!;
    const arc = link[node]!;
    if (arc < firstArtificial) {
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
  const { root, source, target, firstArtificial } = network;
  const arc = firstArtificial + node;
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
  const { root, source, target, firstArtificial } = network;
  const { parent, link, upward } = tree;
  const begin = new Int32Array(root + 2);
  for (let arc = 0; arc < firstArtificial; arc++) {
    if (state[arc] !== IN_TREE) continue;
    begin[source[arc]! + 1]!++;
    begin[target[arc]! + 1]!++;
  }
  for (let node = 0; node <= root; node++) begin[node + 1]! += begin[node]!;
  const touching = new Int32Array(begin[root + 1]!);
  const fill = begin.slice();
  for (let arc = 0; arc < firstArtificial; arc++) {
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
      link[unseen] = firstArtificial + unseen;
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
