import { eurosAbout, listed, plural } from '#lib/format.ts';
import { unnamedWords } from '../proposal-told.ts';
import type { BoardWords } from './model.ts';

const NBSP = '\u00a0';
export const BOARD_NAMES: Record<string, string> = {
  matieres: 'Matières', 'circuits-courts': 'Circuits courts', 'temps-partage': 'Temps partagé', trajets: 'Trajets', locaux: 'Locaux', transmission: 'Transmission',
  mutualisation: 'Mutualisation', numerique: 'Numérique', 'sous-traitance': 'Sous-traitance', emplois: 'Emplois',
};

/** What a board is called on screen; its identifier when nobody gave it a name. */
export const boardName = (board: string): string => BOARD_NAMES[board] ?? board;

/** Words for a board that brings none of its own: who is around it, without a name, and what it is worth. */
export const general: BoardWords = {
  hubOf: () => null,
  title: (told) => `${boardName(told.board)}${NBSP}: une entente entre ${plural(told.sirets.length, 'entreprise')}`,
  first: (told, siret) => {
    const others = told.sirets.filter((one) => one !== siret).map((one) => unnamedWords(told.parties[one], null));
    return {
      subject: `${boardName(told.board)}${NBSP}: une entente possible près de chez vous`,
      lines: [
        `D’après ce que vous avez dit, une entente est possible avec ${listed(others)}.`,
        ...(told.value > 0 ? [`Ensemble, cela vaut environ ${eurosAbout(told.value)} par an, à se partager.`] : []),
      ],
    };
  },
  details: () => ['Le plus simple est un appel dans la semaine, tant que c’est frais.'],
  promised: (told) => ({ quantity: null, unit: null, worthCents: told.value, kgCo2e: null }),
  partOf: () => ({ km: null, quantity: null }),
};
