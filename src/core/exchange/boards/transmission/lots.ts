import { type Candidate, hectaresOf, lotObstacles, type Lot, type Transfer, wholeOf } from './fit.ts';

/** A farm cut between some candidates: the parcel groups of each, by number, and what is left. */
export type Cut = { lots: { groups: number[]; lot: Lot }[]; left: number[]; hectares: number };

/**
 * The best way to cut a farm between candidates, group by group: everybody within the area, the buildings, the home and the means that they need, as many
 * hectares as can be; null when there is none. All must go unless a part may stay; a building or a home goes to one only.
 */
export function cutBetween(from: Transfer, candidates: readonly Candidate[]): Cut | null {
  const groups = from.value.parcels ?? [];
  const whole = wholeOf(from);
  if (candidates.length === 1 && candidates.every((one) => lotObstacles(whole, one).length === 0)) return { lots: [{ groups: groups.map((_, i) => i), lot: whole }], left: [], hectares: whole.hectares ?? 0 };
  if (from.value.cut === 'whole' || groups.length < 2 || (candidates.length === 1 && from.value.cut !== 'parts')) return null;
  const needed = candidates.flatMap((one) => [...(one.value.buildings ?? []), ...(one.value.housing ? ['home'] : [])]);
  if (new Set(needed).size < needed.length) return null;
  const total = hectaresOf(from)!;
  const sum = (bound: (one: Candidate) => number) => candidates.reduce((all, one) => all + bound(one), 0);
  if (sum((one) => one.value.hectaresMin ?? 0) > total + 1e-9 || (from.value.cut === 'split' && sum((one) => one.value.hectaresMax ?? Infinity) < total - 1e-9)) return null;

  let best: Cut | null = null;
  const owner = new Array<number>(groups.length).fill(-1);
  const areas = candidates.map(() => 0);
  const rest = groups.map((_, i) => groups.slice(i).reduce((all, one) => all + one.hectares, 0));
  const hand = (at: number): void => {
    // Even with all that is left it would hold no more than the best so far.
    if (best && areas.reduce((all, one) => all + one, 0) + (rest[at] ?? 0) <= best.hectares + 1e-9) return;
    // What is left can no longer bring everybody to the least that they need.
    if (candidates.reduce((lack, one, c) => lack + Math.max(0, (one.value.hectaresMin ?? 0) - areas[c]!), 0) > (rest[at] ?? 0) + 1e-9) return;
    if (at === groups.length) {
      const hectares = areas.reduce((all, one) => all + one, 0);
      if (best && hectares <= best.hectares + 1e-9) return;
      const lots = candidates.map((one, c) => ({ groups: owner.flatMap((of, g) => (of === c ? [g] : [])), lot: lotOf(whole, areas[c]!, total, one) }));
      if (lots.some(({ groups: own, lot }, c) => own.length === 0 || lotObstacles(lot, candidates[c]!).length > 0)) return;
      best = { lots, left: owner.flatMap((of, g) => (of < 0 ? [g] : [])), hectares };
      return;
    }
    for (const [c, one] of candidates.entries()) {
      if (areas[c]! + groups[at]!.hectares > (one.value.hectaresMax ?? Infinity) + 1e-9) continue;
      owner[at] = c;
      areas[c]! += groups[at]!.hectares;
      hand(at + 1);
      areas[c]! -= groups[at]!.hectares;
    }
    owner[at] = -1;
    if (from.value.cut === 'parts') hand(at + 1);
  };
  hand(0);
  return best;
}

/** A part of a farm: what its taker needs of the buildings and the home, and the price by its share of the hectares. */
const lotOf = (whole: Lot, hectares: number, total: number, to: Candidate): Lot => ({ hectares, buildings: whole.buildings.filter((one) => to.value.buildings?.includes(one as never)), housing: whole.housing && to.value.housing, priceCents: Math.round((whole.priceCents * hectares) / total) });

/** Two farms taken by one: neither is large enough alone, both together hold what is needed. */
export function joined(a: Transfer, b: Transfer, to: Candidate): Lot | null {
  const [one, two] = [wholeOf(a), wholeOf(b)];
  const least = to.value.hectaresMin ?? 0;
  if (one.hectares === null || two.hectares === null || one.hectares >= least || two.hectares >= least) return null;
  const lot: Lot = { hectares: one.hectares + two.hectares, buildings: [...one.buildings, ...two.buildings], housing: one.housing || two.housing, priceCents: one.priceCents + two.priceCents };
  return lotObstacles(lot, to).length === 0 ? lot : null;
}
