import { z } from 'zod';
import { RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import type { BoardSide } from '../../board.ts';

export const said = RECORD_KINDS.commutes;
export type Commutes = ValueOf<typeof said.fields>;
export type Site = BoardSide<Commutes>;

const Sourced = z.object({ value: z.number(), kind: z.literal('source'), source: z.string() });
const Assumed = z.object({ value: z.number(), kind: z.literal('assumption'), note: z.string() });
const Figures = z.object({
  centsPerKm: Sourced,
  kgCo2ePerKm: Sourced.extend({ uncertainty: z.number(), uncertaintySource: z.string() }),
  weeksPerYear: Assumed,
  fewestShown: Assumed,
  alone: z.object({ note: z.string() }),
  takeUp: z.object({ note: z.string(), without: z.number(), perHundredEuros: z.number(), most: z.number() }),
  incentivesCents: z.array(z.int()),
  exemptCents: Sourced,
});

/** Every figure that the board of shared rides counts with, each with its source or marked an assumption. */
export const figures = Figures.parse(JSON.parse(factsFile('exchange/trajets.json')));

export const NBSP = '\u00a0';
/** Minutes after midnight as clocks show them: 470 → « 7 h 50 ». */
export const clock = (minutes: number): string => {
  const whole = Math.round(((minutes % 1440) + 1440) % 1440) % 1440;
  return `${Math.floor(whole / 60)}${NBSP}h${whole % 60 === 0 ? '' : `${NBSP}${String(whole % 60).padStart(2, '0')}`}`;
};
