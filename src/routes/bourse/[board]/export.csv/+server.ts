import { shown } from '#core/directory/index.ts';
import { boardSides } from '#core/exchange/index.ts';
import { csvResponse } from '#lib/csv.ts';
import { boardAsked } from '../../board-asked.ts';
import type { RequestHandler } from './$types';

const MOST = 20_000;

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const board = boardAsked(params.board);
  const offers = url.searchParams.get('voir') === 'offres' && board.offers !== null;
  const kind = offers ? board.offers! : board.needs;
  // What persons said leaves the product by no file.
  const { sides } = board.people.includes(kind.kind) ? { sides: [] } : await boardSides(locals.deps.db, locals.territory.id, kind, locals.viewer, { q: url.searchParams.get('q') ?? '', pageSize: MOST });
  // Lists of what a firm says line by line are for advisers: few people in a line would tell who they are.
  const fields = Object.entries(kind.fields).filter(([, field]) => field.control.as !== 'rows' || locals.viewer.kind === 'adviser');
  return csvResponse(`${offers ? 'offres' : 'besoins'}-${board.id}.csv`, [
    ['siret', 'entreprise', 'commune', 'code_commune', ...fields.map(([, field]) => field.label), 'dit_le', 'certitude', 'source'],
    ...sides.map((one) => [one.siret, one.name, one.commune, one.communeCode, ...fields.map(([name, field]) => (field.control.as === 'number' ? (one.value[name] as number | undefined) : shown(field, one.value[name]))), one.statedOn, one.certainty, one.source]),
  ]);
};
