import { certificateName, RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { euros, km as inKm, listed } from '#lib/format.ts';
import type { BoardSide } from '../../board.ts';
import type { Pair, PairObstacle } from '../../pairs.ts';

export const { 'made-here': offered, purchases: sought } = RECORD_KINDS;
export type Offer = ValueOf<typeof offered.fields>;
export type Need = ValueOf<typeof sought.fields>;
export type Fit = Pair<Offer, Need>;

/** What may still be bought here in a year, in whole euros: what may be local, less what is already. */
export const openEuros = (need: Need): number => Math.floor((need.centsPerYear * (need.mayBeLocalPercent - need.localTodayPercent)) / 100 / 100 + 1e-6);
export const freeEuros = (offer: Offer): number => Math.floor(offer.capacityCents / 100);
/** The least that the two would deal in, in whole euros a year. */
export const leastEuros = (offer: Offer, need: Need): number => Math.ceil(Math.max(offer.minLotCents ?? 0, need.lotCents ?? 0) / 100);

/** What stands between who makes and who buys. */
export function obstacles({ value: offer }: BoardSide<Offer>, { value: need }: BoardSide<Need>, km: number | null): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string, change: string | null) => found.push({ code, size, text, change });
  const missing = (need.certificates ?? []).filter((one) => !offer.certificates?.includes(one));
  if (missing.length > 0) not('certificates', 0.5 * missing.length, `Il manque ${listed(missing.map(certificateName))}.`, `Obtenir ${listed(missing.map(certificateName))}, ou que l’acheteur s’en passe`);
  const [open, free] = [openEuros(need), freeEuros(offer)];
  const [lot, minLot] = [Math.ceil((need.lotCents ?? 0) / 100), Math.ceil((offer.minLotCents ?? 0) / 100)];
  if (open === 0) not('nothing-open', 2, 'Tout ce qui peut s’acheter ici l’est déjà.', null);
  else {
    if (minLot > open) not('min-lot', minLot / open - 1, `Commande de ${euros(minLot * 100)} au moins, ${euros(open * 100)} à confier.`, `Accepter une commande de ${euros(open * 100)} par an`);
    if (lot > free) not('lot', lot / Math.max(1, free) - 1, `Lots de ${euros(lot * 100)} au moins, ${euros(free * 100)} de capacité libre.`, `Confier un lot de ${euros(free * 100)} par an`);
  }
  if (km === null) not('no-place', 1, 'Lieu inconnu.', null);
  else if (km > need.maxKm) not('too-far', km / need.maxKm - 1, `À ${inKm(Math.ceil(km))}, pour ${inKm(need.maxKm)} acceptés.`, `Accepter ${inKm(Math.ceil(km))} de route au lieu de ${inKm(need.maxKm)}`);
  return found;
}

/** The pair once its one obstacle is lifted. */
export function lifted(fit: Fit): Fit {
  const { offer, need } = fit;
  const asOffer = (value: Partial<Offer>): Fit => ({ ...fit, obstacles: [], offer: { ...offer, value: { ...offer.value, ...value } } });
  switch (fit.obstacles[0]!.code) {
    case 'min-lot':
      return asOffer({ minLotCents: openEuros(need.value) * 100 });
    case 'lot':
      return { ...fit, obstacles: [], need: { ...need, value: { ...need.value, lotCents: freeEuros(offer.value) * 100 } } };
    default:
      return { ...fit, obstacles: [] };
  }
}
