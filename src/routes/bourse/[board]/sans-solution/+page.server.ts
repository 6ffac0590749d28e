import { boardLeftOut, type BoardRunSummary, countBoardLeftOut, latestRunOf } from '#core/exchange/index.ts';
import { boardAsked } from '../../board-asked.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 25;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const board = boardAsked(params.board);
  const { deps, viewer, territory } = locals;
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const run = await latestRunOf<BoardRunSummary>(deps.db, territory.id, board.id);
  return {
    board: { id: board.id, name: board.name },
    adviser: viewer.kind === 'adviser',
    ran: run !== null,
    page,
    pageSize: PAGE_SIZE,
    total: run ? (await countBoardLeftOut(deps.db, territory.id, run.id, viewer)).count : 0,
    list: run ? await boardLeftOut(deps.db, territory.id, board, run.id, viewer, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }) : [],
  };
};
