import type { Deps, Job } from '#core/kernel/index.ts';
import { territories } from '#core/territory/index.ts';
import { BOARDS } from '../boards/list.ts';
import { matieres } from '../boards/matieres.ts';
import { latestRunOf } from '../queries.ts';
import { runBoard } from '../run-board.ts';
import { searchBoard } from './search-board.ts';

const AN_HOUR = 3_600_000;

/** Searches every board of a territory, one after the other; one searched since `fresh` is left as it is, so that a job taken over from a dead process goes on where it stopped. */
export async function searchTerritory(deps: Deps, territoryId: string, { signal, fresh }: { signal?: AbortSignal; fresh?: Date } = {}): Promise<void> {
  const stop = signal ? { signal } : {};
  for (const board of [matieres, ...BOARDS]) {
    if (signal?.aborted) return;
    const run = await latestRunOf(deps.db, territoryId, board.id);
    if (run && fresh && run.finishedAt >= fresh) continue;
    if ('solve' in board) await searchBoard(deps)({ territoryId, board, ...stop });
    else await runBoard(deps)({ territoryId, ...stop });
  }
}

/** Each night, one job a territory: whichever process is free takes the next. */
export const BOARDS_JOB: Job = {
  name: 'boards',
  cron: '30 2 * * *',
  parts: async (deps) => (await territories(deps.db)).filter((one) => one.operated).map((one) => one.id),
  run: (deps, signal, territoryId) => searchTerritory(deps, territoryId, { signal, fresh: new Date(deps.clock.now().getTime() - AN_HOUR) }),
};
