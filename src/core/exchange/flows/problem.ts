/**
 * A set of offers and needs measured in tonnes a year, month by month, and the pairs that are possible.
 * Indices in `pairs` point into `offers` and `needs`. A month counts for a twelfth of the year times how many months the side is active.
 */
export type FlowProblem = {
  offers: { tonnesPerYear: number; months: number[] }[];
  needs: { tonnesPerYear: number; minTonnesPerYear: number; months: number[] }[];
  /** What a tonne through this pair is worth, in cents; may be negative, then it is never used. */
  pairs: { offer: number; need: number; centsPerTonne: number }[];
  /** A flow worth less than this a year, in cents, is a crumb that nobody would call about. */
  centsPerCrumb: number;
};

/** Tonnes a year through each pair; `value` and `bound` in cents a year. */
export type FlowSolution = { tonnes: Float64Array; value: number; bound: number; gap: number; status: 'optimal' | 'feasible'; seconds: number };

/** Months that all sides treat alike, so that one variable serves them together. */
export type Period = { months: number[] };

export function periodsOf(sides: { months: number[] }[]): Period[] {
  const bySignature = new Map<string, number[]>();
  for (let month = 1; month <= 12; month++) {
    const signature = sides.map((side) => (side.months.includes(month) ? '1' : '0')).join('');
    bySignature.set(signature, [...(bySignature.get(signature) ?? []), month]);
  }
  return [...bySignature.values()].map((months) => ({ months }));
}

/** Tonnes that a side moves in a period: its year spread evenly over its months. */
export const tonnesIn = (side: { tonnesPerYear: number; months: number[] }, period: Period): number =>
  (side.tonnesPerYear * period.months.filter((month) => side.months.includes(month)).length) / side.months.length;

/** Splits a problem where nothing links the parts, each with the indices it was made from. */
export function components(problem: FlowProblem): { problem: FlowProblem; pairs: number[]; offers: number[]; needs: number[] }[] {
  const parent = Array.from({ length: problem.offers.length + problem.needs.length }, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const needAt = problem.offers.length;
  for (const pair of problem.pairs) parent[find(pair.offer)] = find(needAt + pair.need);
  const groups = Map.groupBy(problem.pairs.keys(), (index) => find(problem.pairs[index]!.offer));
  return [...groups.values()].map((pairs) => {
    const offers = [...new Set(pairs.map((index) => problem.pairs[index]!.offer))];
    const needs = [...new Set(pairs.map((index) => problem.pairs[index]!.need))];
    return {
      pairs,
      offers,
      needs,
      problem: {
        ...problem,
        offers: offers.map((i) => problem.offers[i]!),
        needs: needs.map((i) => problem.needs[i]!),
        pairs: pairs.map((index) => {
          const pair = problem.pairs[index]!;
          return { ...pair, offer: offers.indexOf(pair.offer), need: needs.indexOf(pair.need) };
        }),
      },
    };
  });
}
