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
  const mine = matched.considered.filter((one) => ('offer' in side ? one.offer === side.offer : one.need === side.need));
  return mine
    .map((candidate) => ({ candidate, obstacles: candidate.verdict.kind === 'no' ? candidate.verdict.obstacles : [unusedBecause(matched, candidate)] }))
    .sort((a, b) => a.obstacles.length - b.obstacles.length || effort(a.obstacles) - effort(b.obstacles) || (a.candidate.verdict.km ?? Infinity) - (b.candidate.verdict.km ?? Infinity));
}

/**
 * The least single change that gives a side something: each of the nearest candidates with one obstacle is lifted and the part it belongs to solved again;
 * the first that moves a tonne is the answer, with what it moves. Null when no single change does.
 */
export function leastChange(matched: Matched, side: { offer: number } | { need: number }): LeastChange | null {
  const single = obstaclesOf(matched, side).filter(({ obstacles }) => obstacles.length === 1);
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
  const others = matched.pairs.filter((pair) => pair.offer !== candidate.offer || pair.need !== candidate.need);
  const pairs = [...others, { ...candidate, verdict: { weightCentsPerTonne: fits + relaxed.bonusCentsPerTonne } }];
  const tonnes = solvePartOf(matched, offers, needs, pairs);
  if (tonnes < 0.05) return null;
  const other = 'offer' in side ? need : offer;
  return { obstacle, withFactId: other.factId, withSiret: other.siret, km, tonnesPerYear: tonnes };
}

/**
 * Tonnes through the last pair once the part it belongs to is solved again. Needs that have a minimum keep the choice of the run,
 * save the one that the change is about, which may open.
 */
function solvePartOf(matched: Matched, offers: Side<FlowOut>[], needs: Side<FlowIn>[], pairs: { offer: number; need: number; verdict: { weightCentsPerTonne: number } }[]): number {
  const last = pairs.length - 1;
  const part = components(problemOf(offers, needs, pairs)).find((one) => one.pairs.includes(last))!;
  const taking = new Set(matched.pairs.flatMap((pair, i) => (matched.solution.tonnes[i]! > 0 ? [pair.need] : [])));
  const standings = part.needs.map((need): Standing => (taking.has(need) || need === pairs[last]!.need ? 'open' : 'closed'));
  return solveNetwork(part.problem, standings)?.tonnes[part.pairs.indexOf(last)] ?? 0;
}

function unusedBecause(matched: Matched, candidate: Considered): Obstacle {
  const [offer, need] = [matched.offers[candidate.offer]!.value, matched.needs[candidate.need]!.value];
  const needTakes = matched.pairs.reduce((sum, pair, i) => sum + (pair.need === candidate.need ? matched.solution.tonnes[i]! : 0), 0);
  if (needTakes === 0 && need.minTonnesPerYear > 0) {
    const within = matched.pairs.filter((pair) => pair.need === candidate.need).reduce((sum, pair) => sum + matched.offers[pair.offer]!.value.tonnesPerYear, 0);
    if (within < need.minTonnesPerYear) return { code: 'too-little', tonnesPerYear: within, minTonnesPerYear: need.minTonnesPerYear };
  }
  // What it lacks at most: the worth of the best pair that took its place on either side, or of the link it does not pay for.
  const worth = candidate.verdict.kind === 'yes' ? candidate.verdict.weightCentsPerTonne : 0;
  const rivals = matched.pairs.filter((pair, i) => matched.solution.tonnes[i]! > 0 && (pair.offer === candidate.offer || pair.need === candidate.need)).map((pair) => pair.verdict.weightCentsPerTonne);
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
