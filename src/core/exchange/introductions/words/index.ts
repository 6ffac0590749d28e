import type { ProposalTold } from '../proposal-told.ts';
import { general } from './general.ts';
import { matieres } from './matieres.ts';
import type { BoardWords, Words, WordStep } from './model.ts';

export { boardName, isBoard } from './general.ts';
export type { BoardWords, Words, WordStep } from './model.ts';

// A board with words of its own is one line here.
const BOARDS: Record<string, BoardWords> = { matieres };

/** How a board tells its proposals; in general words when it has none of its own. */
export const tellingOf = (board: string): BoardWords => BOARDS[board] ?? general;

/** What a firm is told of a proposal: first, without naming anybody; then, once both agreed, what to do next. */
export function wordsFor(board: string, proposal: ProposalTold, siret: string, step: WordStep): Words {
  const telling = tellingOf(board);
  return step === 'first' ? telling.first(proposal, siret) : { subject: 'Vous êtes d’accord tous les deux : voici avec qui'.replace(' :', '\u00a0:'), lines: telling.details(proposal, siret) };
}
