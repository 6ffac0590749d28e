import { emptyGraph, firstIn, join, type BitGraph } from './graph.ts';

/** The heaviest clique met, no clique is heavier than `bound`; `complete` once the two meet. */
export type Clique = { vertices: number[]; weight: number; bound: number; complete: boolean; nodes: number };

/** Words read between two looks outside, and at most for one node: some ten milliseconds. */
const SLICE = 10_000_000;

/**
 * The clique of greatest weight, by branch and bound on bit sets. Bound: vertices are put in classes of which a clique holds one at most, each class counted at
 * its lightest weight, which its members then lose (L. Babel, "A fast algorithm for the maximum weight clique problem", 1994; W. A. Tavares and others,
 * "Weighted greedy colorings", 2015). Only vertices that keep weight when the count reaches what is still to win are branched on.
 * Vertices of no weight are left out. Yields now and then, and last when complete; ends past `mostWork`, in words read.
 */
export function* heaviestClique(graph: BitGraph, weights: Float64Array, mostWork: number): Generator<Clique, void> {
  const order = lightestFirst(graph, weights);
  const search = searchInOrder(reordered(graph, order), Float64Array.from(order, (v) => weights[v]!), mostWork);
  for (const look of search) yield { ...look, vertices: look.vertices.map((v) => order[v]!) };
}

/** Heavy vertices last, where they are branched on first; of equal ones, those of few neighbours. */
function lightestFirst({ vertices, words, bits }: BitGraph, weights: Float64Array): Int32Array {
  const degree = new Int32Array(vertices);
  for (let v = 0; v < vertices; v++) eachIn(bits.subarray(v * words, (v + 1) * words), () => degree[v]!++);
  return Int32Array.from({ length: vertices }, (_, v) => v).sort((a, b) => weights[a]! - weights[b]! || degree[b]! - degree[a]!);
}

function reordered(graph: BitGraph, order: Int32Array): BitGraph {
  const place = new Int32Array(order.length);
  order.forEach((v, at) => (place[v] = at));
  const result = emptyGraph(graph.vertices);
  for (let v = 0; v < graph.vertices; v++) eachIn(graph.bits.subarray(v * graph.words, (v + 1) * graph.words), (u) => u > v && join(result, place[u]!, place[v]!));
  return result;
}

function* searchInOrder({ vertices, words, bits }: BitGraph, weights: Float64Array, mostWork: number): Generator<Clique, void> {
  const best: Clique = { vertices: [], weight: 0, bound: Infinity, complete: false, nodes: 0 };
  const open: Uint32Array[] = [];
  const at = (depth: number): Uint32Array => (open[depth] ??= new Uint32Array(words));
  const rest = new Uint32Array(words);
  const group = new Uint32Array(words);
  const residual = new Float64Array(vertices);
  const members: number[] = [];
  let work = 0;
  let looked = 0;

  /**
   * Takes classes out of `rest` as long as they count for no more than `toWin`; answers what they count for. When that takes too long, what is left in `rest`
   * stays there; `uncounted` is all its weight.
   */
  const count = (set: Uint32Array, toWin: number): number => {
    rest.set(set);
    eachIn(set, (v) => (residual[v] = weights[v]!));
    const most = work + SLICE;
    for (let counted = 0; ; ) {
      if (work > most) return counted;
      group.set(rest);
      members.length = 0;
      let least = Infinity;
      for (let v = firstIn(group); v >= 0; v = firstIn(group)) {
        members.push(v);
        least = Math.min(least, residual[v]!);
        group[v >>> 5]! &= ~(1 << (v & 31));
        for (let w = 0; w < words; w++) group[w]! &= ~bits[v * words + w]!;
      }
      work += words * (members.length + 1);
      if (members.length === 0 || counted + least > toWin) return counted;
      counted += least;
      for (const v of members) if ((residual[v]! -= least) <= 0) rest[v >>> 5]! &= ~(1 << (v & 31));
    }
  };
  const uncounted = (): number => {
    let sum = 0;
    eachIn(rest, (v) => (sum += residual[v]!));
    return sum;
  };
  const branching = (set: Uint32Array, toWin: number): number[] => {
    count(set, toWin);
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
  best.bound = count(at(0), Infinity) + uncounted();
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
    work += words;
    if (work - looked < SLICE) continue;
    looked = work;
    yield best;
    if (work >= mostWork) return;
  }
  best.complete = true;
  best.bound = best.weight;
  yield best;
}

function eachIn(set: Uint32Array, visit: (vertex: number) => unknown): void {
  for (let w = 0; w < set.length; w++) for (let word = set[w]!; word !== 0; word &= word - 1) visit(w * 32 + 31 - Math.clz32(word & -word));
}
