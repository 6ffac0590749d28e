import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import { leastChange, obstaclesOf } from './least-change.ts';
import { flowsOf, type Matched } from './match.ts';
import type { ProposalBody, Side, UnmatchedBody } from './model.ts';
import type { Pooled } from './pool-small.ts';
import { starsOf } from './stars.ts';
import { worthOf } from './worth.ts';

export type Proposed = { sirets: string[]; factIds: string[]; body: ProposalBody };
export type LeftOut = { factId: string; siret: string; body: UnmatchedBody };

// What is left of a side counts as unmet above this share of what it said.
const UNMET = 0.1;

/**
 * What a match is in the words of a board: proposals worth a call, best first, and what was left out with the least change that would bring it in.
 * `pooled`: small flows fetched together, each round a proposal of its own.
 */
export function propose(matched: Matched, pooled: Pooled[] = []): { proposals: Proposed[]; leftOut: LeftOut[] } {
  const offers = new Map(matched.offers.map((side) => [side.factId, side]));
  const needs = new Map(matched.needs.map((side) => [side.factId, side]));
  const flows = flowsOf(matched);
  const moved = new Map<string, number>();
  for (const flow of flows) for (const id of [flow.offerId, flow.needId]) moved.set(id, (moved.get(id) ?? 0) + flow.tonnesPerYear);

  for (const flow of pooled.flatMap((one) => one.flows)) for (const id of [flow.offerId, flow.needId]) moved.set(id, (moved.get(id) ?? 0) + flow.tonnesPerYear);

  const offerAt = new Map(matched.offers.map((side, i) => [side.factId, i]));
  const needAt = new Map(matched.needs.map((side, i) => [side.factId, i]));
  const proposals: Proposed[] = [];
  for (const star of starsOf(flows)) {
    const hub = (star.hub === 'offer' ? offers : needs).get(star.factId)!;
    const unmet = 1 - moved.get(star.factId)! / hub.value.tonnesPerYear;
    const improvement = unmet > UNMET ? leastChangeBeyond(matched, star.hub === 'offer' ? { offer: offerAt.get(star.factId)! } : { need: needAt.get(star.factId)! }) : null;
    proposals.push({
      sirets: [...new Set(star.flows.flatMap((flow) => [flow.from, flow.to]))],
      factIds: [...new Set(star.flows.flatMap((flow) => [flow.offerId, flow.needId]))],
      body: { hub: star.hub, material: hub.value.material, flows: star.flows, improvement, ...worthOf(star.flows, offers, needs) },
    });
  }

  for (const { need, flows: fetched, round } of pooled) {
    const receiver = matched.needs[need]!;
    const linear = worthOf(fetched, offers, needs);
    // The truck of the round instead of a lorry a flow.
    const carried = (cents: number) => Math.round(cents + linear.transportCents - round.centsPerYear);
    const { value, low, high } = linear.worth;
    proposals.push({
      sirets: [...new Set(fetched.flatMap((flow) => [flow.from, flow.to]))],
      factIds: [...new Set(fetched.flatMap((flow) => [flow.offerId, flow.needId]))],
      body: { hub: 'need', material: receiver.value.material, flows: fetched, round, improvement: null, ...linear, worth: { value: carried(value), low: carried(low), high: carried(high) }, transportCents: round.centsPerYear },
    });
  }

  const leftOut: LeftOut[] = [];
  for (const [i, side] of matched.offers.entries()) if (!moved.has(side.factId)) leftOut.push(leftOutOf(matched, 'flow-out', side, { offer: i }));
  for (const [i, side] of matched.needs.entries()) if (!moved.has(side.factId)) leftOut.push(leftOutOf(matched, 'flow-in', side, { need: i }));
  return { proposals: proposals.sort((a, b) => b.body.worth.value - a.body.worth.value), leftOut };
}

/** The least change with somebody the side does not yet work with. */
const leastChangeBeyond = (matched: Matched, side: { offer: number } | { need: number }) => leastChange(matched, side, (one) => one.verdict.kind === 'no');

function leftOutOf(matched: Matched, kind: 'flow-out' | 'flow-in', side: Side<FlowOut> | Side<FlowIn>, at: { offer: number } | { need: number }): LeftOut {
  const nearest = obstaclesOf(matched, at);
  const others = (candidate: { offer: number; need: number }) => ('offer' in at ? matched.needs[candidate.need]! : matched.offers[candidate.offer]!);
  return {
    factId: side.factId,
    siret: side.siret,
    body: {
      kind,
      material: side.value.material,
      tonnesPerYear: side.value.tonnesPerYear,
      candidates: nearest.length,
      obstacles: nearest.slice(0, 3).map(({ candidate, obstacles }) => ({ obstacle: obstacles[0]!, withFactId: others(candidate).factId, withSiret: others(candidate).siret, km: candidate.verdict.km })),
      leastChange: leastChange(matched, at),
      leads: [],
    },
  };
}
