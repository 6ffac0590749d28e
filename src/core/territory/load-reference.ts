import { sql } from 'kysely';
import { type Db, type Deps, type Done, done, inTransaction } from '#core/kernel/index.ts';
import { type ReferencePosition, type ShippedTerritory, officialPlaces, referenceVersion, shippedTerritories } from './reference-source.ts';
import { setCommunes } from './set-communes.ts';

const NAME = 'reference';

/**
 * Fills départements, groupings, communes of the whole country and the territories that the product ships. Does nothing when
 * this version of them is already there; what an operator loaded (outlines, centres, territories) is left as it is.
 */
export const loadReference =
  (deps: Deps) =>
  async (): Promise<Done<{ loaded: boolean; communes: number }>> => {
    const version = referenceVersion();
    const last = await deps.db.selectFrom('reference_load').select('version').where('name', '=', NAME).executeTakeFirst();
    if (last?.version === version) return done({ loaded: false, communes: 0 });

    const places = officialPlaces();
    const { territories, positions } = shippedTerritories();
    await inTransaction(deps.db, async (trx) => {
      await sql`select pg_advisory_xact_lock(4647)`.execute(trx);
      await writePlaces(trx, places);
      await writePositions(trx, positions);
      for (const territory of territories) await writeTerritory(trx, territory);
      await markLoaded(trx, NAME, version, deps.clock.now());
    });
    return done({ loaded: true, communes: places.communes.length });
  };

/** Says that reference data changed, so that what was drawn from it is drawn anew. */
export const markLoaded = (db: Db, name: string, version: string, at: Date) =>
  db
    .insertInto('reference_load')
    .values({ name, version, loaded_at: at })
    .onConflict((oc) => oc.column('name').doUpdateSet({ version, loaded_at: at }))
    .execute();

async function writePlaces(trx: Db, { departements, epcis, communes, aliases }: ReturnType<typeof officialPlaces>) {
  await sql`insert into departement (code, name, region_code)
    select * from jsonb_to_recordset(${JSON.stringify(departements)}::jsonb) as r(code text, name text, region_code text)
    on conflict (code) do update set name = excluded.name, region_code = excluded.region_code`.execute(trx);
  await sql`insert into epci (code, name, kind)
    select * from jsonb_to_recordset(${JSON.stringify(epcis)}::jsonb) as r(code text, name text, kind text)
    on conflict (code) do update set name = excluded.name, kind = excluded.kind`.execute(trx);
  await sql`insert into commune (code, name, search_name, departement_code, epci_code, population, postal_codes)
    select r.code, r.name, r.search_name, r.departement_code, r.epci_code, r.population, array(select jsonb_array_elements_text(r.postal_codes))
    from jsonb_to_recordset(${JSON.stringify(communes)}::jsonb)
      as r(code text, name text, search_name text, departement_code text, epci_code text, population integer, postal_codes jsonb)
    on conflict (code) do update set name = excluded.name, search_name = excluded.search_name, departement_code = excluded.departement_code,
      epci_code = excluded.epci_code, population = excluded.population, postal_codes = excluded.postal_codes, current = true`.execute(trx);
  await sql`update commune set current = false where code not in (select jsonb_array_elements_text(${JSON.stringify(communes.map((one) => one.code))}::jsonb)) and current`.execute(trx);
  await sql`delete from commune_alias`.execute(trx);
  await sql`insert into commune_alias (code, commune_code, name)
    select * from jsonb_to_recordset(${JSON.stringify(aliases)}::jsonb) as r(code text, commune_code text, name text)`.execute(trx);
}

/** Positions that came with the product give way to those that an operator loaded. */
const writePositions = (trx: Db, positions: ReferencePosition[]) =>
  sql`update commune set longitude = r.longitude, latitude = r.latitude, area_km2 = r."areaKm2", position_source = r.source
    from jsonb_to_recordset(${JSON.stringify(positions)}::jsonb) as r(code text, longitude float8, latitude float8, "areaKm2" float8, source text)
    where commune.code = r.code and commune.outline is null and (commune.position_source is null or commune.position_source = r.source)`.execute(trx);

async function writeTerritory(trx: Db, { id, name, withArticle, operated, departements, epcis, communes }: ShippedTerritory) {
  const row = { id, name, with_article: withArticle, operated };
  await trx.insertInto('territory').values(row).onConflict((oc) => oc.column('id').doUpdateSet(row)).execute();
  await setCommunes(trx, id, { departements, epcis, communes });
}
