import type { Board } from '#core/exchange/index.ts';
import { euros, eurosAbout, number, plural } from '#lib/format.ts';

type Measured = Pick<Board, 'unit'> & { counted?: string | undefined };
const UNITS = { hours: (value: number) => `${number(value)}\u00a0h`, hectares: (value: number) => `${number(value, 1)}\u00a0ha`, count: (value: number) => number(value, 1) } as const;

/** A value in the unit of a board, exact: « 60 557 € », « 5 besoins servis ». */
export const measured = (board: Measured, value: number): string => (board.unit === 'cents' ? euros(value) : [UNITS[board.unit](value), board.counted].filter(Boolean).join('\u00a0'));
/** The same as an estimate, without what is counted. */
export const measuredAbout = ({ unit }: Measured, value: number): string => (unit === 'cents' ? eurosAbout(value) : UNITS[unit](value));
/** How long a search took, as one says it. */
export const secondsInWords = (seconds: number): string => (seconds < 1 ? 'en moins d’une seconde' : `en ${number(seconds, 1)}\u00a0s`);

/** How far from the bound, as one says it. */
export const gapInWords = (gap: number): string => (gap === 0 ? 'aucun' : gap < 0.0001 ? '< 0,01\u00a0%' : `${number(gap * 100, 2)}\u00a0%`);

export const sidesInWords = (board: { offers: unknown }, offers: number, needs: number): string => (board.offers ? `${plural(offers, 'offre')} et ${plural(needs, 'besoin')}` : plural(needs, 'fiche'));
/** « prises » after « 5 fiches », « pris » after offers and needs. */
export const takenInWords = (board: { offers: unknown }, needs: number): string => (board.offers ? 'pris' : needs < 2 ? 'prise' : 'prises');

/** Instead of a run's figures, where they would tell who. */
export const fewInWords = (few: number | null): string => `C’est encore peu\u00a0: moins de ${number(few ?? 0)} offres, besoins ou propositions. Les nombres ne sont montrés qu’aux conseillers, pour qu’on ne reconnaisse personne.`;
