import { error } from '@sveltejs/kit';
import { boardName, funnelOf, introductionRules, isBoard, reasonLabel } from '#core/exchange/index.ts';

/** What the page of a board's results shows: its public funnel over a year. */
export async function resultsOf({ deps, territory }: App.Locals, board: string) {
  if (!isBoard(board)) error(404, { message: 'Cette bourse n’existe pas.' });
  const funnel = await funnelOf(deps.db, territory.id, board, deps.clock.today());
  return { board, boardName: boardName(board), territoryName: territory.withArticle, funnel, reasons: funnel.reasons.map((one) => ({ label: reasonLabel(one.code), count: one.count })), least: introductionRules().funnel.least };
}
