import type { Db, Deps } from '#core/kernel/index.ts';
import type { FlowIn, FlowOut } from '../model.ts';
import { RecordFact, recordFacts } from '../record-fact.ts';

/** Real communes of the Lot, enough for stories: code, name, longitude, latitude. */
const COMMUNES = {
  Cazals: ['46066', 1.2196, 44.6437],
  Gourdon: ['46127', 1.3838, 44.7402],
  Prayssac: ['46225', 1.1886, 44.5052],
  Cahors: ['46042', 1.4406, 44.4507],
  Figeac: ['46102', 2.0317, 44.6067],
  Lalbenque: ['46148', 1.5462, 44.3403],
} as const;
export type TestCommune = keyof typeof COMMUNES;
export const TERRITORY = 'lot';

/** The territory of the stories, with its communes. */
export async function aTerritory(db: Db): Promise<void> {
  await db.insertInto('departement').values({ code: '46', name: 'Lot', region_code: '76' }).execute();
  await db
    .insertInto('commune')
    .values(Object.entries(COMMUNES).map(([name, [code, longitude, latitude]]) => ({ code, name, search_name: name.toLowerCase(), departement_code: '46', epci_code: null, population: 1_000, longitude, latitude, area_km2: 20, position_source: 'test' })))
    .execute();
  await db.insertInto('territory').values({ id: TERRITORY, name: 'Lot', with_article: 'le Lot', operated: true }).execute();
  await db.insertInto('territory_commune').values(Object.values(COMMUNES).map(([code]) => ({ territory_id: TERRITORY, commune_code: code }))).execute();
}

let next = 0;

/** An establishment of the stories; its SIRET cannot exist. */
export async function aFirm(db: Db, commune: TestCommune, given: { name?: string; activity?: string; sizeBand?: string; status?: 'open' | 'closed' } = {}): Promise<string> {
  const siret = `000${String(next++).padStart(11, '0')}`;
  const [code, longitude, latitude] = COMMUNES[commune];
  await db
    .insertInto('establishment')
    .values({
      territory_id: TERRITORY, siret, siren: siret.slice(0, 9), name: given.name ?? `Entreprise exemple ${siret.slice(-3)}`, sign: null, street: null, postal_code: null,
      commune_code: code, longitude, latitude, activity_code: given.activity ?? null, activity_nomenclature: given.activity ? 'NAFRev2' : null, activity_2025_code: null,
      size_band: given.sizeBand ?? null, size_year: null, legal_category: null, created_on: null, closed_on: null, status: given.status ?? 'open', origin: 'demonstration',
    })
    .execute();
  return siret;
}

type Said = Partial<Pick<RecordFact, 'consent' | 'certainty' | 'source' | 'statedOn'>>;
const say = async (deps: Deps, siret: string, kind: 'flow-out' | 'flow-in', value: unknown, said: Said) =>
  (await recordFacts(deps)([RecordFact.parse({ territoryId: TERRITORY, siret, kind, value, source: 'firm', statedOn: '2026-11-03', certainty: 'stated', consent: 'advisers', consentGivenBy: 'La gérante', consentHow: 'au téléphone', ...said })]))[0]!;

/** The firm says what leaves it: sawdust of untreated wood unless said otherwise. Answers the fact's identifier. */
export const offers = (deps: Deps, siret: string, flow: Partial<FlowOut> = {}, said: Said = {}) =>
  say(deps, siret, 'flow-out', { material: 'sciure', wasteCode: '030105', tonnesPerYear: 380, state: 'wet-solid', moisturePercent: 45, disposalCentsPerTonne: 3_100, ...flow }, said);

/** The firm says what it could take in: sawdust unless said otherwise. Answers the fact's identifier. */
export const seeks = (deps: Deps, siret: string, flow: Partial<FlowIn> = {}, said: Said = {}) =>
  say(deps, siret, 'flow-in', { material: 'sciure', wasteCodes: ['030105'], tonnesPerYear: 300, states: ['dry-solid', 'wet-solid'], maxMoisturePercent: 50, purchaseCentsPerTonne: 2_000, ...flow }, said);
