import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import { assumptions, landfillFamily } from './boards/assumptions.ts';
import { carriageCents } from './boards/matieres.ts';
import type { Estimate, ProposalBody, ProposedFlow, Side } from './model.ts';

type SideBy<V> = Map<string, Side<V>>;

/** The interval of a sum of independent parts, each with the share it may be wrong by (root of the sum of squares). */
function sumWithin(parts: { value: number; share: number }[]): Estimate {
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const half = Math.hypot(...parts.map((part) => part.value * part.share));
  return { value: Math.round(value), low: Math.round(value - half), high: Math.round(value + half) };
}

/** What flows are worth a year, in euros and CO2e, counting only what was stated or has a source; the intervals come from how sure each part is. */
export function worthOf(flows: ProposedFlow[], offers: SideBy<FlowOut>, needs: SideBy<FlowIn>): Pick<ProposalBody, 'worth' | 'co2' | 'transportCents' | 'savedDisposalCents' | 'savedPurchaseCents'> {
  const { shares, transport } = assumptions();
  const euros: { value: number; share: number }[] = [];
  const carbon: { value: number; share: number }[] = [];
  let [transportCents, disposal, purchase, transportKg] = [0, 0, 0, 0];
  let [disposalKnown, purchaseKnown] = [false, false];
  const families = new Set<string>();

  for (const flow of flows) {
    const [offer, need, t] = [offers.get(flow.offerId)!, needs.get(flow.needId)!, flow.tonnesPerYear];
    const quantityShare = shares[offer.certainty];
    const carriage = carriageCents(flow.km) * t;
    transportCents += carriage;
    euros.push({ value: -carriage, share: Math.hypot(quantityShare, shares.price) });
    if (offer.value.disposalCentsPerTonne !== undefined) {
      disposalKnown = true;
      disposal += offer.value.disposalCentsPerTonne * t;
      euros.push({ value: offer.value.disposalCentsPerTonne * t, share: Math.hypot(quantityShare, shares.price) });
    }
    if (need.value.purchaseCentsPerTonne !== undefined) {
      purchaseKnown = true;
      purchase += need.value.purchaseCentsPerTonne * t;
      euros.push({ value: need.value.purchaseCentsPerTonne * t, share: Math.hypot(quantityShare, shares.price) });
    }
    const roadKg = transport.kgCo2ePerTonneKm.value * t * flow.km;
    transportKg += roadKg;
    carbon.push({ value: -roadKg, share: Math.hypot(quantityShare, transport.kgCo2ePerTonneKm.uncertainty ?? 0) });
    const family = landfillFamily(offer.value.wasteCode);
    if (family) {
      families.add(family.label);
      carbon.push({ value: family.kgCo2ePerTonne * t, share: Math.hypot(quantityShare, family.uncertainty) });
    }
  }
  return {
    worth: sumWithin(euros),
    co2: families.size > 0 ? { ...sumWithin(carbon), transportKg: Math.round(transportKg), family: [...families].join(', ') } : null,
    transportCents: Math.round(transportCents),
    savedDisposalCents: disposalKnown ? Math.round(disposal) : null,
    savedPurchaseCents: purchaseKnown ? Math.round(purchase) : null,
  };
}
