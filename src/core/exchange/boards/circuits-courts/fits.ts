import { daysInWords, PRODUCE, RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { euros, km as inKm, number } from '#lib/format.ts';
import type { BoardSide } from '../../board.ts';
import type { Pair, PairObstacle } from '../../pairs.ts';
import { assumed } from './assumed.ts';
import { weeksInWords, weeksOf } from './season.ts';

export const { 'produce-offer': offered, 'produce-need': sought } = RECORD_KINDS;
export type Offer = ValueOf<typeof offered.fields>;
export type Need = ValueOf<typeof sought.fields>;
/** A farm's product and who may buy it: the weeks and days both have. */
export type Fit = Pair<Offer, Need> & { weeks: number[]; days: number[] };
type OfferSide = BoardSide<Offer>;
type NeedSide = BoardSide<Need>;

const NBSP = '\u00a0';
export const goesCold = (product: Offer['product']): boolean => 'cold' in PRODUCE[product];
export const isAnimal = (product: Offer['product']): boolean => 'animal' in PRODUCE[product];
export const perKg = (cents: number): string => `${(cents / 100).toFixed(2).replace('.', ',')}${NBSP}€ le kilo`;

/** What stands between a product and who buys it. Whether the delivery pays is only known once rounds are made. */
export function obstacles({ value: offer, place: from }: OfferSide, { value: need, place: to }: NeedSide, km: number | null): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string, change: string | null) => found.push({ code, size, text, change });
  if (need.organicOnly && !offer.organic) not('organic', 0.6, 'N’est pas bio, et seul le bio est demandé.', 'Accepter un produit d’ici qui n’est pas bio');
  if (offer.priceFromCents !== undefined && need.priceToCents !== undefined && offer.priceFromCents > need.priceToCents)
    not('price', offer.priceFromCents / Math.max(1, need.priceToCents) - 1, `${perKg(offer.priceFromCents)} au moins, ${perKg(need.priceToCents)} au plus.`, `S’entendre sur ${perKg(offer.priceFromCents)} au lieu de ${perKg(need.priceToCents)}`);
  const [sells, buys] = [weeksOf(offer), weeksOf(need)];
  if (sells.intersection(buys).size === 0) not('season', 0.8, `Pas aux mêmes semaines${NBSP}: proposé ${weeksInWords([...sells])}, demandé ${weeksInWords([...buys])}.`, sells.size > 0 ? `Acheter aussi ${weeksInWords([...sells])}` : null);
  if (!offer.days.some((day) => need.days.includes(day))) not('days', 0.3, `Pas le même jour${NBSP}: livre ${daysInWords(offer.days)}, reçoit ${daysInWords(need.days)}.`, `Recevoir aussi ${daysInWords(offer.days.slice(0, 1))}`);
  if (goesCold(offer.product) && !offer.cold) not('cold', 0.7, 'Ce produit voyage au froid, et la ferme ne livre pas au froid.', 'Livrer au froid, au moins en caisses isothermes');
  if (!from || !to || km === null) not('no-place', 1, 'Lieu inconnu.', null);
  else if (km > offer.maxKm) not('too-far', km / offer.maxKm - 1, `À ${inKm(Math.ceil(km))}, pour ${inKm(offer.maxKm)} acceptés.`, `Livrer à ${inKm(Math.ceil(km))} au lieu de ${inKm(offer.maxKm)}`);
  return found;
}

export const fitOf = (pair: Pair<Offer, Need>): Fit => ({
  ...pair,
  weeks: [...weeksOf(pair.offer.value).intersection(weeksOf(pair.need.value))].sort((a, b) => a - b),
  days: pair.offer.value.days.filter((day) => pair.need.value.days.includes(day)).sort((a, b) => a - b),
});

/** Between what the farm asks at least and what the buyer pays at most, in cents a kilo; null when nobody said a price. */
export function priceOf(offer: Offer, need: Need): { low: number; high: number } | null {
  const ceiling = need.priceToCents;
  const low = offer.priceFromCents ?? (offer.priceToCents !== undefined ? Math.min(offer.priceToCents, ceiling ?? Infinity) : ceiling);
  const wished = offer.priceToCents ?? ceiling ?? offer.priceFromCents;
  if (low === undefined || wished === undefined) return null;
  return { low, high: Math.max(low, Math.min(wished, ceiling ?? Infinity)) };
}

/** The likely price of a kilo, in cents; the board's assumption when nobody said one. */
export function likelyCents(offer: Offer, need: Need): number {
  const price = priceOf(offer, need);
  return price ? (price.low + price.high) / 2 : assumed.unsaidPrice.centsPerKg;
}

/** « 40 kg (96 €) ». */
export const ordered = (kg: number, cents: number): string => `${number(kg, 1)}${NBSP}kg (${euros(Math.round(cents / 100) * 100)})`;
