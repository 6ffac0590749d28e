import type { Db } from '#core/kernel/index.ts';
import { matieres } from './boards/matieres.ts';
import type { RunSummary } from './model.ts';

export type Run = { id: string; finishedAt: Date; status: string; value: number; bound: number; summary: RunSummary };

/** The newest run of the board, or null before the first. */
export async function latestRun(db: Db, territoryId: string): Promise<Run | null> {
  const row = await db
    .selectFrom('board_run')
    .select(['id', 'finished_at as finishedAt', 'status', 'value', 'bound', 'summary'])
    .where('territory_id', '=', territoryId)
    .where('board', '=', matieres.id)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row as unknown as Run | undefined) ?? null;
}
