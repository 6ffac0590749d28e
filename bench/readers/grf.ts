import { emptyGraph, join, type BitGraph } from '#engine/pack/index.ts';

export type Grf = { ok: true; weights: Float64Array; joined: BitGraph } | { ok: false; reason: string; line: number };

/** More vertices than this would take gigabytes as bits. */
const MOST_VERTICES = 60_000;

/**
 * Reads a weighted graph as published for maximum-weight cliques: `p edge VERTICES EDGES`, `n VERTEX WEIGHT` (weight 1 where none is given), `e FROM TO`, vertices
 * from 1; comments start with `c`. An edge given twice counts once, as in other readers of the format.
 */
export function readGrf(text: string): Grf {
  let [at, line, announced, edges] = [0, 0, 0, 0];
  let weights: Float64Array | undefined;
  let joined: BitGraph | undefined;
  const refuse = (reason: string): Grf => ({ ok: false, reason, line });
  while (at < text.length) {
    line++;
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const fields = text.slice(at, end).trim().split(/\s+/);
    at = end + 1;
    if (fields[0] === '' || fields[0]!.startsWith('c')) continue;
    const [first, second] = fields.slice(-2).map(Number) as [number, number];
    if (fields[0] === 'p') {
      if (weights) return refuse('second-problem-line');
      if (fields.length !== 4 || !['edge', 'col'].includes(fields[1]!) || !isCount(first) || !isCount(second)) return refuse('bad-problem-line');
      if (first > MOST_VERTICES) return refuse('too-many-vertices');
      [weights, joined, announced] = [new Float64Array(first).fill(1), emptyGraph(first), second];
      continue;
    }
    if (fields[0] !== 'n' && fields[0] !== 'e') return refuse('unknown-line');
    if (!weights || !joined) return refuse('no-problem-line');
    if (fields.length !== 3 || !Number.isSafeInteger(first) || !Number.isSafeInteger(second)) return refuse('not-whole-numbers');
    if (first < 1 || first > weights.length) return refuse('no-such-vertex');
    if (fields[0] === 'n') {
      weights[first - 1] = second;
      continue;
    }
    if (second < 1 || second > weights.length) return refuse('no-such-vertex');
    if (first === second) return refuse('edge-to-itself');
    if (++edges > announced) return refuse('more-edges-than-announced');
    join(joined, first - 1, second - 1);
  }
  if (!weights || !joined) return refuse('no-problem-line');
  return edges < announced ? refuse('fewer-edges-than-announced') : { ok: true, weights, joined };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
