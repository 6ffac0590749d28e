import { boardSides } from '#core/exchange/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { cellsOf, columnsOf } from '../../../record-form/table.ts';
import { boardAsked } from '../../board-asked.ts';
import type { RequestHandler } from './$types';

const MOST = 20_000;

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const board = boardAsked(params.board);
  const offers = url.searchParams.get('voir') === 'offres' && board.offers !== null;
  const kind = offers ? board.offers! : board.needs;
  // What persons said leaves the product by no file.
  const { sides } = board.people.includes(kind.kind) ? { sides: [] } : await boardSides(locals.deps.db, locals.territory.id, kind, locals.viewer, { q: url.searchParams.get('q') ?? '', pageSize: MOST });
  const communes = (await communesOf(locals.deps.db, locals.territory.id)).map(({ code, name }) => ({ code, name }));
  return csvResponse(`${offers ? 'offres' : 'besoins'}-${board.id}.csv`, [
    ['siret', 'entreprise', 'commune', 'code_commune', ...columnsOf(kind), 'dit_le', 'certitude', 'source'],
    ...sides.map((one) => [one.siret, one.name, one.commune, one.communeCode, ...cellsOf(kind, one.value, communes), one.statedOn, one.certainty, one.source]),
  ]);
};
