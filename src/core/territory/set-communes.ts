import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';

/** What a territory is made of: whole départements, whole groupings, single communes, by their codes. */
export type Composition = { departements: string[]; epcis: string[]; communes: string[] };

/** The codes of the communes of today that a composition holds. */
export const communesOfComposition = async (db: Db, composition: Composition): Promise<string[]> => {
  const rows = await db
    .selectFrom('commune')
    .select('code')
    .where('current', '=', true)
    .where((eb) =>
      eb.or([
        eb('departement_code', '=', sql<string>`any(${composition.departements}::text[])`),
        eb('epci_code', '=', sql<string>`any(${composition.epcis}::text[])`),
        eb('code', '=', sql<string>`any(${composition.communes}::text[])`),
      ]),
    )
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
};

/** Makes a territory hold exactly the communes of a composition. Answers how many. */
export async function setCommunes(trx: Db, territoryId: string, composition: Composition): Promise<number> {
  const codes = await communesOfComposition(trx, composition);
  await sql`delete from territory_commune where territory_id = ${territoryId} and not (commune_code = any(${codes}::text[]))`.execute(trx);
  await sql`insert into territory_commune (territory_id, commune_code) select ${territoryId}, unnest(${codes}::text[]) on conflict do nothing`.execute(trx);
  return codes.length;
}
