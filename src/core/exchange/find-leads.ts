import type { FlowOut } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import type { Side } from './model.ts';
import type { LeftOut } from './propose.ts';
import { rankUses } from './uses/index.ts';

const LEADS = 3;
const ACTIVITIES = 12;
const WITHIN_KM = 60;
// A degree of latitude is 111 km; a degree of longitude at least half of that in metropolitan France.
const DEGREES_AROUND = WITHIN_KM / 111;

/**
 * For offers that nobody asked for: the nearest establishments whose trade is known to take such a material, to be called.
 * They have said nothing themselves: a lead is an adviser's guess to check, never shown to the public.
 */
export async function findLeads(db: Db, territoryId: string, leftOut: LeftOut[], offers: Side<FlowOut>[], travel: TravelTimes): Promise<LeftOut[]> {
  const offerOf = new Map(offers.map((offer) => [offer.factId, offer]));
  const uses = new Map<string, Map<string, string>>();
  for (const one of leftOut) {
    const offer = offerOf.get(one.factId);
    if (!offer || uses.has(offer.value.wasteCode) || one.body.obstacles.some(({ obstacle }) => obstacle.code === 'hazardous')) continue;
    const ranked = rankUses({ waste: offer.value.wasteCode, top: ACTIVITIES });
    if (ranked.ok) uses.set(offer.value.wasteCode, new Map(ranked.value.map((use) => [use.naf, use.use])));
  }
  const activities = [...new Set([...uses.values()].flatMap((byNaf) => [...byNaf.keys()]))];
  if (activities.length === 0) return leftOut;
  const firms = await db
    .selectFrom('establishment')
    .innerJoin('commune', 'commune.code', 'establishment.commune_code')
    .select((row) => ['siret', row.fn<string>('left', ['activity_code', row.val(5)]).as('naf'), row.fn.coalesce('establishment.longitude', 'commune.longitude').as('longitude'), row.fn.coalesce('establishment.latitude', 'commune.latitude').as('latitude')])
    .where('territory_id', '=', territoryId)
    .where('status', '=', 'open')
    .where((row) => row(row.fn<string>('left', ['activity_code', row.val(5)]), 'in', activities))
    .execute();
  const placed = firms.flatMap((firm) => (firm.longitude === null || firm.latitude === null ? [] : [{ ...firm, longitude: firm.longitude, latitude: firm.latitude }]));

  const found: LeftOut[] = [];
  for (const one of leftOut) {
    const offer = offerOf.get(one.factId);
    const byNaf = offer && uses.get(offer.value.wasteCode);
    if (!offer?.place || !byNaf) {
      found.push(one);
      continue;
    }
    const { longitude, latitude } = offer.place;
    const near = placed.filter((firm) => byNaf.has(firm.naf) && firm.siret !== one.siret && Math.abs(firm.latitude - latitude) < DEGREES_AROUND && Math.abs(firm.longitude - longitude) < DEGREES_AROUND * 2);
    const roads = near.length > 0 ? await travel.table([offer.place], near) : new Float64Array();
    const leads = near.map((firm, i) => ({ siret: firm.siret, km: roads[i]!, use: byNaf.get(firm.naf)! })).filter((lead) => lead.km <= WITHIN_KM);
    found.push({ ...one, body: { ...one.body, leads: leads.sort((a, b) => a.km - b.km).slice(0, LEADS) } });
  }
  return found;
}
