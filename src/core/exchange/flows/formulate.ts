import type { LpModel } from '#engine/lp/index.ts';
import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

/**
 * The program of one connected problem: tonnes x by pair and period, and whether a need that has a minimum is served y (whole).
 * Maximises Σ cents·x within what each side has in each period. Returns the model and the pair of each column of x, which come first.
 */
export function formulate(problem: FlowProblem): { model: LpModel; pairOf: Int32Array } {
  const periods = periodsOf([...problem.offers, ...problem.needs]);
  const columns: { cost: number; upper: number; integer: boolean; entries: [number, number][] }[] = [];
  const rows: { lower: number; upper: number }[] = [];
  const addRow = (lower: number, upper: number) => rows.push({ lower, upper }) - 1;
  const pairOf: number[] = [];

  const supply = problem.offers.map((offer) => periods.map((period) => addRow(-Infinity, tonnesIn(offer, period))));
  const demand = problem.needs.map((need) => periods.map((period) => addRow(-Infinity, tonnesIn(need, period))));
  const served = problem.needs.map((need) => (need.minTonnesPerYear > 0 ? { atLeast: addRow(0, Infinity), atMost: addRow(-Infinity, 0) } : null));

  problem.pairs.forEach((pair, index) => {
    periods.forEach((period, p) => {
      const upper = Math.min(tonnesIn(problem.offers[pair.offer]!, period), tonnesIn(problem.needs[pair.need]!, period));
      if (upper <= 0) return;
      const minimum = served[pair.need];
      pairOf.push(index);
      columns.push({
        cost: pair.centsPerTonne / 100,
        upper,
        integer: false,
        entries: [[supply[pair.offer]![p]!, 1], [demand[pair.need]![p]!, 1], ...(minimum ? ([[minimum.atLeast, 1], [minimum.atMost, 1]] as [number, number][]) : [])],
      });
    });
  });
  problem.needs.forEach((need, index) => {
    const minimum = served[index];
    if (minimum) columns.push({ cost: 0, upper: 1, integer: true, entries: [[minimum.atLeast, -need.minTonnesPerYear], [minimum.atMost, -need.tonnesPerYear]] });
  });

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
