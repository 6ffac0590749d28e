import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import { crowKm, type Point } from './travel.ts';

export type Territory = { id: string; name: string; withArticle: string; operated: boolean; communes: number; departements: string[]; population: number };

/** A commune as other rooms need it. Position null until something gave it; population in inhabitants, area in km². */
export type Commune = {
  code: string;
  name: string;
  departementCode: string;
  departementName: string;
  epciCode: string | null;
  epciName: string | null;
  population: number | null;
  postalCodes: string[];
  longitude: number | null;
  latitude: number | null;
  areaKm2: number | null;
  positionSource: string | null;
};

const communes = (db: Db) =>
  db
    .selectFrom('commune as c')
    .innerJoin('departement as d', 'd.code', 'c.departement_code')
    .leftJoin('epci as e', 'e.code', 'c.epci_code')
    .select([
      'c.code',
      'c.name',
      'c.departement_code as departementCode',
      'd.name as departementName',
      'c.epci_code as epciCode',
      'e.name as epciName',
      'c.population',
      'c.postal_codes as postalCodes',
      'c.longitude',
      'c.latitude',
      'c.area_km2 as areaKm2',
      'c.position_source as positionSource',
    ]);

/** All territories, operated ones first, with what they hold. */
export const territories = async (db: Db): Promise<Territory[]> => {
  const { rows } = await sql<Territory>`select t.id, t.name, t.with_article as "withArticle", t.operated, count(c.code)::int as communes,
      coalesce(array_agg(distinct c.departement_code) filter (where c.code is not null), '{}') as departements, coalesce(sum(c.population), 0)::int as population
    from territory t left join territory_commune tc on tc.territory_id = t.id left join commune c on c.code = tc.commune_code
    group by t.id order by t.operated desc, t.name`.execute(db);
  return rows;
};

/** The operated territory that a commune belongs to; null when nobody operates there. Former codes and city arrondissements count as their commune. */
export const operatedTerritoryOf = async (db: Db, communeCode: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`select t.id from territory t join territory_commune tc on tc.territory_id = t.id
    where t.operated and tc.commune_code = coalesce((select commune_code from commune_alias where code = ${communeCode}), ${communeCode})`.execute(db);
  return rows[0]?.id ?? null;
};

/** The communes of a territory, by name. */
export const communesOf = (db: Db, territoryId: string): Promise<Commune[]> =>
  communes(db).innerJoin('territory_commune as tc', 'tc.commune_code', 'c.code').where('tc.territory_id', '=', territoryId).orderBy('c.search_name').execute();

/** Every code under which files may name a commune of a territory (today's, former ones, city arrondissements), with today's. */
export const communeCodesOf = async (db: Db, territoryId: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ code: string; today: string }>`
    select commune_code as code, commune_code as today from territory_commune where territory_id = ${territoryId}
    union all select a.code, a.commune_code from commune_alias a join territory_commune tc on tc.commune_code = a.commune_code where tc.territory_id = ${territoryId}`.execute(db);
  return new Map(rows.map((row) => [row.code, row.today]));
};

/** One commune by today's code; null when there is none. */
export const communeOf = async (db: Db, code: string): Promise<Commune | null> => (await communes(db).where('c.code', '=', code).executeTakeFirst()) ?? null;

/** The communes nearest to a point among those whose position is known, nearest first, with kilometres as the crow flies. */
export const nearestCommunes = async (db: Db, point: Point, count: number): Promise<(Commune & { km: number })[]> => {
  const squash = Math.cos((point.latitude * Math.PI) / 180) ** 2;
  const found = await communes(db)
    .where('c.current', '=', true)
    .where('c.longitude', 'is not', null)
    .orderBy(sql`(c.longitude - ${point.longitude}) ^ 2 * ${squash}::float8 + (c.latitude - ${point.latitude}) ^ 2`)
    .limit(count)
    .execute();
  return found.map((one) => ({ ...one, km: crowKm(point, { longitude: one.longitude!, latitude: one.latitude! }) })).toSorted((a, b) => a.km - b.km);
};

/** A word that changes whenever communes, positions, outlines or territories were loaded: what is drawn from them is kept until then. */
export const referenceStamp = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ stamp: string }>`select count(*) || '-' || coalesce(extract(epoch from max(loaded_at))::text, '') as stamp from reference_load`.execute(db);
  return rows[0]!.stamp;
};

export type CommuneShape = { code: string; name: string; longitude: number; latitude: number; areaKm2: number; population: number | null; outline: number[][][] | null };

/** What a map of a territory is drawn from: the placed communes, with their outer rings (degrees) where official outlines were loaded, simplified to about `toleranceDegrees`. */
export const communeShapes = async (db: Db, territoryId: string, toleranceDegrees = 0.0015): Promise<CommuneShape[]> => {
  const { rows } = await sql<Omit<CommuneShape, 'outline'> & { geometry: string | null }>`
    select c.code, c.name, c.longitude, c.latitude, coalesce(c.area_km2, 12) as "areaKm2", c.population,
      st_asgeojson(st_multi(st_simplifypreservetopology(c.outline, ${toleranceDegrees})), 5) as geometry
    from commune c join territory_commune tc on tc.commune_code = c.code
    where tc.territory_id = ${territoryId} and c.longitude is not null order by c.code`.execute(db);
  return rows.map(({ geometry, ...shape }) => ({ ...shape, outline: geometry === null ? null : (JSON.parse(geometry) as { coordinates: number[][][][] }).coordinates.map((polygon) => polygon[0]!) }));
};
