import { BYPRODUCT_CONDITIONS, FlowIn, FlowOut, type PhysicalState, wasteOf } from '#core/directory/index.ts';
import { tonnesIn } from '../flows/problem.ts';
import type { Obstacle, PairVerdict, Side, Way } from '../model.ts';
import { assumptions } from './assumptions.ts';

/** The board of by-products and secondary materials: what leaves one establishment and serves another. */
export const matieres = {
  id: 'matieres',
  name: 'Matières',
  promise: 'Ce qui sort d’un atelier entre dans un autre : sciures, marcs, chutes, boues, gravats.',
  offerKind: 'flow-out',
  needKind: 'flow-in',
  Offer: FlowOut,
  Need: FlowIn,
  pair,
  relax,
  linkCentsPerTonne,
} as const;

export const isHazardous = (offer: FlowOut): boolean => wasteOf(offer.wasteCode)?.hazardous ?? false;

/** What a tonne between two places costs to carry, in cents. */
export function carriageCents(km: number): number {
  const { transport } = assumptions();
  return transport.loadingCentsPerTonne.value + km * transport.centsPerTonneKm.value;
}

/**
 * Whether an offer of material and a need for it fit: law, state, moisture, months, distance, worth, each checked and said.
 * Worth counts only prices that were stated: what getting rid costs, what buying costs, less carriage.
 */
function pair(offer: Side<FlowOut>, need: Side<FlowIn>, way: Way | null): PairVerdict {
  if (offer.siret === need.siret || !need.value.wasteCodes.includes(offer.value.wasteCode)) return { kind: 'different' };
  const [o, n] = [offer.value, need.value];
  const obstacles: Obstacle[] = [...lawObstacles(o)];
  if (!n.states.includes(o.state)) obstacles.push({ code: 'state', offered: o.state, accepted: n.states });
  if (n.maxMoisturePercent !== undefined) {
    if (o.moisturePercent === undefined) {
      if (o.state !== 'dry-solid' && o.state !== 'powder') obstacles.push({ code: 'moisture-unknown', max: n.maxMoisturePercent });
    } else if (o.moisturePercent > n.maxMoisturePercent) obstacles.push({ code: 'moisture', percent: o.moisturePercent, max: n.maxMoisturePercent });
  }
  if (!o.months.some((month) => n.months.includes(month))) obstacles.push({ code: 'months', offered: o.months, accepted: n.months });
  if (!way) return { kind: 'no', obstacles: [...obstacles, { code: 'no-place' }], km: null };
  if (n.maxKm !== undefined && way.km > n.maxKm) obstacles.push({ code: 'too-far', km: way.km, maxKm: n.maxKm });

  const centsPerTonne = Math.round((o.disposalCentsPerTonne ?? 0) + (n.purchaseCentsPerTonne ?? 0) - carriageCents(way.km));
  const weightCentsPerTonne = centsPerTonne + assumptions().divertedTonne.centsPerTonne.value;
  const lacking = Math.ceil(linkCentsPerTonne(o, n) - weightCentsPerTonne);
  if (lacking > 0) obstacles.push({ code: 'not-worth-it', centsPerTonne: lacking, km: way.km });
  return obstacles.length > 0 ? { kind: 'no', obstacles, km: way.km } : { kind: 'yes', km: way.km, centsPerTonne, weightCentsPerTonne };
}

/** What keeping a link alive costs for each tonne that could go through it at most, in cents; nothing where no month is shared, which is said otherwise. */
function linkCentsPerTonne(offer: FlowOut, need: FlowIn): number {
  const shared = { months: offer.months.filter((month) => need.months.includes(month)) };
  const most = Math.min(tonnesIn(offer, shared), tonnesIn(need, shared));
  return most > 0 ? assumptions().relation.centsPerYear.value / most : 0;
}

/** What the law forbids whatever the other side: hazardous waste, and a condition of L541-4-2 that was answered no. */
export function lawObstacles(offer: FlowOut): Obstacle[] {
  const refused = BYPRODUCT_CONDITIONS.find((condition) => offer.byproduct[condition]?.met === 'no');
  return [...(isHazardous(offer) ? [{ code: 'hazardous', wasteCode: offer.wasteCode } as const] : []), ...(refused ? [{ code: 'not-a-byproduct', condition: refused } as const] : [])];
}

/** The same two sides once one obstacle is lifted; null for what nobody may lift. Lifting a distance accepts the road as it is. */
function relax(offer: Side<FlowOut>, need: Side<FlowIn>, obstacle: Obstacle): { offer: Side<FlowOut>; need: Side<FlowIn>; bonusCentsPerTonne: number } | null {
  const asOffer = (value: Partial<FlowOut>) => ({ offer: { ...offer, value: { ...offer.value, ...value } }, need, bonusCentsPerTonne: 0 });
  const asNeed = (value: Partial<FlowIn>) => ({ offer, need: { ...need, value: { ...need.value, ...value } }, bonusCentsPerTonne: 0 });
  switch (obstacle.code) {
    case 'moisture':
    case 'moisture-unknown':
      return asOffer({ moisturePercent: obstacle.max });
    case 'state':
      return asOffer({ state: need.value.states[0] as PhysicalState });
    case 'months':
      return asNeed({ months: [...new Set([...need.value.months, ...offer.value.months])] });
    case 'too-far':
      return asNeed({ maxKm: obstacle.km });
    case 'too-little':
      return asNeed({ minTonnesPerYear: 0 });
    case 'not-worth-it':
      return { offer, need, bonusCentsPerTonne: 0 };
    case 'outbid':
      // A cent more than the rival, so that it is really chosen.
      return { offer, need, bonusCentsPerTonne: obstacle.centsPerTonne + 1 };
    default:
      return null;
  }
}
