import { AT_MOST, solveFlow } from '#engine/flow/index.ts';
import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

const KG = 1_000;
// Flows and worths are whole numbers inside; beyond this a sum of them might not be.
const SAFE = 2 ** 52;

/** What a need that has a minimum does: it takes at least that, or nothing at all. */
export type Standing = 'open' | 'closed';

/**
 * The best flows of one problem once it is settled which needs that have a minimum take anything: a minimum-cost flow, solved exactly.
 * In kilograms cut as finely as the months ask (a year over nine months is no whole number of kilograms a month), unless the numbers are too large for that.
 * From each offer in each period to each need in that period, then through the need's own arc, which holds its minimum.
 * Tonnes a year by pair, and cents a year; null when the minima cannot all be met.
 */
export function solveNetwork(problem: FlowProblem, standings: Standing[]): { tonnes: Float64Array; value: number } | null {
  const periods = periodsOf([...problem.offers, ...problem.needs]);
  const [offers, needs] = [problem.offers.length, problem.needs.length];
  const offerNode = (offer: number, period: number) => offer * periods.length + period;
  const needNode = (need: number, period: number) => (offers + need) * periods.length + period;
  const total = (offers + needs) * periods.length;
  const sink = total + needs;
  const arcs: { from: number; to: number; cost: number; lower: number; upper: number; pair: number }[] = [];
  const unit = unitsPerTonne(problem);
  const units = (tonnes: number) => Math.floor(tonnes * unit + 1e-3);

  problem.pairs.forEach((pair, index) =>
    periods.forEach((period, p) => {
      const upper = Math.min(units(tonnesIn(problem.offers[pair.offer]!, period)), units(tonnesIn(problem.needs[pair.need]!, period)));
      if (upper > 0) arcs.push({ from: offerNode(pair.offer, p), to: needNode(pair.need, p), cost: -Math.round(pair.centsPerTonne), lower: 0, upper, pair: index });
    }),
  );
  problem.needs.forEach((need, n) => {
    const closed = need.minTonnesPerYear > 0 && standings[n] === 'closed';
    periods.forEach((period, p) => {
      const upper = closed ? 0 : units(tonnesIn(need, period));
      if (upper > 0) arcs.push({ from: needNode(n, p), to: total + n, cost: 0, lower: 0, upper, pair: -1 });
    });
    if (!closed) arcs.push({ from: total + n, to: sink, cost: 0, lower: Math.min(units(need.minTonnesPerYear), units(need.tonnesPerYear)), upper: units(need.tonnesPerYear), pair: -1 });
  });

  const supply = new Float64Array(sink + 1);
  problem.offers.forEach((offer, o) => periods.forEach((period, p) => (supply[offerNode(o, p)] = units(tonnesIn(offer, period)))));
  supply[sink] = -problem.needs.reduce((sum, need) => sum + units(need.tonnesPerYear), 0);
  const kind = new Int8Array(sink + 1).fill(0);
  for (let node = 0; node < offers * periods.length; node++) kind[node] = AT_MOST;
  kind[sink] = AT_MOST;
  const answer = solveFlow({
    nodes: sink + 1, supply, kind,
    from: arcs.map((arc) => arc.from), to: arcs.map((arc) => arc.to), cost: arcs.map((arc) => arc.cost), lower: arcs.map((arc) => arc.lower), upper: arcs.map((arc) => arc.upper),
  });
  if (!answer.ok) throw new Error(`The flow was refused: ${answer.reason} at ${answer.where}`);
  if (answer.status !== 'optimal') return null;
  const tonnes = new Float64Array(problem.pairs.length);
  arcs.forEach((arc, i) => {
    if (arc.pair >= 0) tonnes[arc.pair]! += answer.chosen.flow[i]! / unit;
  });
  return { tonnes, value: -answer.value / unit };
}

function unitsPerTonne({ offers, needs, pairs }: FlowProblem): number {
  const parts = [...offers, ...needs].reduce((multiple, side) => (multiple * side.months.length) / gcd(multiple, side.months.length), 1);
  const tonnes = [...offers, ...needs].reduce((sum, side) => sum + side.tonnesPerYear, 0);
  const dearest = pairs.reduce((most, pair) => Math.max(most, Math.abs(pair.centsPerTonne)), 1);
  return tonnes * KG * parts * dearest < SAFE ? KG * parts : KG;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
