import type { Model } from './model.ts';

/**
 * Answers whether stops can follow one another, whatever comes between: times are the shortest ones over all the nodes, the vehicle
 * leaves from and returns to its nearest depot. A "no" is a proof. This is how Dumas, Desrosiers, Soumis (1991), "The pickup and
 * delivery problem with time windows", rule arcs out.
 */
export type Sequencer = (...stops: number[]) => boolean;

export function sequencerOf(model: Model): Sequencer {
  const { nodes, opens, closes, service, vehicles, at } = model;
  const shortest = shortestTimes(model);
  const earliest = new Float64Array(nodes).fill(Infinity);
  const latest = new Float64Array(nodes).fill(-Infinity);
  for (let v = 0; v < vehicles; v++) {
    const [out, back] = [nodes + 2 * v, nodes + 2 * v + 1];
    const leave = opens[out]! + service[out]!;
    for (let stop = 0; stop < nodes; stop++) {
      earliest[stop] = Math.min(earliest[stop]!, leave + shortest[at[out]! * nodes + stop]!);
      latest[stop] = Math.max(latest[stop]!, closes[back]! - shortest[stop * nodes + at[back]!]!);
    }
  }
  return (...stops) => {
    let clock = earliest[stops[0]!]!;
    for (let i = 0; i < stops.length; i++) {
      const stop = stops[i]!;
      if (i > 0) clock += shortest[stops[i - 1]! * nodes + stop]!;
      clock = Math.max(clock, opens[stop]!);
      if (clock > closes[stop]!) return false;
      clock += service[stop]!;
    }
    return clock <= latest[stops.at(-1)!]!;
  };
}

/** Shortest time between all nodes (Floyd, 1962), for matrices in which a detour may be quicker. Exact on whole numbers. */
function shortestTimes({ nodes, time }: Model): Float64Array {
  const shortest = time.slice();
  for (let k = 0; k < nodes; k++) {
    const rowK = k * nodes;
    for (let i = 0; i < nodes; i++) {
      const rowI = i * nodes;
      const toK = shortest[rowI + k]!;
      for (let j = 0; j < nodes; j++) {
        const through = toK + shortest[rowK + j]!;
        if (through < shortest[rowI + j]!) shortest[rowI + j] = through;
      }
    }
  }
  return shortest;
}
