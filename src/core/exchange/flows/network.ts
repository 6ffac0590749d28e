import { AT_MOST, solveFlow } from '#engine/flow/index.ts';
import { type FlowProblem, periodsOf, tonnesIn } from './problem.ts';

const KG = 1_000;

/** What a need that has a minimum does: it takes at least that, or nothing at all. */
export type Standing = 'open' | 'closed';

/**
 * The best flows of one problem once it is settled which needs that have a minimum take anything: a minimum-cost flow, solved exactly, in kilograms.
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
  const kg = (tonnes: number) => Math.floor(tonnes * KG + 1e-6);

  problem.pairs.forEach((pair, index) =>
    periods.forEach((period, p) => {
      const upper = Math.min(kg(tonnesIn(problem.offers[pair.offer]!, period)), kg(tonnesIn(problem.needs[pair.need]!, period)));
      if (upper > 0) arcs.push({ from: offerNode(pair.offer, p), to: needNode(pair.need, p), cost: -Math.round(pair.centsPerTonne), lower: 0, upper, pair: index });
    }),
  );
  problem.needs.forEach((need, n) => {
    const closed = need.minTonnesPerYear > 0 && standings[n] === 'closed';
    periods.forEach((period, p) => {
      const upper = closed ? 0 : kg(tonnesIn(need, period));
      if (upper > 0) arcs.push({ from: needNode(n, p), to: total + n, cost: 0, lower: 0, upper, pair: -1 });
    });
    if (!closed) arcs.push({ from: total + n, to: sink, cost: 0, lower: Math.min(kg(need.minTonnesPerYear), kg(need.tonnesPerYear)), upper: kg(need.tonnesPerYear), pair: -1 });
  });

  const supply = new Float64Array(sink + 1);
  problem.offers.forEach((offer, o) => periods.forEach((period, p) => (supply[offerNode(o, p)] = kg(tonnesIn(offer, period)))));
  supply[sink] = -problem.needs.reduce((sum, need) => sum + kg(need.tonnesPerYear), 0);
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
    if (arc.pair >= 0) tonnes[arc.pair]! += answer.chosen.flow[i]! / KG;
  });
  return { tonnes, value: Math.round(-answer.value / KG) };
}
