import type { Board } from '#core/exchange/index.ts';
import { euros, eurosAbout, number, plural } from '#lib/format.ts';

const UNITS = { hours: (value: number) => `${number(value)}\u00a0h`, hectares: (value: number) => `${number(value, 1)}\u00a0ha`, count: (value: number) => number(value, 1) } as const;

/** A value in the unit of a board, exact. */
export const measured = (unit: Board['unit'], value: number): string => (unit === 'cents' ? euros(value) : UNITS[unit](value));
/** The same as an estimate. */
export const measuredAbout = (unit: Board['unit'], value: number): string => (unit === 'cents' ? eurosAbout(value) : UNITS[unit](value));

/** How far from the bound, as one says it. */
export const gapInWords = (gap: number): string => (gap === 0 ? 'aucun' : gap < 0.0001 ? '< 0,01\u00a0%' : `${number(gap * 100, 2)}\u00a0%`);

export const sidesInWords = (board: { offers: unknown }, offers: number, needs: number): string => (board.offers ? `${plural(offers, 'offre')} et ${plural(needs, 'besoin')}` : plural(needs, 'fiche'));
