import { error } from '@sveltejs/kit';
import { type Board, boardOf } from '#core/exchange/index.ts';

/** The board of an address; a page that says so when there is none. */
export const boardAsked = (id: string): Board => boardOf(id) ?? error(404, { message: 'Cette bourse n’existe pas.' });
