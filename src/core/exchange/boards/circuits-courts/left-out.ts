import { euros, km as inKm, number } from '#lib/format.ts';
import type { BoardChange, BoardContext, BoardLeftOut, BoardSide } from '../../board.ts';
import { firstThatBrings } from '../../columns.ts';
import { leftOutOf, oneChangeAway, type PairObstacle, pairsBySide } from '../../pairs.ts';
import { aloneCents, assumed, leastOrderCents } from './assumed.ts';
import { type Fit, fitOf, likelyCents, type Need, type Offer, ordered } from './fits.ts';
import { roundsOf } from './rounds.ts';
import { deliveriesOf, type SeasonPlan, vehiclesOf } from './season-plan.ts';
import { WEEKS } from './season.ts';
import { planWeeks } from './weekly.ts';

const NBSP = '\u00a0';
/** Changes really solved for one side, and in all: each is a solve of its neighbourhood over the season. */
const TRIES = 3;
const MOST_SOLVED = 900;

type Side = BoardSide<Offer> | BoardSide<Need>;
type Flowing = { fit: Fit; kg: Float64Array };

/** The sides that the plan gave nothing, with whom they came nearest to, why not, and the least change found by solving their neighbourhood again. */
export async function leftOutSides(sides: { offers: BoardSide<Offer>[]; needs: BoardSide<Need>[] }, pairs: Fit[], fits: Fit[], plan: SeasonPlan, context: BoardContext): Promise<BoardLeftOut[]> {
  const flowing = fits.flatMap((fit, i) => (plan.kg[i]!.some((kg) => kg > 0) ? [{ fit, kg: plan.kg[i]! }] : []));
  const served = new Set(flowing.flatMap(({ fit }) => [fit.offer.id, fit.need.id]));
  const unpaid = new Set([...plan.unpaid].map((i) => fits[i]!));
  const judged = pairs.map((pair) => (unpaid.has(pair) && !flowing.some(({ fit }) => fit === pair) ? { ...pair, obstacles: [unpaidObstacle(pair)] } : pair));
  const bySide = pairsBySide(judged) as Map<string, Fit[]>;
  const flowsOf = new Map<string, Flowing[]>();
  for (const flow of flowing) for (const { id } of [flow.fit.offer, flow.fit.need]) flowsOf.set(id, [...(flowsOf.get(id) ?? []), flow]);
  const shortOf = (fit: Fit) => (fit.obstacles.length === 0 && (fit.need.value.minKg ?? 0) > 0 && !served.has(fit.need.id) ? { ...fit, obstacles: [tooLittle(fit, bySide.get(fit.need.id) ?? [])] } : fit);
  const left: BoardLeftOut[] = [];
  let solved = 0;
  for (const side of [...sides.needs, ...sides.offers]) {
    if (served.has(side.id)) continue;
    const own = (bySide.get(side.id) ?? []).map(shortOf);
    const changes = solved < MOST_SOLVED && (context.explain?.(side.id) ?? true) ? (oneChangeAway(own) as Fit[]).slice(0, TRIES) : [];
    const brings = await firstThatBrings(changes, (pair) => (solved++, gainOf(pair, flowsOf, bySide, sides.offers, context)), TRIES);
    left.push(leftOutOf(side, own, wordsFor(side, sides.needs), brings && changeOf(side, brings.change, brings.gain)));
  }
  return left;
}

const wordsFor = (side: Side, needs: BoardSide<Need>[]) => ({
  nobody: needs.some((need) => need.id === side.id) ? 'Personne d’ici ne propose ce produit.' : 'Personne d’ici n’achète ce produit.',
  taken: 'Conviendrait, mais tout ce qui est demandé ou proposé est déjà pris par un échange qui vaut autant ou plus.',
});

function changeOf(side: Side, pair: Fit, gain: number): BoardChange {
  const obstacle = pair.obstacles[0]!;
  return { code: obstacle.code, text: `${obstacle.change}${NBSP}: ${euros(Math.round(gain / 100) * 100)} de ventes par an.`, with: pair.offer.id === side.id ? pair.need.id : pair.offer.id, gain };
}

const orderOf = ({ offer, need }: Fit) => Math.min(offer.value.kgPerWeek, need.value.kgPerWeek);

function unpaidObstacle(fit: Fit): PairObstacle {
  const { offer, need, km } = fit;
  if (offer.value.vehicleKg === 0) return { code: 'no-vehicle', size: 0.6, text: 'La ferme n’a pas de véhicule, et aucune qui passe par là n’a dit porter les produits des autres, ou n’en a la place.', change: 'Trouver un véhicule pour livrer' };
  const cents = orderOf(fit) * likelyCents(offer.value, need.value);
  const room = offer.value.vehicleKg;
  if (room !== undefined && orderOf(fit) > room) return { code: 'room', size: orderOf(fit) / room - 1, text: `${number(orderOf(fit), 1)}${NBSP}kg à livrer, le véhicule en porte ${number(room)}.`, change: `Livrer avec un véhicule qui porte ${number(Math.ceil(orderOf(fit)))}${NBSP}kg` };
  const least = leastOrderCents(km ?? 0);
  const kg = Math.ceil((least / likelyCents(offer.value, need.value)) * 10) / 10;
  return {
    code: 'delivery', size: Math.max(0.05, least / Math.max(1, cents) - 1),
    text: `Livrer ${ordered(orderOf(fit), cents)} à ${inKm(km ?? 0)} coûte ${euros(Math.round(aloneCents(km ?? 0)))} de route, plus que ${number(assumed.share.value * 100)}${NBSP}% de ce qui est livré, et aucune tournée groupée ne le prend.`,
    change: kg <= offer.value.kgPerWeek || kg <= need.value.kgPerWeek ? `Livrer ${number(kg, 1)}${NBSP}kg à la fois au lieu de ${number(orderOf(fit), 1)}` : `Grouper avec d’autres produits jusqu’à ${euros(least)} par livraison`,
  };
}

