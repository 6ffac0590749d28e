/** Nodes of a region: few enough for a processor's nearest cache, enough for a solve to be worth its while. */
const REGION = 8192;
/** Regions help where at least this share of arcs stays inside one. */
const WORTH = 0.5;

/** A node with more arcs than this is near to everything: it brings nothing together. */
const HUB = REGION / 2;

export type Regions = { rank: Int32Array; size: number };

/**
 * Numbers the nodes anew so that neighbours are near each other: breadth-first from a node until REGION nodes are found, then again from the
 * oldest node found but not taken (Farhat 1988). `rank[node]` is its new number; nodes of ranks k·size … (k+1)·size-1 are region k.
 * Null when the graph has no such neighbourhoods, or only one.
 */
export function regionsOf(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Regions | null {
  if (nodes <= 2 * REGION) return null;
  const { begin, neighbour } = neighbours(nodes, from, to);
  const rank = new Int32Array(nodes).fill(-1);
  const seeds = new Int32Array(nodes + neighbour.length);
  const queue = new Int32Array(REGION + 1);
  let sown = 0;
  let taken = 0;
  let unseen = 0;
  let ranked = 0;
  const mark = new Int32Array(nodes).fill(-1);
  for (let region = 0; ranked < nodes; region++) {
    const full = Math.min(nodes, ranked + REGION);
    let head = 0;
    let count = 0;
    while (ranked < full) {
      if (head === count) {
        head = count = 0;
        while (taken < sown && rank[seeds[taken]!] !== -1) taken++;
        while (taken === sown && rank[unseen] !== -1) unseen++;
        queue[count++] = taken < sown ? seeds[taken]! : unseen;
        mark[queue[0]!] = region;
      }
      const node = queue[head++]!;
      rank[node] = ranked++;
      if (begin[node + 1]! - begin[node]! > HUB) continue;
      for (let at = begin[node]!; at < begin[node + 1]!; at++) {
        const other = neighbour[at]!;
        if (rank[other] !== -1 || mark[other] === region) continue;
        if (count < REGION) {
          mark[other] = region;
          queue[count++] = other;
        } else seeds[sown++] = other;
      }
    }
    while (head < count) seeds[sown++] = queue[head++]!;
  }
  let inside = 0;
  for (let arc = 0; arc < from.length; arc++) if (Math.floor(rank[from[arc]!]! / REGION) === Math.floor(rank[to[arc]!]! / REGION)) inside++;
  return inside >= WORTH * from.length ? { rank, size: REGION } : null;
}

/** Who is next to whom, arcs' directions forgotten. */
function neighbours(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>) {
  const begin = new Int32Array(nodes + 2);
  for (let arc = 0; arc < from.length; arc++) {
    begin[from[arc]! + 2]!++;
    begin[to[arc]! + 2]!++;
  }
  for (let node = 1; node <= nodes; node++) begin[node + 1]! += begin[node]!;
  const neighbour = new Int32Array(2 * from.length);
  for (let arc = 0; arc < from.length; arc++) {
    neighbour[begin[from[arc]! + 1]!++] = to[arc]!;
    neighbour[begin[to[arc]! + 1]!++] = from[arc]!;
  }
  return { begin, neighbour };
}
