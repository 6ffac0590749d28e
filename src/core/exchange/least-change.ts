import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import { matieres } from './boards/matieres.ts';
import { components } from './flows/problem.ts';
import { solveNetwork, type Standing } from './flows/network.ts';
import { type Considered, type Matched, problemOf } from './match.ts';
import type { LeastChange, Obstacle, Side } from './model.ts';

// How many of the nearest possibilities are tried by solving again, for each side left without a solution.
const TRIES = 6;

/** Obstacles of each candidate of one side, those that need least first; a fitting pair left unused is outbid, or too small for its need's minimum. */
export function obstaclesOf(matched: Matched, side: { offer: number } | { need: number }): { candidate: Considered; obstacles: Obstacle[] }[] {
  const { candidatesOfOffer, candidatesOfNeed } = indexOf(matched);
  const mine = 'offer' in side ? candidatesOfOffer.get(side.offer) : candidatesOfNeed.get(side.need);
  return (mine ?? [])
    .map((candidate) => ({ candidate, obstacles: candidate.verdict.kind === 'no' ? candidate.verdict.obstacles : [unusedBecause(matched, candidate)] }))
    .sort((a, b) => a.obstacles.length - b.obstacles.length || effort(a.obstacles) - effort(b.obstacles) || (a.candidate.verdict.km ?? Infinity) - (b.candidate.verdict.km ?? Infinity));
}

/**
 * The least single change that gives a side something: each of the nearest candidates with one obstacle is lifted and the part it belongs to solved again;
 * the first that moves a tonne is the answer, with what it moves. Null when no single change does. `among`: which candidates are looked at, all unless told.
 */
export function leastChange(matched: Matched, side: { offer: number } | { need: number }, among: (candidate: Considered) => boolean = () => true): LeastChange | null {
  const single = obstaclesOf(matched, side).filter(({ candidate, obstacles }) => obstacles.length === 1 && among(candidate));
  for (const { candidate, obstacles } of single.slice(0, TRIES)) {
    const change = tryChange(matched, candidate, obstacles[0]!, side);
    if (change) return change;
  }
  return null;
}

function tryChange(matched: Matched, candidate: Considered, obstacle: Obstacle, side: { offer: number } | { need: number }): LeastChange | null {
  const [offer, need] = [matched.offers[candidate.offer]!, matched.needs[candidate.need]!];
  const relaxed = matieres.relax(offer, need, obstacle);
  const km = candidate.verdict.km;
  if (!relaxed || km === null) return null;
  const verdict = matieres.pair(relaxed.offer, relaxed.need, { km });
  const fits = verdict.kind === 'yes' ? verdict.weightCentsPerTonne : obstacle.code === 'not-worth-it' ? matieres.linkCentsPerTonne(offer.value, need.value) + 1 : null;
  if (fits === null) return null;

  const offers = matched.offers.with(candidate.offer, relaxed.offer);
  const needs = matched.needs.with(candidate.need, relaxed.need);
  const changed = { ...candidate, verdict: { weightCentsPerTonne: fits + relaxed.bonusCentsPerTonne } };
  const tonnes = solvePartOf(matched, offers, needs, changed);
  if (tonnes < 0.05) return null;
  const other = 'offer' in side ? need : offer;
  return { obstacle, withFactId: other.factId, withSiret: other.siret, km, tonnesPerYear: tonnes };
}

type Weighed = { offer: number; need: number; verdict: { weightCentsPerTonne: number } };

/**
 * Tonnes through a changed pair once the parts it links are solved again. Needs that have a minimum keep the choice of the run, save the one that the change is about, which may open.
 */
function solvePartOf(matched: Matched, offers: Side<FlowOut>[], needs: Side<FlowIn>[], changed: Weighed): number {
  const { partOfOffer, partOfNeed, pairsOfPart, taken } = indexOf(matched);
  const parts = new Set([partOfOffer.get(changed.offer) ?? -1, partOfNeed.get(changed.need) ?? -1]);
  const around: Weighed[] = [...parts].flatMap((part) => pairsOfPart.get(part) ?? []).filter((pair) => pair.offer !== changed.offer || pair.need !== changed.need);
  around.push(changed);
  const [offerAt, needAt] = [numbered(around.map((pair) => pair.offer)), numbered(around.map((pair) => pair.need))];
  const ownNeeds = [...needAt.keys()];
  const problem = problemOf([...offerAt.keys()].map((i) => offers[i]!), ownNeeds.map((i) => needs[i]!), around.map((pair) => ({ ...pair, offer: offerAt.get(pair.offer)!, need: needAt.get(pair.need)! })));
  const standings = ownNeeds.map((need): Standing => ((taken.get(need) ?? 0) > 0 || need === changed.need ? 'open' : 'closed'));
  return solveNetwork(problem, standings)?.tonnes[around.length - 1] ?? 0;
}

