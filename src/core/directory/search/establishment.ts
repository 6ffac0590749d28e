import type { Db } from '#core/kernel/index.ts';

/** An establishment as its page shows it. What its holder asked to mask is null. */
export type Establishment = {
  territoryId: string;
  siret: string;
  siren: string;
  name: string | null;
  sign: string | null;
  naturalPerson: boolean;
  street: string | null;
  postalCode: string | null;
  communeCode: string;
  communeName: string;
  communePostalCodes: string[];
  epciCode: string | null;
  epciName: string | null;
  longitude: number | null;
  latitude: number | null;
  positionQuality: 'address' | 'street' | 'locality' | 'commune';
  activityCode: string | null;
  activityNomenclature: string | null;
  activity2025Code: string | null;
  sizeBand: string | null;
  sizeYear: number | null;
  headOffice: boolean;
  createdOn: string | null;
  closedOn: string | null;
  status: 'open' | 'closed';
  diffusion: 'O' | 'P';
  origin: 'register' | 'demonstration' | 'adviser';
};

/** One establishment of the directory; null when there is none by that number. */
export const establishmentBySiret = async (db: Db, siret: string): Promise<Establishment | null> =>
  (await db
    .selectFrom('establishment as e')
    .innerJoin('commune as c', 'c.code', 'e.commune_code')
    .leftJoin('epci as g', 'g.code', 'c.epci_code')
    .where('e.siret', '=', siret)
    .select([
      'e.territory_id as territoryId', 'e.siret', 'e.siren', 'e.name', 'e.sign', 'e.natural_person as naturalPerson', 'e.street', 'e.postal_code as postalCode',
      'e.commune_code as communeCode', 'c.name as communeName', 'c.postal_codes as communePostalCodes', 'c.epci_code as epciCode', 'g.name as epciName',
      'e.longitude', 'e.latitude', 'e.position_quality as positionQuality', 'e.activity_code as activityCode', 'e.activity_nomenclature as activityNomenclature',
      'e.activity_2025_code as activity2025Code', 'e.size_band as sizeBand', 'e.size_year as sizeYear', 'e.head_office as headOffice',
      'e.created_on as createdOn', 'e.closed_on as closedOn', 'e.status', 'e.diffusion', 'e.origin',
    ])
    .executeTakeFirst()) ?? null;

/** Which of these establishments a territory has, and whether each is open. */
export const establishmentsBySirets = async (db: Db, territoryId: string, sirets: string[]): Promise<{ siret: string; status: 'open' | 'closed' }[]> =>
  sirets.length === 0 ? [] : db.selectFrom('establishment').select(['siret', 'status']).where('territory_id', '=', territoryId).where('siret', 'in', [...new Set(sirets)]).execute();
