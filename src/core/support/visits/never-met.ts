import { sql } from 'kysely';
import { allMaterials, nafClassOf, sizeLabel } from '#core/directory/index.ts';
import { called, latestRun, leftOutOf, proposalsOf, proposalTitle } from '#core/exchange/index.ts';
import { addDays, type Db, type Deps } from '#core/kernel/index.ts';
import type { Point } from '#core/territory/index.ts';
import { crowKm } from '#core/territory/index.ts';
import { pointsOf, type Reason } from './model.ts';

export type NeverMet = { siret: string; name: string | null; communeCode: string; communeName: string; activityCode: string | null; longitude: number; latitude: number; points: number; reasons: Reason[]; km: number };
export type NeverMetAsked = { from: Point; withinKm: number; epci?: string; section?: string[]; limit: number };

const ADVISER = { kind: 'adviser' } as const;
const YOUNG_DAYS = 730;
/** What a kilometre costs in points: twenty kilometres undo what a lead gives. An assumption, like the points. */
const POINTS_A_KM = 0.9;
const USUAL_SHOWN = 2;
/** INSEE's band of firms that employ nobody. */
const NOBODY = '00';

type Row = { siret: string; name: string | null; communeCode: string; communeName: string; activityCode: string | null; sizeBand: string | null; createdOn: string | null; longitude: number; latitude: number; communeVisited: boolean };

/**
 * Open firms that nobody of ours ever met (no visit that met, no call or meeting noted), within some kilometres as the crow flies: those for which
 * most could be done, and that need it most, first; the road counts against. About 300 ms for 15,000 firms.
 */
export async function neverMet(deps: Deps, territoryId: string, asked: NeverMetAsked): Promise<{ firms: NeverMet[]; total: number }> {
  const [rows, possible] = await Promise.all([strangers(deps, territoryId, asked), whatCouldBeDone(deps.db, territoryId)]);
  const young = addDays(deps.clock.today(), -YOUNG_DAYS);
  const materials = usualMaterials();
  const ranked = rows
    .map((row) => {
      const km = crowKm(asked.from, row);
      const usual = row.activityCode ? (materials.get(nafClassOf(row.activityCode) ?? '') ?? []) : [];
      const reasons: Reason[] = [
        ...(possible.get(row.siret) ?? []),
        ...(usual.length > 0 ? [{ code: 'usual' as const, materials: usual.slice(0, USUAL_SHOWN) }] : []),
        ...(row.createdOn !== null && row.createdOn >= young ? [{ code: 'young' as const }] : []),
        ...(row.sizeBand !== NOBODY && sizeLabel(row.sizeBand) ? [{ code: 'employs' as const, label: sizeLabel(row.sizeBand)! }] : []),
        ...(row.communeVisited ? [] : [{ code: 'far-from-help' as const }]),
      ];
      return { siret: row.siret, name: row.name, communeCode: row.communeCode, communeName: row.communeName, activityCode: row.activityCode, longitude: row.longitude, latitude: row.latitude, points: pointsOf(reasons), reasons, km };
    })
    .filter((one) => one.km <= asked.withinKm);
  const worth = (one: NeverMet) => one.points - POINTS_A_KM * one.km;
  return { firms: ranked.toSorted((a, b) => worth(b) - worth(a) || (a.siret < b.siret ? -1 : 1)).slice(0, asked.limit), total: ranked.length };
}

async function strangers({ db, clock }: Deps, territoryId: string, { from, withinKm, epci, section }: NeverMetAsked): Promise<Row[]> {
  const degrees = withinKm / 111;
  const { rows } = await sql<Row>`
    with met as (
      select p.siret from promise p where p.territory_id = ${territoryId} and p.siret is not null and exists (select from promise_event e where e.territory_id = p.territory_id and e.promise_id = p.id and e.channel in ('phone', 'video', 'visit'))
      union select v.siret from visit v where v.territory_id = ${territoryId} and v.result in ('met', 'refused', 'closed')
      union select v.siret from visit v join visit_round r on r.territory_id = v.territory_id and r.id = v.round_id where v.territory_id = ${territoryId} and v.result is null and r.day >= ${clock.today()}::date),
    visited as (select distinct e.commune_code from visit v join establishment e on e.territory_id = v.territory_id and e.siret = v.siret where v.territory_id = ${territoryId} and v.result = 'met')
    select e.siret, coalesce(e.sign, e.name) as name, e.commune_code as "communeCode", c.name as "communeName", e.activity_code as "activityCode", e.size_band as "sizeBand", e.created_on as "createdOn",
      coalesce(e.longitude, c.longitude) as longitude, coalesce(e.latitude, c.latitude) as latitude, e.commune_code in (select commune_code from visited) as "communeVisited"
    from establishment e join commune c on c.code = e.commune_code
    where e.territory_id = ${territoryId} and e.status = 'open' and coalesce(e.longitude, c.longitude) is not null and e.siret not in (select siret from met)
      and abs(coalesce(e.latitude, c.latitude) - ${from.latitude}) <= ${degrees} and abs(coalesce(e.longitude, c.longitude) - ${from.longitude}) <= ${degrees * 2}
      and (${epci ?? null}::text is null or c.epci_code = ${epci ?? null})
      and (${section ?? null}::text[] is null or left(e.activity_code, 2) = any(${section ?? null}::text[]))`.execute(db);
  return rows;
}

/** What the latest search of the exchange found for each firm: proposals that wait, and what it might take. */
async function whatCouldBeDone(db: Db, territoryId: string): Promise<Map<string, Reason[]>> {
  const found = new Map<string, Reason[]>();
  const run = await latestRun(db, territoryId);
  if (!run) return found;
  const [proposals, leftOut] = await Promise.all([proposalsOf(db, territoryId, run.id, ADVISER, { statuses: ['open'] }), leftOutOf(db, territoryId, run.id, ADVISER)]);
  const waiting = new Map<string, { cents: number; titles: string[] }>();
  for (const proposal of proposals)
    for (const siret of new Set(proposal.body.flows.flatMap((flow) => [flow.from, flow.to]))) {
      const one = waiting.get(siret) ?? { cents: 0, titles: [] };
      waiting.set(siret, { cents: one.cents + proposal.body.worth.value, titles: [...one.titles, proposalTitle(proposal)] });
    }
  for (const [siret, { cents, titles }] of waiting) found.set(siret, [{ code: 'proposals', count: titles.length, cents, titles: titles.slice(0, 3) }]);
  for (const { body, party } of leftOut)
    for (const lead of body.leads) {
      const reasons = found.get(lead.siret) ?? [];
      if (!reasons.some((one) => one.code === 'lead')) found.set(lead.siret, [...reasons, { code: 'lead', material: body.material, from: called(party) }]);
    }
  return found;
}

let usual: Map<string, string[]> | undefined;
/** By-products that a trade usually lets out, by class of activity. */
const usualMaterials = (): Map<string, string[]> => {
  if (usual) return usual;
  usual = new Map();
  for (const material of allMaterials()) for (const naf of material.producers) usual.set(naf, [...(usual.get(naf) ?? []), material.label.toLowerCase()]);
  return usual;
};
