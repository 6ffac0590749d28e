import type { ProposedFlow } from './model.ts';

/** Flows that one telephone call can tell: all around one offer, or one need. */
export type Star = { hub: 'offer' | 'need'; factId: string; flows: ProposedFlow[] };

/**
 * Cuts flows into stars, each flow in exactly one: again and again the side with the most flows left, then the most tonnes.
 * A big offer cut in three is one proposal; five small ones that fill one need are one proposal.
 */
export function starsOf(flows: ProposedFlow[]): Star[] {
  const stars: Star[] = [];
  let left = flows;
  while (left.length > 0) {
    const around = [
      ...[...Map.groupBy(left, (flow) => flow.offerId)].map(([factId, mine]): Star => ({ hub: 'offer', factId, flows: mine })),
      ...[...Map.groupBy(left, (flow) => flow.needId)].map(([factId, mine]): Star => ({ hub: 'need', factId, flows: mine })),
    ];
    const tonnes = (star: Star) => star.flows.reduce((sum, flow) => sum + flow.tonnesPerYear, 0);
    const best = around.reduce((a, b) => (b.flows.length > a.flows.length || (b.flows.length === a.flows.length && tonnes(b) > tonnes(a)) ? b : a));
    stars.push({ ...best, flows: best.flows.toSorted((a, b) => b.tonnesPerYear - a.tonnesPerYear) });
    left = left.filter((flow) => !best.flows.includes(flow));
  }
  return stars;
}
