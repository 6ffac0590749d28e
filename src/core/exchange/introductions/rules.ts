import { z } from 'zod';
import { type SizeClass, sizeClass } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';

const Days = z.int().positive();
const Rules = z.object({
  edition: z.iso.date(),
  caps: z.object({ days: Days, bySize: z.record(z.enum(['0', '1', '10', '50', '250']), z.int().positive()), unknownSize: z.int().positive(), note: z.string() }),
  silence: z.object({ inARow: z.int().positive(), restDays: Days, callWithinWorkingDays: Days, note: z.string() }),
  pauses: z.object({ refused: Days, 'not-now': Days, silent: Days, note: z.string() }),
  restDays: z.object({ 'already-supplied': Days, 'not-interested': Days }),
  months: z.array(z.literal([1, 3, 6])),
  funnel: z.object({ least: z.int().positive(), dominance: z.number().min(0).max(1), days: Days, note: z.string() }),
  reasons: z.record(z.string(), z.object({ label: z.string(), effect: z.enum(['change-fact', 'check-fact', 'rest-fact', 'none']) })),
  boards: z.record(z.string(), z.array(z.string())),
});
export type Rules = z.infer<typeof Rules>;

let read: Rules | undefined;

/** Caps, pauses, rests, reasons and masks of introductions, each with where it comes from: facts/exchange/introductions.json. */
export const introductionRules = (): Rules => (read ??= Rules.parse(JSON.parse(factsFile('exchange/introductions.json'))));

/** How many proposals a firm gets a week at most, by its band of employees. */
export function capOf(sizeBand: string | null): number {
  const { bySize, unknownSize } = introductionRules().caps;
  const size: SizeClass | null = sizeClass(sizeBand);
  return size === null ? unknownSize : bySize[size];
}

/** The reasons that one may give for a refusal on a board, with their words, in order. */
export function reasonsOfBoard(board: string): { code: string; label: string }[] {
  const { boards, reasons } = introductionRules();
  return (boards[board] ?? boards['default']!).map((code) => ({ code, label: reasons[code]!.label }));
}

export const reasonLabel = (code: string): string => introductionRules().reasons[code]?.label ?? code;
