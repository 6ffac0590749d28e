import type { BoardContext, BoardSide } from '../../board.ts';
import type { Place } from '../../model.ts';
import { type Fit, goesCold, likelyCents, type Need, type Offer } from './fits.ts';
import { type Delivery, inParts, roomFor, type Round, roundsOf, type RoundsMade, TOGETHER, type Vehicle } from './rounds.ts';
import { WEEKS } from './season.ts';
import { type Plan, planWeeks } from './weekly.ts';

/** Some weeks that are alike for some neighbours, with their rounds. */
export type Week = { weeks: number[]; rounds: Round[] };
export type SeasonPlan = Plan & { groups: { fits: number[]; weeks: Week[] }[]; unpaid: Set<number> };

/** Deliveries of a neighbourhood whose weeks are compared together, at most. */
const MOST_TOGETHER = 30;
/** With more deliveries than this, rounds are kept small enough to try every way: a search for each would take minutes. */
const MANY_DELIVERIES = 150;
/** How often flows and rounds answer each other before what does not pay is simply left. */
const MOST_PASSES = 10;

/** What a farm drives with: of what its products say, the roomiest, and any that is cold or carries. */
export function vehiclesOf(offers: readonly BoardSide<Offer>[]): Map<string, Vehicle> {
  return new Map(
    [...Map.groupBy(offers.filter((offer) => offer.place), ({ party }) => party)].map(([farm, own]) => {
      const rooms = own.flatMap(({ value }) => value.vehicleKg ?? []);
      return [farm, { farm, place: own[0]!.place as Place, room: rooms.length > 0 ? Math.max(...rooms) : null, cold: own.some(({ value }) => value.cold), carries: own.some(({ value }) => value.carries) }];
    }),
  );
}

/**
 * The season: the best flow of each week, then rounds for its deliveries; what no round carries for the share of its worth that driving may cost is barred in those weeks, and the flow
 * solved again, until every delivery pays. What is proved by the bound: nothing sells more over the deliveries that pay; that no other choice of rounds would have made more of them pay is not.
 */
export async function planSeason(fits: Fit[], offers: readonly BoardSide<Offer>[], context: BoardContext): Promise<SeasonPlan> {
  const vehicles = vehiclesOf(offers);
  const barred = fits.map(() => new Set<number>());
  const [flows, made] = [new Map<string, Promise<Plan>>(), new Map() as RoundsMade];
  const rooms = new Map<string, number>();
  const roomOf = ({ farm, cold }: Delivery): number => {
    const key = `${farm}/${cold}`;
    const room = rooms.get(key) ?? roomFor(farm, cold, vehicles);
    rooms.set(key, room);
    return room;
  };
  for (let pass = 1; ; pass++) {
    const plan = await planWeeks(fits, (fit, week) => !barred[fit]!.has(week), context, flows);
    const groups: SeasonPlan['groups'] = [];
    const left: { delivery: Delivery; weeks: number[] }[] = [];
    const together = plan.kg.filter((weeks) => weeks.some((kg) => kg > 0)).length > MANY_DELIVERIES ? TOGETHER.manyDeliveries : TOGETHER.usually;
    for (const own of neighbourhoods(fits, plan)) {
      const weeks: Week[] = [];
      for (const [signature, alike] of Map.groupBy(WEEKS, (week) => own.filter((i) => plan.kg[i]![week - 1]! > 0).map((i) => `${i}:${plan.kg[i]![week - 1]}`).join())) {
        if (signature === '') continue;
        const found = await roundsOf(deliveriesOf(fits, own, plan, alike[0]!).flatMap((one) => inParts(one, roomOf(one))), vehicles, context, made, together);
        weeks.push({ weeks: alike, rounds: found.rounds });
        left.push(...found.left.map((delivery) => ({ delivery, weeks: alike })));
      }
      groups.push({ fits: own, weeks });
    }
    const last = pass >= MOST_PASSES;
    if (left.length === 0) return { ...plan, groups, unpaid: new Set(barred.flatMap((weeks, i) => (weeks.size > 0 ? [i] : []))) };
    for (const { fit, week } of last ? left.flatMap(({ delivery, weeks }) => delivery.own.flatMap((one) => weeks.map((week) => ({ fit: one, week })))) : worstOf(left, fits, plan)) barred[fit]!.add(week);
  }
}

/** Of what was left, for each need and week only what pays least: what it frees may make another pay. */
function worstOf(left: { delivery: Delivery; weeks: number[] }[], fits: Fit[], plan: Plan): { fit: number; week: number }[] {
  const worst = new Map<string, { fit: number; week: number; worth: number }>();
  for (const { delivery, weeks } of left) {
    for (const fit of delivery.own) {
      for (const week of weeks) {
        const worth = plan.kg[fit]![week - 1]! / (1 + (fits[fit]!.km ?? 0));
        const key = `${fits[fit]!.need.id}/${week}`;
        if (!worst.has(key) || worth < worst.get(key)!.worth) worst.set(key, { fit, week, worth });
      }
    }
  }
  return [...worst.values()];
}

/** What each farm brings each buyer in one week; cold goods, and goods of other days, apart. */
export function deliveriesOf(fits: Fit[], own: readonly number[], plan: Pick<Plan, 'kg'>, week: number): Delivery[] {
  const flowing = own.filter((i) => plan.kg[i]![week - 1]! > 0);
  return [...Map.groupBy(flowing, (i) => `${fits[i]!.offer.party}/${fits[i]!.need.party}/${goesCold(fits[i]!.offer.value.product)}/${fits[i]!.days.join()}`).values()].map((together) => {
    const { offer, need, days } = fits[together[0]!]!;
    const sum = (of: (fit: number) => number) => together.reduce((total, fit) => total + of(fit), 0);
    return {
      farm: offer.party, buyer: need.party, from: offer.place!, to: need.place!, days, cold: goesCold(offer.value.product), own: together,
      kg: sum((fit) => plan.kg[fit]![week - 1]!),
      cents: Math.round(sum((fit) => plan.kg[fit]![week - 1]! * likelyCents(fits[fit]!.offer.value, fits[fit]!.need.value))),
    };
  });
}

/** Fits that carry something, cut into neighbourhoods small enough to plan: by halves, across the longer side, between buyers. */
function neighbourhoods(fits: Fit[], plan: Plan): number[][] {
  const place = (i: number) => fits[i]!.need.place as Place;
  const cut = (own: number[]): number[][] => {
    if (own.length <= MOST_TOGETHER) return own.length === 0 ? [] : [own];
    const spread = (axis: keyof Place) => Math.max(...own.map((i) => place(i)[axis])) - Math.min(...own.map((i) => place(i)[axis]));
    const axis = spread('longitude') > spread('latitude') ? 'longitude' : 'latitude';
    const sorted = own.toSorted((a, b) => place(a)[axis] - place(b)[axis] || fits[a]!.need.party.localeCompare(fits[b]!.need.party) || a - b);
    return [...cut(sorted.slice(0, sorted.length >> 1)), ...cut(sorted.slice(sorted.length >> 1))];
  };
  return cut(fits.keys().filter((i) => plan.kg[i]!.some((kg) => kg > 0)).toArray());
}
