import { type BoardRunSummary, countBoardLeftOut, latestRunOf, tooFewToTell } from '#core/exchange/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { boardAsked } from '../../board-asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const board = boardAsked(params.board);
  const { deps, viewer, territory } = locals;
  const run = await latestRunOf<BoardRunSummary>(deps.db, territory.id, board.id);
  const few = run && tooFewToTell(viewer, { ...run.summary, offers: board.offers && run.summary.offers });
  return {
    few,
    board: { id: board.id, name: board.name, objective: board.objective, unit: board.unit, counted: board.counted, hasOffers: board.offers !== null, assumptions: board.assumptions, law: Object.values(board.law) },
    adviser: viewer.kind === 'adviser',
    run: run && { finishedOn: run.finishedAt.toISOString().slice(0, 10), gap: run.summary.gap, shown: few === null ? { value: Number(run.value), bound: Number(run.bound), summary: run.summary } : null },
    leftOut: run ? await countBoardLeftOut(deps.db, territory.id, run.id, viewer) : { count: 0, withChange: 0 },
    roadBasis: straightLineTravel().basis,
  };
};