function tooLittle(fit: Fit, own: Fit[]): PairObstacle {
  const within = own.filter((one) => one.obstacles.length === 0).reduce((sum, { offer }) => sum + offer.value.kgPerWeek, 0);
  const least = fit.need.value.minKg!;
  return { code: 'too-little', size: Math.max(0, 1 - within / least), text: `${number(within, 1)}${NBSP}kg par semaine en tout, il en faut au moins ${number(least, 1)}.`, change: within < least ? `Accepter ${number(within, 1)}${NBSP}kg par semaine au lieu de ${number(least, 1)}` : null };
}

/** The pair once its one obstacle is lifted. */
function lifted(fit: Fit): Fit {
  const { offer, need, km } = fit;
  const { code } = fit.obstacles[0]!;
  const asOffer = (value: Partial<Offer>) => fitOf({ ...fit, obstacles: [], offer: { ...offer, value: { ...offer.value, ...value } } });
  const asNeed = (value: Partial<Need>) => fitOf({ ...fit, obstacles: [], need: { ...need, value: { ...need.value, ...value } } });
  switch (code) {
    case 'price':
      return asNeed({ priceToCents: offer.value.priceFromCents });
    case 'season':
      return asNeed({ months: offer.value.months, weekFrom: offer.value.weekFrom, weekTo: offer.value.weekTo, schoolWeeks: false });
    case 'days':
      return asNeed({ days: [...need.value.days, offer.value.days[0]!] });
    case 'cold':
      return asOffer({ cold: true });
    case 'too-far':
      return asOffer({ maxKm: km! });
    case 'no-vehicle':
      return asOffer({ vehicleKg: undefined });
    case 'room':
      return asOffer({ vehicleKg: Math.ceil(orderOf(fit)) });
    case 'too-little':
      return asNeed({ minKg: 0 });
    case 'delivery': {
      const kg = Math.ceil((leastOrderCents(km ?? 0) / likelyCents(offer.value, need.value)) * 10) / 10;
      return fitOf({ ...fit, obstacles: [], offer: { ...offer, value: { ...offer.value, kgPerWeek: Math.max(kg, offer.value.kgPerWeek) } }, need: { ...need, value: { ...need.value, kgPerWeek: Math.max(kg, need.value.kgPerWeek) } } });
    }
    default:
      return fitOf({ ...fit, obstacles: [] });
  }
}

/**
 * What the neighbourhood of a pair would sell more with it, in cents a year: the flows that touch its two sides are solved again with it, all others staying as they are;
 * nothing when its delivery would not pay, alone or with what goes to the same buyer.
 */
async function gainOf(pair: Fit, flowsOf: Map<string, Flowing[]>, bySide: Map<string, Fit[]>, offers: BoardSide<Offer>[], context: BoardContext): Promise<number> {
  const changed = lifted(pair);
  const near = [...new Set([pair.offer.id, pair.need.id].flatMap((id) => bySide.get(id) ?? []))].filter((one) => one !== pair && one.obstacles.length === 0 && !(one.offer.id === pair.offer.id && one.need.id === pair.need.id));
  const fits = [changed, ...near.map((one) => (one.offer.id === pair.offer.id ? { ...one, offer: changed.offer } : { ...one, need: changed.need })).map((one) => fitOf(one))];
  const touching = [...new Set([pair.offer.id, pair.need.id].flatMap((id) => flowsOf.get(id) ?? []))];
  const elsewhere = (id: string) => (flowsOf.get(id) ?? []).filter((flow) => !touching.includes(flow));
  const worth = (fit: Fit) => context.weigh(fit.need.value.priceToCents ?? likelyCents(fit.offer.value, fit.need.value), [fit.offer, fit.need]);
  const before = touching.reduce((sum, { fit, kg }) => sum + kg.reduce((total, one) => total + one, 0) * worth(fit), 0);
  // What the neighbours already give or take elsewhere is no longer theirs to give.
  const peak = (id: string) => [elsewhere(id)].map((flows) => Math.max(0, ...WEEKS.map((week) => flows.reduce((sum, { kg }) => sum + kg[week - 1]!, 0))))[0]!;
  const rest = fits.map((fit) => ({ ...fit, offer: { ...fit.offer, value: { ...fit.offer.value, kgPerWeek: Math.max(0, fit.offer.value.kgPerWeek - peak(fit.offer.id)) } }, need: { ...fit.need, value: { ...fit.need.value, kgPerWeek: Math.max(0, fit.need.value.kgPerWeek - peak(fit.need.id)) } } }));
  const plan = await planWeeks(rest, () => true, context, new Map());
  const busiest = WEEKS.toSorted((a, b) => plan.kg[0]![b - 1]! - plan.kg[0]![a - 1]!)[0]!;
  if (plan.kg[0]![busiest - 1]! === 0) return 0;
  const vehicles = vehiclesOf(offers.map((offer) => (offer.id === pair.offer.id ? changed.offer : offer)).filter((offer) => fits.some((fit) => fit.offer.party === offer.party)));
  const { left } = await roundsOf(deliveriesOf(rest, [...rest.keys()], plan, busiest), vehicles, context);
  if (left.some((delivery) => delivery.own.includes(0))) return 0;
  const after = rest.reduce((sum, fit, i) => sum + plan.kg[i]!.reduce((total, one) => total + one, 0) * worth(fit), 0);
  return Math.round(after - before);
}
