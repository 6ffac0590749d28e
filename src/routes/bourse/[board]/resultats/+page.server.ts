import { error } from '@sveltejs/kit';
import { boardName, funnelOf, introductionRules, isBoard, reasonLabel } from '#core/exchange/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isBoard(params.board)) error(404, { message: 'Cette bourse n’existe pas.' });
  const { deps, territory } = locals;
  const funnel = await funnelOf(deps.db, territory.id, params.board, deps.clock.today());
  return { board: params.board, boardName: boardName(params.board), territoryName: territory.withArticle, funnel, reasons: funnel.reasons.map((one) => ({ label: reasonLabel(one.code), count: one.count })), least: introductionRules().funnel.least };
};
