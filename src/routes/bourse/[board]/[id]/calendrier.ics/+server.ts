import { error } from '@sveltejs/kit';
import { AnswerProposal, boardProposalById, calendarOf } from '#core/exchange/index.ts';
import { boardAsked } from '../../../board-asked.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const board = boardAsked(params.board);
  const { deps, viewer, territory } = locals;
  const proposal = AnswerProposal.shape.id.safeParse(params.id).success ? await boardProposalById(deps.db, territory.id, board.id, params.id, viewer) : null;
  if (!proposal || (proposal.body.events ?? []).length === 0) error(404, { message: 'Cette proposition n’a pas de date à mettre dans un agenda.' });
  return new Response(calendarOf(board, proposal, deps.clock.now()), { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': `attachment; filename="${board.id}.ics"` } });
};
