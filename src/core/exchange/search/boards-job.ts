import type { Deps, Job } from '#core/kernel/index.ts';
import { territories } from '#core/territory/index.ts';
import { BOARDS } from '../boards/list.ts';
import { matieres } from '../boards/matieres.ts';
import { latestRunOf } from '../queries.ts';
import { runBoard } from '../run-board.ts';
import { openBoardThread } from './board-thread.ts';
import { searchBoard } from './search-board.ts';

const AN_HOUR = 3_600_000;

/**
 * Searches every board of a territory, `lanes` of them at a time, each in a thread of its own.
 * One searched since `fresh` is left as it is, so that a job taken over from a dead process goes on where it stopped.
 */
export async function searchTerritory(deps: Deps, territoryId: string, { signal, fresh, lanes = 1 }: { signal?: AbortSignal; fresh?: Date; lanes?: number } = {}): Promise<void> {
  const stop = signal ? { signal } : {};
  const waiting = [matieres, ...BOARDS].values();
  const lane = async () => {
    const thread = openBoardThread();
    try {
      for (const board of waiting) {
        if (signal?.aborted) return;
        const run = await latestRunOf(deps.db, territoryId, board.id);
        if (run && fresh && run.finishedAt >= fresh) continue;
        if ('solve' in board) await searchBoard(deps)({ territoryId, board, search: thread.search, ...stop });
        else await runBoard(deps)({ territoryId, ...stop });
      }
    } finally {
      await thread.dispose();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export const BOARDS_JOB = 'boards';

/** Each night, one job a territory: whichever process is free takes the next. `lanes`: boards searched at a time, where this process has the machine to itself. */
export const boardsJob = (lanes: number): Job => ({
  name: BOARDS_JOB,
  cron: '30 2 * * *',
  parts: async (deps) => (await territories(deps.db)).filter((one) => one.operated).map((one) => one.id),
  run: (deps, signal, territoryId) => searchTerritory(deps, territoryId, { signal, lanes, fresh: new Date(deps.clock.now().getTime() - AN_HOUR) }),
});
