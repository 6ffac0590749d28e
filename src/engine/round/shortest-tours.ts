/** Subsets are kept as bits and each costs stops² steps: beyond this, rounds are searched instead. */
const MOST_STOPS = 12;

/** `of`: the cost of the shortest tour of a set of stops, a bit each (bit `i` is node `i + 1`); `order`: its nodes as met. */
export type ShortestTours = { of: (set: number) => number; order: (set: number) => number[] };

/**
 * The shortest tour from node 0 and back through every set of the other nodes, by dynamic programming (M. Held and R. Karp, A dynamic
 * programming approach to sequencing problems, 1962): exact, for whoever then chooses which stops are worth a visit. `cost`: row by row, between `nodes` nodes,
 * not the same both ways if need be. Throws on more than 12 stops, or a cost that is no number.
 */
export function shortestTours(nodes: number, cost: Float64Array): ShortestTours {
  const stops = nodes - 1;
  if (!(stops >= 1 && stops <= MOST_STOPS)) throw new RangeError(`one to ${MOST_STOPS} stops, not ${stops}`);
  if (cost.length !== nodes * nodes || cost.some((one) => !Number.isFinite(one))) throw new RangeError('a cost is no number');
  const between = (from: number, to: number) => cost[(from + 1) * nodes + to + 1]!;
  const [out, home] = [(stop: number) => cost[stop + 1]!, (stop: number) => cost[(stop + 1) * nodes]!];
  const reach = new Float64Array(stops << stops).fill(Infinity);
  const before = new Int8Array(stops << stops).fill(-1);
  for (let set = 1; set < 1 << stops; set++) {
    for (let last = 0; last < stops; last++) {
      if (!(set & (1 << last))) continue;
      const rest = set ^ (1 << last);
      const at = set * stops + last;
      if (rest === 0) reach[at] = out(last);
      for (let prior = 0; prior < stops; prior++) {
        if (!(rest & (1 << prior))) continue;
        const length = reach[rest * stops + prior]! + between(prior, last);
        if (length < reach[at]!) [reach[at], before[at]] = [length, prior];
      }
    }
  }
  const lastOf = (set: number) => {
    let best = -1;
    for (let stop = 0; stop < stops; stop++) if (set & (1 << stop) && (best < 0 || reach[set * stops + stop]! + home(stop) < reach[set * stops + best]! + home(best))) best = stop;
    return best;
  };
  return {
    of: (set) => {
      const last = lastOf(set);
      return last < 0 ? 0 : reach[set * stops + last]! + home(last);
    },
    order: (set) => {
      const met: number[] = [];
      for (let left = set, stop = lastOf(set); stop >= 0; ) {
        met.unshift(stop + 1);
        const prior = before[left * stops + stop]!;
        left ^= 1 << stop;
        stop = prior;
      }
      return met;
    },
  };
}