const numbered = (indices: readonly number[]) => new Map([...new Set(indices)].map((index, at) => [index, at] as const));

/** A run, so that what concerns one side is found without reading it all: candidates of each, parts that nothing links, what each need takes. */
type Index = {
  candidatesOfOffer: Map<number, Considered[]>;
  candidatesOfNeed: Map<number, Considered[]>;
  partOfOffer: Map<number, number>;
  partOfNeed: Map<number, number>;
  pairsOfPart: Map<number, Matched['pairs']>;
  used: { ofOffer: Map<number, Matched['pairs']>; ofNeed: Map<number, Matched['pairs']> };
  possible: Map<number, Matched['pairs']>;
  taken: Map<number, number>;
};

const indices = new WeakMap<Matched, Index>();

function indexOf(matched: Matched): Index {
  const known = indices.get(matched);
  if (known) return known;
  const { considered, pairs, problem, solution } = matched;
  const used = pairs.filter((_, i) => solution.tonnes[i]! > 0);
  const taken = new Map<number, number>();
  pairs.forEach((pair, i) => taken.set(pair.need, (taken.get(pair.need) ?? 0) + solution.tonnes[i]!));
  const [partOfOffer, partOfNeed, pairsOfPart] = [new Map<number, number>(), new Map<number, number>(), new Map<number, Matched['pairs']>()];
  for (const [part, own] of components(problem).entries()) {
    for (const offer of own.offers) partOfOffer.set(offer, part);
    for (const need of own.needs) partOfNeed.set(need, part);
    pairsOfPart.set(part, own.pairs.map((i) => pairs[i]!));
  }
  const index: Index = {
    candidatesOfOffer: Map.groupBy(considered, (one) => one.offer), candidatesOfNeed: Map.groupBy(considered, (one) => one.need),
    partOfOffer, partOfNeed, pairsOfPart, taken, possible: Map.groupBy(pairs, (pair) => pair.need),
    used: { ofOffer: Map.groupBy(used, (pair) => pair.offer), ofNeed: Map.groupBy(used, (pair) => pair.need) },
  };
  indices.set(matched, index);
  return index;
}

function unusedBecause(matched: Matched, candidate: Considered): Obstacle {
  const [offer, need] = [matched.offers[candidate.offer]!.value, matched.needs[candidate.need]!.value];
  const { taken, possible, used } = indexOf(matched);
  if ((taken.get(candidate.need) ?? 0) === 0 && need.minTonnesPerYear > 0) {
    const within = (possible.get(candidate.need) ?? []).reduce((sum, pair) => sum + matched.offers[pair.offer]!.value.tonnesPerYear, 0);
    if (within < need.minTonnesPerYear) return { code: 'too-little', tonnesPerYear: within, minTonnesPerYear: need.minTonnesPerYear };
  }
  // What it lacks at most: the worth of the best pair that took its place on either side, or of the link it does not pay for.
  const worth = candidate.verdict.kind === 'yes' ? candidate.verdict.weightCentsPerTonne : 0;
  const rivals = [...(used.ofOffer.get(candidate.offer) ?? []), ...(used.ofNeed.get(candidate.need) ?? [])].map((pair) => pair.verdict.weightCentsPerTonne);
  return { code: 'outbid', centsPerTonne: Math.ceil(Math.max(0, ...rivals.map((rival) => rival - worth))) };
}

/** How much a change asks, on one scale: the share of what is there that must change. Kinds that cannot be lifted come last. */
function effort(obstacles: Obstacle[]): number {
  return obstacles.reduce((sum, one) => {
    switch (one.code) {
      case 'too-far':
        return sum + (one.km - one.maxKm) / one.maxKm;
      case 'moisture':
        return sum + (one.percent - one.max) / 50;
      case 'moisture-unknown':
        return sum + 0.1;
      case 'too-little':
        return sum + (one.minTonnesPerYear - one.tonnesPerYear) / one.minTonnesPerYear;
      case 'outbid':
      case 'not-worth-it':
        return sum + one.centsPerTonne / 5_000;
      case 'months':
        return sum + 0.5;
      case 'state':
        return sum + 1;
      default:
        return sum + 100;
    }
  }, 0);
}
