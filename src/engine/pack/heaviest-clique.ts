import { firstIn, type BitGraph } from './graph.ts';

/** The heaviest clique met; `complete` once nothing heavier can be. */
export type Clique = { vertices: number[]; weight: number; complete: boolean; nodes: number };

/** Nodes between two looks outside, a few milliseconds. */
const SLICE = 2000;

/**
 * The clique of greatest weight, by branch and bound on bit sets. Bound: vertices are put in classes of which a clique holds one at most, each class counted at
 * its lightest weight, which its members then lose (L. Babel, "A fast algorithm for the maximum weight clique problem", 1994; W. A. Tavares and others,
 * "Weighted greedy colorings", 2015). Only vertices that keep weight when the count reaches what is still to win are branched on.
 * Vertices of no weight are left out. Yields now and then, and last when complete or past `mostNodes`.
 */
export function* heaviestClique({ vertices, words, bits }: BitGraph, weights: Float64Array, mostNodes: number): Generator<Clique, void> {
  const best: Clique = { vertices: [], weight: 0, complete: false, nodes: 0 };
  const open: Uint32Array[] = [];
  const at = (depth: number): Uint32Array => (open[depth] ??= new Uint32Array(words));
  const rest = new Uint32Array(words);
  const group = new Uint32Array(words);
  const residual = new Float64Array(vertices);
  const members: number[] = [];

  /** Removes from a copy of `set` what is bounded by `toWin`; answers the vertices left, those that were put off longest last. */
  const branching = (set: Uint32Array, toWin: number): number[] => {
    rest.set(set);
    eachIn(set, (v) => (residual[v] = weights[v]!));
    for (let counted = 0; ; ) {
      group.set(rest);
      members.length = 0;
      let least = Infinity;
      for (let v = firstIn(group); v >= 0; v = firstIn(group)) {
        members.push(v);
        least = Math.min(least, residual[v]!);
        group[v >>> 5]! &= ~(1 << (v & 31));
        for (let w = 0; w < words; w++) group[w]! &= ~bits[v * words + w]!;
      }
      if (members.length === 0 || counted + least > toWin) break;
      counted += least;
      for (const v of members) if ((residual[v]! -= least) <= 0) rest[v >>> 5]! &= ~(1 << (v & 31));
    }
    const left: number[] = [];
    eachIn(rest, (v) => left.push(v));
    return left;
  };

  type Frame = { weight: number; left: number[] };
  const path: number[] = [];
  const frames: Frame[] = [];
  const enter = (depth: number, weight: number): void => {
    if (weight > best.weight) [best.weight, best.vertices] = [weight, path.slice()];
    frames.push({ weight, left: branching(at(depth), best.weight - weight) });
    best.nodes++;
  };
  at(0).fill(0);
  for (let v = 0; v < vertices; v++) if (weights[v]! > 0) at(0)[v >>> 5]! |= 1 << (v & 31);
  enter(0, 0);
  while (frames.length > 0) {
    const depth = frames.length - 1;
    const frame = frames[depth]!;
    const vertex = frame.left.pop();
    if (vertex === undefined) {
      frames.pop();
      path.pop();
      continue;
    }
    const set = at(depth);
    set[vertex >>> 5]! &= ~(1 << (vertex & 31));
    const below = at(depth + 1);
    let heaviest = frame.weight + weights[vertex]!;
    for (let w = 0; w < words; w++) below[w] = set[w]! & bits[vertex * words + w]!;
    eachIn(below, (v) => (heaviest += weights[v]!));
    if (heaviest <= best.weight) continue;
    path.push(vertex);
    enter(depth + 1, frame.weight + weights[vertex]!);
    if (best.nodes % SLICE === 0) yield best;
    if (best.nodes >= mostNodes) return;
  }
  best.complete = true;
  yield best;
}

function eachIn(set: Uint32Array, visit: (vertex: number) => void): void {
  for (let w = 0; w < set.length; w++) for (let word = set[w]!; word !== 0; word &= word - 1) visit(w * 32 + 31 - Math.clz32(word & -word));
}
