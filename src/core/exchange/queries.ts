import type { Db } from '#core/kernel/index.ts';
import { matieres } from './boards/matieres.ts';
import type { RunSummary } from './model.ts';

export type Run<Summary = RunSummary> = { id: string; finishedAt: Date; status: string; value: number; bound: number; summary: Summary };

/** The newest run of the board of by-products, or null before the first. */
export const latestRun = (db: Db, territoryId: string): Promise<Run | null> => latestRunOf<RunSummary>(db, territoryId, matieres.id);

/** The newest run of a board, or null before the first. */
export async function latestRunOf<Summary>(db: Db, territoryId: string, board: string): Promise<Run<Summary> | null> {
  const row = await db
    .selectFrom('board_run')
    .select(['id', 'finished_at as finishedAt', 'status', 'value', 'bound', 'summary'])
    .where('territory_id', '=', territoryId)
    .where('board', '=', board)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row as unknown as Run<Summary> | undefined) ?? null;
}

/** How many proposals the newest run of each board found, by board. */
export async function latestBoardRuns(db: Db, territoryId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('board_run as r')
    .distinctOn('r.board')
    .select((row) => ['r.board', row.selectFrom('proposal as p').whereRef('p.territory_id', '=', 'r.territory_id').whereRef('p.run_id', '=', 'r.id').select((inner) => inner.fn.countAll<number>().as('count')).as('proposals')])
    .where('r.territory_id', '=', territoryId)
    .orderBy('r.board')
    .orderBy('r.started_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.board, Number(row.proposals ?? 0)]));
}
