import type { Incidence } from './incidence.ts';
import { columnCount, kindOf, ROW, type PackModel } from './model.ts';

/** A graph on few vertices as bits: vertex u and v are joined when bit v of the `words` words of row u is set. */
export type BitGraph = { vertices: number; words: number; bits: Uint32Array };

export function emptyGraph(vertices: number): BitGraph {
  const words = Math.ceil(vertices / 32);
  return { vertices, words, bits: new Uint32Array(vertices * words) };
}

export const isJoined = ({ words, bits }: BitGraph, u: number, v: number): boolean => ((bits[u * words + (v >>> 5)]! >>> (v & 31)) & 1) === 1;

export function join({ words, bits }: BitGraph, u: number, v: number): void {
  bits[u * words + (v >>> 5)]! |= 1 << (v & 31);
  bits[v * words + (u >>> 5)]! |= 1 << (u & 31);
}

export function unjoin({ words, bits }: BitGraph, u: number, v: number): void {
  bits[u * words + (v >>> 5)]! &= ~(1 << (v & 31));
  bits[v * words + (u >>> 5)]! &= ~(1 << (u & 31));
}

/** Vertices joined when they were not, and the reverse. */
export function complement(graph: BitGraph): BitGraph {
  const { vertices, words, bits } = graph;
  const other = { vertices, words, bits: bits.map((word) => ~word) };
  const spare = words * 32 - vertices;
  for (let u = 0; u < vertices; u++) {
    if (spare > 0) other.bits[u * words + words - 1]! &= 0xffffffff >>> spare;
    other.bits[u * words + (u >>> 5)]! &= ~(1 << (u & 31));
  }
  return other;
}

/** Which columns may be chosen together. */
export function compatibility(model: PackModel, incidence: Incidence): BitGraph {
  const conflicts = emptyGraph(columnCount(model));
  for (let i = 0; i < model.rowCount; i++) {
    if (kindOf(model, i) === ROW.atLeastOne) continue;
    const columns = incidence.columns.subarray(incidence.starts[i]!, incidence.starts[i + 1]!);
    for (let a = 0; a < columns.length; a++) for (let b = a + 1; b < columns.length; b++) join(conflicts, columns[a]!, columns[b]!);
  }
  return complement(conflicts);
}

/** Part of all pairs that are joined. */
export function density({ vertices, bits }: BitGraph): number {
  let joined = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) joined++;
  return vertices < 2 ? 0 : joined / (vertices * (vertices - 1));
}

/**
 * The heaviest set of vertices without conflict, as a packing: one column a vertex, and rows that are cliques of the conflict graph, grown greedily until each
 * conflict is in one. Weights are whole.
 */
export function packOfConflicts(weights: Float64Array, conflicts: BitGraph): PackModel {
  const { vertices, words, bits } = conflicts;
  const uncovered: BitGraph = { vertices, words, bits: bits.slice() };
  const held: number[][] = Array.from({ length: vertices }, () => []);
  const common = new Uint32Array(words);
  let rowCount = 0;
  for (let u = 0; u < vertices; u++)
    for (let v = firstBit(uncovered, u); v >= 0; v = firstBit(uncovered, u)) {
      const clique = [u, v];
      for (let w = 0; w < words; w++) common[w] = bits[u * words + w]! & bits[v * words + w]!;
      for (let next = firstIn(common); next >= 0; next = firstIn(common)) {
        clique.push(next);
        for (let w = 0; w < words; w++) common[w]! &= bits[next * words + w]!;
      }
      for (let a = 0; a < clique.length; a++) for (let b = a + 1; b < clique.length; b++) unjoin(uncovered, clique[a]!, clique[b]!);
      for (const member of clique) held[member]!.push(rowCount);
      rowCount++;
    }
  const starts = new Int32Array(vertices + 1);
  held.forEach((rows, j) => (starts[j + 1] = starts[j]! + rows.length));
  return { rowCount, values: weights, starts, rows: Int32Array.from(held.flat()) };
}

const firstBit = ({ words, bits }: BitGraph, u: number): number => firstIn(bits.subarray(u * words, (u + 1) * words));

/** The lowest set bit's number, or -1. */
export function firstIn(set: Uint32Array): number {
  for (let w = 0; w < set.length; w++) if (set[w] !== 0) return w * 32 + 31 - Math.clz32(set[w]! & -set[w]!);
  return -1;
}
