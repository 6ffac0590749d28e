import { BOARDS, latestBoardRuns, matieres, tooFewToTell } from '#core/exchange/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const runs = await latestBoardRuns(locals.deps.db, locals.territory.id);
  const adviser = locals.viewer.kind === 'adviser';
  return {
    adviser,
    boards: [matieres, ...BOARDS].map((board) => ({ id: board.id, name: board.name, promise: board.promise, proposals: runs.get(board.id) ?? null })).map((board) => ({ ...board, few: board.proposals === null ? null : tooFewToTell(locals.viewer, { offers: null, needs: 0, proposals: board.proposals }) })).map((board) => (board.few === null ? board : { ...board, proposals: null })),
  };
};
