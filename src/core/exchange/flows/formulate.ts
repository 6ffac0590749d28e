import type { LpModel } from '#engine/lp/index.ts';
import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

/** A row and its coefficient. */
type Entry = [row: number, coefficient: number];

/**
 * The program of one connected problem: tonnes x by pair and period, whether a need that has a minimum is served y (whole), and whether a pair of `least` carries anything (whole).
 * Maximises Σ cents·x within what each side has in each period. `least`: by pair, the tonnes a year that it carries at least, or nothing. Returns the model and the pair of each column of x, which come first.
 */
export function formulate(problem: FlowProblem, least: ReadonlyMap<number, number> = new Map()): { model: LpModel; pairOf: Int32Array } {
  const periods = periodsOf([...problem.offers, ...problem.needs]);
  const columns: { cost: number; upper: number; integer: boolean; entries: Entry[] }[] = [];
  const rows: { lower: number; upper: number }[] = [];
  const addRow = (lower: number, upper: number) => rows.push({ lower, upper }) - 1;
  const pairOf: number[] = [];
  /** Something that carries at least so much, or nothing: the row that holds its least, and the entries of its column. */
  const choiceOf = (tonnes: number, others: Entry[]) => {
    const atLeast = addRow(0, Infinity);
    return { atLeast, entries: [[atLeast, -tonnes], ...others] as Entry[] };
  };

  const supply = problem.offers.map((offer) => periods.map((period) => addRow(-Infinity, tonnesIn(offer, period))));
  // What has a choice is limited by it month by month, not over the year: proved three times sooner.
  const demand = problem.needs.map((need) => periods.map((period) => addRow(-Infinity, need.minTonnesPerYear > 0 ? 0 : tonnesIn(need, period))));
  const served = problem.needs.map((need, index) => (need.minTonnesPerYear > 0 ? choiceOf(need.minTonnesPerYear, demand[index]!.map((row, p) => [row, -tonnesIn(need, periods[p]!)])) : null));
  const carried = new Map([...least].map(([pair, tonnes]) => [pair, choiceOf(tonnes, [])]));

  problem.pairs.forEach((pair, index) => {
    const lot = carried.get(index);
    periods.forEach((period, p) => {
      const upper = Math.min(tonnesIn(problem.offers[pair.offer]!, period), tonnesIn(problem.needs[pair.need]!, period));
      if (upper <= 0) return;
      const entries: Entry[] = [[supply[pair.offer]![p]!, 1], [demand[pair.need]![p]!, 1]];
      const minimum = served[pair.need];
      if (minimum) entries.push([minimum.atLeast, 1]);
      if (lot) {
        const atMost = addRow(-Infinity, 0);
        entries.push([lot.atLeast, 1], [atMost, 1]);
        lot.entries.push([atMost, -upper]);
      }
      pairOf.push(index);
      columns.push({
        cost: pair.centsPerTonne / 100,
        upper,
        integer: false,
        entries,
      });
    });
  });
  for (const choice of [...served, ...carried.values()]) if (choice) columns.push({ cost: 0, upper: 1, integer: true, entries: choice.entries });

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
