import { error } from '@sveltejs/kit';
import { fitsTable } from '../../../record-form/table.ts';
import { boardAsked } from '../../board-asked.ts';
import { type Imported, importPage, readTable } from '../../import-table.ts';
import type { Actions, PageServerLoad } from './$types';

/** The kinds of a board that firms say and that a table can hold. */
function asked(id: string): Imported {
  const board = boardAsked(id);
  const kinds = [board.offers, board.needs].flatMap((kind) => (kind && !board.people.includes(kind.kind) && fitsTable(kind) ? [kind] : []));
  if (kinds.length === 0) error(404, { message: 'Ce que tient cette bourse ne s’écrit pas en tableau.' });
  return { board: { id: board.id, name: board.name }, kinds };
}

export const load: PageServerLoad = (event) => importPage(event, asked(event.params.board));

export const actions: Actions = { default: (event) => readTable(event, asked(event.params.board)) };
