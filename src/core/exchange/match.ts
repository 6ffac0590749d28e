import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import { assumptions } from './boards/assumptions.ts';
import { matieres } from './boards/matieres.ts';
import { type FlowProblem, type FlowSolution } from './flows/problem.ts';
import { solveFlows } from './flows/solve-flows.ts';
import type { PairVerdict, ProposedFlow, Side } from './model.ts';

/** Why two firms are not to be proposed to each other for now, in words; null when they may be. */
export type Apart = (siret: string, other: string) => string | null;

export type Considered = { offer: number; need: number; verdict: Exclude<PairVerdict, { kind: 'different' }> };

/** All pairs that speak of the same thing with their verdict, the solution over those that fit, and the problem it solves. */
export type Matched = { offers: Side<FlowOut>[]; needs: Side<FlowIn>[]; considered: Considered[]; problem: FlowProblem; pairs: (Considered & { verdict: { kind: 'yes' } })[]; solution: FlowSolution };

/**
 * Matches offers and needs over a whole territory at once: quantities many to many, so that the whole is worth most.
 * Pairs of sides that do not speak of the same material are never looked at: offers are found by waste code.
 */
export async function matchFlows(offers: Side<FlowOut>[], needs: Side<FlowIn>[], travel: TravelTimes, control: { seconds?: number; signal?: AbortSignal; apart?: Apart; /** How many times its worth an exchange weighs in the choice; the value told never counts it. */ favour?: (offer: Side<FlowOut>, need: Side<FlowIn>) => number } = {}): Promise<Matched> {
  const considered = await consider(offers, needs, travel, control.apart);
  const pairs = considered.filter((one): one is Matched['pairs'][number] => one.verdict.kind === 'yes');
  const problem = problemOf(offers, needs, pairs);
  const { favour } = control;
  if (!favour) return { offers, needs, considered, problem, pairs, solution: await solveFlows(problem, control) };
  const favoured = await solveFlows({ ...problem, pairs: problem.pairs.map((pair) => ({ ...pair, centsPerTonne: Math.round(pair.centsPerTonne * favour(offers[pair.offer]!, needs[pair.need]!)) })) }, control);
  const value = Math.round(problem.pairs.reduce((sum, pair, i) => sum + pair.centsPerTonne * favoured.tonnes[i]!, 0));
  return { offers, needs, considered, problem, pairs, solution: { ...favoured, value } };
}

/** The flows of a solution, in the units of a proposal. */
export const flowsOf = ({ offers, needs, pairs, solution }: Matched): ProposedFlow[] =>
  pairs.flatMap((pair, i) => {
    const [offer, need, tonnesPerYear] = [offers[pair.offer]!, needs[pair.need]!, solution.tonnes[i]!];
    if (tonnesPerYear <= 0) return [];
    return [{ offerId: offer.factId, needId: need.factId, from: offer.siret, to: need.siret, tonnesPerYear, km: pair.verdict.km, centsPerTonne: pair.verdict.centsPerTonne }];
  });

export const problemOf = (offers: Side<FlowOut>[], needs: Side<FlowIn>[], pairs: { offer: number; need: number; verdict: { weightCentsPerTonne: number } }[]): FlowProblem => ({
  offers: offers.map(({ value }) => ({ tonnesPerYear: value.tonnesPerYear, months: value.months })),
  needs: needs.map(({ value }) => ({ tonnesPerYear: value.tonnesPerYear, minTonnesPerYear: Math.min(value.minTonnesPerYear, value.tonnesPerYear), months: value.months })),
  pairs: pairs.map(({ offer, need, verdict }) => ({ offer, need, centsPerTonne: verdict.weightCentsPerTonne })),
  centsPerCrumb: assumptions().relation.centsPerYear.value,
});

async function consider(offers: Side<FlowOut>[], needs: Side<FlowIn>[], travel: TravelTimes, apart?: Apart): Promise<Considered[]> {
  const offersByCode = Map.groupBy(offers.keys(), (i) => offers[i]!.value.wasteCode);
  const considered: Considered[] = [];
  for (const [n, need] of needs.entries()) {
    const found = [...new Set(need.value.wasteCodes)].flatMap((code) => offersByCode.get(code) ?? []);
    const placed = found.filter((i) => offers[i]!.place !== null);
    const roads = need.place && placed.length > 0 ? await travel.table([need.place], placed.map((i) => offers[i]!.place!)) : new Float64Array();
    const kmOf = new Map(placed.map((i, at) => [i, roads[at]]));
    for (const o of found) {
      const km = kmOf.get(o);
      const verdict = matieres.pair(offers[o]!, need, km === undefined ? null : { km });
      if (verdict.kind === 'different') continue;
      const words = apart?.(offers[o]!.siret, need.siret) ?? null;
      considered.push({ offer: o, need: n, verdict: words === null ? verdict : { kind: 'no', km: verdict.km, obstacles: [{ code: 'apart', words }, ...(verdict.kind === 'no' ? verdict.obstacles : [])] } });
    }
  }
  return considered;
}
