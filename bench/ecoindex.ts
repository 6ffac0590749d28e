// Quantiles of DOM nodes, requests and kilobytes over a large sample of sites, as the EcoIndex method publishes them.
const DOM = [0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601];
const REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const KILOBYTES = [0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26];
const GRADES: [number, string][] = [[80, 'A'], [70, 'B'], [55, 'C'], [40, 'D'], [25, 'E'], [10, 'F']];

/** Where a value stands among the quantiles, from 0 to their number less one, with its fraction. */
function rank(quantiles: number[], value: number): number {
  const i = quantiles.findIndex((quantile) => value < quantile);
  return i <= 0 ? (i === 0 ? 0 : quantiles.length - 1) : i - 1 + (value - quantiles[i - 1]!) / (quantiles[i]! - quantiles[i - 1]!);
}

/** EcoIndex of a page: DOM nodes (those inside an svg not counted), requests, kilobytes received. Score from 0 to 100, grade from A to G. */
export function ecoIndex(nodes: number, requests: number, kilobytes: number): { score: number; grade: string } {
  const score = 100 - (5 * (3 * rank(DOM, nodes) + 2 * rank(REQUESTS, requests) + rank(KILOBYTES, kilobytes))) / 6;
  return { score, grade: GRADES.find(([above]) => score > above)?.[1] ?? 'G' };
}
