import { eurosAbout, listed, plural } from '#lib/format.ts';
import { filled } from '../../board.ts';
import { boardOf } from '../../boards/list.ts';
import { matieres } from '../../boards/matieres.ts';
import { type ProposalTold, unnamedWords } from '../proposal-told.ts';
import type { BoardWords } from './model.ts';

const NBSP = '\u00a0';

/** What a board is called on screen; its identifier when there is no such board any more. */
export const boardName = (board: string): string => (board === matieres.id ? matieres.name : (boardOf(board)?.name ?? board));

/** Whether a board goes by this identifier. */
export const isBoard = (board: string): boolean => board === matieres.id || boardOf(board) !== null;

/** A text of a proposal with its parties as they may be told to one of them before both agreed: what they do and where. Null when the proposal has none. */
function unnamedText(told: ProposalTold, field: 'title' | 'sentence', siret: string | null): string | null {
  const { parties } = told.body;
  const text = told.body[field];
  if (typeof text !== 'string' || !Array.isArray(parties)) return null;
  const names = (parties as { side?: string }[]).map((party) => {
    if (party.side !== undefined && told.seekerIds.includes(party.side)) return 'une personne suivie par un conseiller';
    const of = party.side === undefined ? undefined : told.facts[party.side]?.siret;
    return of !== undefined && of === siret ? 'votre entreprise' : unnamedWords(of === undefined ? undefined : told.parties[of], null);
  });
  return filled(text, names).replace(/^./, (letter) => letter.toUpperCase());
}

/** Words for a board that brings none of its own here: what its proposal says, with what parties do and where instead of their names. */
export const general: BoardWords = {
  hubOf: () => null,
  title: (told) => unnamedText(told, 'title', null) ?? `${boardName(told.board)}${NBSP}: une entente entre ${plural(told.sirets.length, 'entreprise')}${told.seekerIds.length > 0 ? ` et ${plural(told.seekerIds.length, 'personne')}` : ''}`,
  first: (told, siret) => ({
    subject: `${boardName(told.board)}${NBSP}: une entente possible près de chez vous`,
    lines: [
      unnamedText(told, 'sentence', siret) ?? `D’après ce que vous avez dit, une entente est possible avec ${listed(told.sirets.filter((one) => one !== siret).map((one) => unnamedWords(told.parties[one], null)))}.`,
      ...worthTold(told),
    ],
  }),
  details: () => ['Le plus simple est un appel dans la semaine, tant que c’est frais.'],
  promised: (told) => {
    const board = boardOf(told.board);
    return { quantity: quantityOf(told), unit: board?.done.unit ?? null, perYear: board?.done.perYear ?? true, worthCents: board?.worth.promised === false ? 0 : worthOf(told), kgCo2e: null };
  },
  stakeCents: (told) => worthOf(told),
  partOf: (told) => ({ km: null, quantity: quantityOf(told) }),
};

/** What it is worth, in the board's words, where that is theirs to hear before they agreed. */
function worthTold(told: ProposalTold): string[] {
  const sentence = boardOf(told.board)?.worth.told;
  return sentence && worthOf(told) > 0 ? [filled(sentence, [eurosAbout(worthOf(told))])] : [];
}

const quantityOf = (told: ProposalTold): number | null => (typeof told.body['quantity'] === 'number' ? told.body['quantity'] : null);
const worthOf = (told: ProposalTold): number => (told.body['worth'] as { value?: number } | null | undefined)?.value ?? 0;
