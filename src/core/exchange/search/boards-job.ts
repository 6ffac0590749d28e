import type { Deps, Job } from '#core/kernel/index.ts';
import { territories } from '#core/territory/index.ts';
import { BOARDS } from '../boards/list.ts';
import { runBoard } from '../run-board.ts';
import { searchBoard } from './search-board.ts';

/** Searches every board of a territory, one after the other. Harmless twice: the newest run of each is the one shown. */
export async function searchTerritory(deps: Deps, territoryId: string, signal?: AbortSignal): Promise<void> {
  await runBoard(deps)({ territoryId, ...(signal ? { signal } : {}) });
  for (const board of BOARDS) {
    if (signal?.aborted) return;
    await searchBoard(deps)({ territoryId, board, ...(signal ? { signal } : {}) });
  }
}

/** Each night, one job a territory: whichever process is free takes the next. */
export const BOARDS_JOB: Job = {
  name: 'boards',
  cron: '30 2 * * *',
  parts: async (deps) => (await territories(deps.db)).filter((one) => one.operated).map((one) => one.id),
  run: (deps, signal, territoryId) => searchTerritory(deps, territoryId, signal),
};
