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
export function arrange({ nodes, from, to, kind }: FlowProblem): Arrangement {
  const found = regionsOf(nodes, from, to);
  const rank = found?.rank ?? Int32Array.from({ length: nodes }, (_, node) => node);
  const size = found?.size ?? nodes;
  const windows = new Int32Array(Math.ceil(nodes / size) + 1);
  const regionOf = (given: number) => Math.floor(rank[given < from.length ? from[given]! : given - from.length]! / size);
  const exists = (given: number) => given < from.length || (kind && kind[given - from.length] !== EXACT);
  const count = from.length + (kind ? nodes : 0);
  for (let given = 0; given < count; given++) if (exists(given)) windows[regionOf(given) + 1]!++;
  for (let region = 1; region < windows.length; region++) windows[region]! += windows[region - 1]!;
  const sorted = new Int32Array(windows.at(-1)!);
  const fill = windows.slice();
  for (let given = 0; given < count; given++) if (exists(given)) sorted[fill[regionOf(given)]!++] = given;
  const original = new Int32Array(sorted.length);
  for (let region = 0, place = 0; region + 1 < windows.length; region++) {
    const begin = windows[region]!;
    const end = windows[region + 1]!;
    const step = Math.max(1, Math.floor(Math.sqrt(end - begin)));
    for (let first = begin; first < begin + step; first++) for (let at = first; at < end; at += step) original[place++] = sorted[at]!;
  }
  return { rank, original, windows };
}
