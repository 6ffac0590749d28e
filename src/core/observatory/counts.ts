import { sql } from 'kysely';
import { nafLabel } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';

// Numbers only, over whole tables: no name and no fact leaves this room.

/** Open establishments of each commune of a territory that has any. */
export const establishmentsByCommune = async (db: Db, territoryId: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ code: string; n: number }>`select commune_code as code, count(*)::int as n from establishment
    where territory_id = ${territoryId} and status = 'open' group by commune_code`.execute(db);
  return new Map(rows.map((row) => [row.code, row.n]));
};

export type TradeCount = { division: string; label: string; count: number };

/** Open establishments of a commune by trade (division of NAF rev. 2, two digits), most numerous first. Those whose activity is not known come as division ''. */
export const tradesOfCommune = async (db: Db, territoryId: string, communeCode: string): Promise<TradeCount[]> => {
  const { rows } = await sql<{ division: string; count: number }>`select coalesce(left(activity_code, 2), '') as division, count(*)::int as count from establishment
    where territory_id = ${territoryId} and commune_code = ${communeCode} and status = 'open' group by 1 order by 2 desc, 1`.execute(db);
  return rows.map((row) => ({ ...row, label: nafLabel(row.division) ?? 'Activité non connue' }));
};

/** True when a territory shows at least one invented establishment. */
export const hasDemonstration = async (db: Db, territoryId: string): Promise<boolean> => {
  const { rows } = await sql<{ yes: boolean }>`select exists (select 1 from establishment where territory_id = ${territoryId} and origin = 'demonstration') as yes`.execute(db);
  return rows[0]!.yes;
};

export type MonthFigures = { month: string; said: number; answered: number; introduced: number };

/** What was done since the first of the month: facts said and still standing, proposals answered, of which introductions. `today` and `month`: `YYYY-MM-DD`. */
export const monthFigures = async (db: Db, territoryId: string, today: string): Promise<MonthFigures> => {
  const month = `${today.slice(0, 7)}-01`;
  const { rows } = await sql<Omit<MonthFigures, 'month'>>`select
    (select count(*)::int from fact where territory_id = ${territoryId} and withdrawn_at is null and stated_on >= ${month}) as said,
    count(*)::int as answered, (count(*) filter (where status = 'introduced'))::int as introduced
    from proposal where territory_id = ${territoryId} and answered_at >= (${month}::timestamp at time zone 'Europe/Paris')`.execute(db);
  return { month, ...rows[0]! };
};
