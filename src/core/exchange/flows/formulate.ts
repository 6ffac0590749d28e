import type { LpModel } from '#engine/lp/index.ts';
import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

/**
 * The program of one connected problem: tonnes x by pair and period, whether a need that has a minimum is served y (whole), and whether a pair of `least` carries anything (whole).
 * Maximises Σ cents·x within what each side has in each period. `least`: by pair, the tonnes a year that it carries at least, or nothing. Returns the model and the pair of each column of x, which come first.
 */
export function formulate(problem: FlowProblem, least: ReadonlyMap<number, number> = new Map()): { model: LpModel; pairOf: Int32Array } {
  const periods = periodsOf([...problem.offers, ...problem.needs]);
  const columns: { cost: number; upper: number; integer: boolean; entries: [number, number][] }[] = [];
  const rows: { lower: number; upper: number }[] = [];
  const addRow = (lower: number, upper: number) => rows.push({ lower, upper }) - 1;
  const pairOf: number[] = [];

  const supply = problem.offers.map((offer) => periods.map((period) => addRow(-Infinity, tonnesIn(offer, period))));
  const demand = problem.needs.map((need) => periods.map((period) => addRow(-Infinity, tonnesIn(need, period))));
  const served = problem.needs.map((need) => (need.minTonnesPerYear > 0 ? { atLeast: addRow(0, Infinity), atMost: addRow(-Infinity, 0) } : null));

  const carried = new Map([...least].map(([pair, tonnes]) => [pair, { tonnes, most: 0, atLeast: addRow(0, Infinity), atMost: addRow(-Infinity, 0) }]));

  problem.pairs.forEach((pair, index) => {
    const lot = carried.get(index);
    periods.forEach((period, p) => {
      const upper = Math.min(tonnesIn(problem.offers[pair.offer]!, period), tonnesIn(problem.needs[pair.need]!, period));
      if (upper <= 0) return;
      const minimum = served[pair.need];
      if (lot) lot.most += upper;
      pairOf.push(index);
      columns.push({
        cost: pair.centsPerTonne / 100,
        upper,
        integer: false,
        entries: [[supply[pair.offer]![p]!, 1], [demand[pair.need]![p]!, 1], ...[minimum, lot].flatMap((choice): [number, number][] => (choice ? [[choice.atLeast, 1], [choice.atMost, 1]] : []))],
      });
    });
  });
  problem.needs.forEach((need, index) => {
    const minimum = served[index];
    if (minimum) columns.push({ cost: 0, upper: 1, integer: true, entries: [[minimum.atLeast, -need.minTonnesPerYear], [minimum.atMost, -need.tonnesPerYear]] });
  });
  for (const { tonnes, most, atLeast, atMost } of carried.values()) columns.push({ cost: 0, upper: 1, integer: true, entries: [[atLeast, -tonnes], [atMost, -Math.max(most, tonnes)]] });

  const starts = new Int32Array(columns.length + 1);
  columns.forEach((column, j) => (starts[j + 1] = starts[j]! + column.entries.length));
  return {
    pairOf: Int32Array.from(pairOf),
    model: {
      maximise: true,
      columns: {
        cost: Float64Array.from(columns, (column) => column.cost),
        lower: new Float64Array(columns.length),
        upper: Float64Array.from(columns, (column) => column.upper),
        integer: Uint8Array.from(columns, (column) => Number(column.integer)),
      },
      rows: { lower: Float64Array.from(rows, (row) => row.lower), upper: Float64Array.from(rows, (row) => row.upper) },
      matrix: { by: 'column', starts, indices: Int32Array.from(columns.flatMap((column) => column.entries.map(([row]) => row))), values: Float64Array.from(columns.flatMap((column) => column.entries.map(([, value]) => value))) },
    },
  };
}
