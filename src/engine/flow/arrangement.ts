import { EXACT, type FlowBasis, type FlowProblem } from './problem.ts';
import { regionsOf } from './regions.ts';

/** `rank`: nodes' numbers inside; `original`: what each arc inside is outside; `windows`: where each region's arcs begin, and the end. See network.ts. */
export type Arrangement = { rank: Int32Array; original: Int32Array; windows: Int32Array };

const known = new WeakMap<FlowBasis, Arrangement>();

/** A basis remembers the order it was found in: starting from it need not look for neighbourhoods again. */
export const remember = (basis: FlowBasis, arrangement: Arrangement) => known.set(basis, arrangement);

/** That order, if it still fits: as many nodes and arcs, and the same nodes with a slack. Any such order is right; it was only found for speed. */
export function arrangementFor(problem: FlowProblem, basis: FlowBasis | undefined): Arrangement {
  const before = basis && known.get(basis);
  return before && fits(before, problem) ? before : arrange(problem);
}

function fits({ rank, original }: Arrangement, { nodes, from, kind }: FlowProblem): boolean {
  if (rank.length !== nodes) return false;
  let slacks = 0;
  for (let node = 0; kind && node < nodes; node++) if (kind[node] !== EXACT) slacks++;
  if (original.length !== from.length + slacks) return false;
  for (const given of original) if (given >= from.length && (!kind || kind[given - from.length] === EXACT || given - from.length >= nodes)) return false;
  return true;
}

/**
 * Orders arcs by region of origin, and within a region spreads them: neighbouring arcs are often alike, and taken √count apart a block of
 * consecutive ones is a fair sample of the whole.
 */
function arrange({ nodes, from, to, kind }: FlowProblem): Arrangement {
  const given = existing(from.length, kind);
  const found = regionsOf(nodes, from, to);
  if (!found) return { rank: Int32Array.from({ length: nodes }, (_, node) => node), ...spread(given, Int32Array.of(0, given.length)) };
  const { rank, size } = found;
  const windows = new Int32Array(Math.ceil(nodes / size) + 1);
  const region = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) region[node] = Math.floor(rank[node]! / size);
  const regionOf = (arc: number) => region[arc < from.length ? from[arc]! : arc - from.length]!;
  for (let at = 0; at < given.length; at++) windows[regionOf(given[at]!) + 1]!++;
  for (let at = 1; at < windows.length; at++) windows[at]! += windows[at - 1]!;
  const sorted = new Int32Array(given.length);
  const fill = windows.slice();
  for (let at = 0; at < given.length; at++) sorted[fill[regionOf(given[at]!)]!++] = given[at]!;
  return { rank, ...spread(sorted, windows) };
}

/** The problem's arcs, and after them the slacks of nodes whose supply is not exact. */
function existing(arcs: number, kind: FlowProblem['kind']): Int32Array {
  const given = new Int32Array(arcs + (kind?.length ?? 0));
  let count = arcs;
  for (let arc = 0; arc < arcs; arc++) given[arc] = arc;
  for (let node = 0; kind && node < kind.length; node++) if (kind[node] !== EXACT) given[count++] = arcs + node;
  return given.subarray(0, count);
}

function spread(sorted: Int32Array, windows: Int32Array) {
  const original = new Int32Array(sorted.length);
  for (let window = 0, place = 0; window + 1 < windows.length; window++) {
    const begin = windows[window]!;
    const end = windows[window + 1]!;
    const step = Math.max(1, Math.floor(Math.sqrt(end - begin)));
    for (let first = begin; first < begin + step; first++) for (let at = first; at < end; at += step) original[place++] = sorted[at]!;
  }
  return { original, windows };
}
