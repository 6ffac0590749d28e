import type { BoardChange, BoardContext, BoardLeftOut, BoardSide, Template } from './board.ts';

/** Why two sides do not fit. `size`: how far from fitting, 0 to 1 and more, to find the nearest; `change`: what would make them fit, in words; null where nobody may lift it. */
export type PairObstacle = { code: string; text: Template; change: Template | null; size: number };

/** Two sides that speak of the same thing. `km`: null when a place is unknown. */
export type Pair<O, N> = { offer: BoardSide<O>; need: BoardSide<N>; km: number | null; obstacles: PairObstacle[] };

/**
 * All pairs of sides that speak of the same thing (`group` alike, not the same party), with the road between them and what stands in the way.
 * Sides are grouped first, so that what has nothing in common is never looked at.
 */
export async function pairUp<O, N>(
  offers: BoardSide<O>[],
  needs: BoardSide<N>[],
  context: Pick<BoardContext, 'travel' | 'apart'>,
  rules: { groupsOfOffer: (offer: O) => readonly string[]; groupsOfNeed: (need: N) => readonly string[]; obstacles: (offer: BoardSide<O>, need: BoardSide<N>, km: number | null) => PairObstacle[]; withinKm?: number },
): Promise<Pair<O, N>[]> {
  const byGroup = new Map<string, BoardSide<O>[]>();
  for (const offer of offers) for (const group of new Set(rules.groupsOfOffer(offer.value))) (byGroup.get(group) ?? byGroup.set(group, []).get(group)!).push(offer);
  const pairs: Pair<O, N>[] = [];
  for (const need of needs) {
    const alike = [...new Set([...new Set(rules.groupsOfNeed(need.value))].flatMap((group) => byGroup.get(group) ?? []))].filter((offer) => offer.party !== need.party);
    const placed = alike.filter((offer) => offer.place !== null);
    const roads = need.place && placed.length > 0 ? await context.travel.table([need.place], placed.map((offer) => offer.place!)) : new Float64Array();
    const kmOf = new Map(placed.map((offer, at) => [offer.id, roads[at] ?? null]));
    for (const offer of alike) {
      const km = kmOf.get(offer.id) ?? null;
      if (rules.withinKm !== undefined && km !== null && km > rules.withinKm) continue;
      const apart = context.apart?.(offer.party, need.party) ?? null;
      pairs.push({ offer, need, km, obstacles: [...(apart === null ? [] : [{ code: 'apart', text: apart, change: null, size: 2 }]), ...rules.obstacles(offer, need, km)] });
    }
  }
  return pairs;
}

/** Pairs by either of their sides. */
export function pairsBySide<O, N>(pairs: Pair<O, N>[]): Map<string, Pair<O, N>[]> {
  const bySide = new Map<string, Pair<O, N>[]>();
  for (const pair of pairs) {
    for (const id of [pair.offer.id, pair.need.id]) {
      const there = bySide.get(id);
      if (there) there.push(pair);
      else bySide.set(id, [pair]);
    }
  }
  return bySide;
}

const NEAREST = 3;

/** The pairs of a side that came nearest to fitting: fewest obstacles first, then the smallest. */
export const nearestOf = <O, N>(pairs: Pair<O, N>[]): Pair<O, N>[] =>
  pairs.toSorted((a, b) => a.obstacles.length - b.obstacles.length || total(a) - total(b) || (a.km ?? Infinity) - (b.km ?? Infinity) || a.offer.id.localeCompare(b.offer.id));
const total = (pair: { obstacles: PairObstacle[] }) => pair.obstacles.reduce((sum, obstacle) => sum + obstacle.size, 0);

/** The pairs that one change alone would make fit, the smallest change first. */
export const oneChangeAway = <O, N>(pairs: Pair<O, N>[]): Pair<O, N>[] => nearestOf(pairs.filter((pair) => pair.obstacles.length === 1 && pair.obstacles[0]!.change !== null));

/** What is said of a side that found nothing: its nearest, why not, and the change already found. `nobody`: said when nobody speaks of the same thing; `taken`: when it fits but others are worth more. */
export function leftOutOf<O, N>(side: { id: string }, pairs: Pair<O, N>[], words: { nobody: string; taken: string }, change: BoardChange | null): BoardLeftOut {
  const nearest = nearestOf(pairs);
  return {
    side: side.id,
    candidates: pairs.length,
    nearest: nearest.slice(0, NEAREST).map((pair) => ({ with: pair.offer.id === side.id ? pair.need.id : pair.offer.id, km: pair.km, why: pair.obstacles.length > 0 ? pair.obstacles.map((obstacle) => obstacle.text) : [words.taken] })),
    why: pairs.length === 0 ? words.nobody : null,
    change,
  };
}
