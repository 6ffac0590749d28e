import type { Db } from '#core/kernel/index.ts';

declare module '#core/kernel/tables.ts' {
  interface Tables {
    demonstration: { territory_id: string; loaded_at: Date; removed_at: Date | null };
  }
}

/** True for a territory whose directory is empty and that never held the demonstration: a first start. */
export async function wantsDemonstration(db: Db, territoryId: string): Promise<boolean> {
  if (await db.selectFrom('demonstration').select('territory_id').where('territory_id', '=', territoryId).executeTakeFirst()) return false;
  return (await db.selectFrom('establishment').select('siret').where('territory_id', '=', territoryId).limit(1).execute()).length === 0;
}

/** How many invented firms a territory holds. */
export const countInvented = async (db: Db, territoryId: string): Promise<number> =>
  Number((await db.selectFrom('establishment').select((e) => e.fn.countAll().as('count')).where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').executeTakeFirstOrThrow()).count);
