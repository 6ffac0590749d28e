import { BOARDS, latestBoardRuns, matieres } from '#core/exchange/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const runs = await latestBoardRuns(locals.deps.db, locals.territory.id);
  const adviser = locals.viewer.kind === 'adviser';
  return {
    adviser,
    boards: [matieres, ...BOARDS].map((board) => ({ id: board.id, name: board.name, promise: board.promise, proposals: runs.get(board.id) ?? null })),
  };
};
