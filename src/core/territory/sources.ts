import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';

/** Where the positions of a territory's communes come from, the most used first. */
export const positionSources = async (db: Db, territoryId: string): Promise<{ source: string; communes: number }[]> => {
  const { rows } = await sql<{ source: string; communes: number }>`select c.position_source as source, count(*)::int as communes
    from commune c join territory_commune tc on tc.commune_code = c.code
    where tc.territory_id = ${territoryId} and c.position_source is not null group by 1 order by 2 desc, 1`.execute(db);
  return rows;
};
