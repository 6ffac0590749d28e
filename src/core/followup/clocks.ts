import { z } from 'zod';
import { addWorkingDays, factsFile, parisInstant } from '#core/kernel/index.ts';
import { OUTCOMES } from './model.ts';

const Words = z.object({ subject: z.string().max(120), lines: z.array(z.string().max(600)).min(1) });

/** What an answer in one click does: closes the promise, or puts it off, or brings it to the desk today. */
const Answer = z.object({
  code: z.string().regex(/^[a-z-]+$/),
  label: z.string().max(60),
  does: z.discriminatedUnion('do', [
    z.object({ do: z.literal('close'), outcome: z.enum(OUTCOMES) }),
    z.object({ do: z.literal('postpone'), workingDays: z.int().positive() }),
    z.object({ do: z.literal('desk') }),
  ]),
  /** Asked on the page of the answer: why, in a few words. */
  asksWhy: z.boolean().default(false),
});

const Step = z.object({
  /** Working days since the last sign of life. */
  afterWorkingDays: z.int().nonnegative(),
  /** Who is told: the owner, her deputy, the managers of her body, the party the promise is about; or the desk alone. */
  to: z.enum(['owner', 'deputy', 'managers', 'party', 'desk']),
  words: Words.optional(),
  /** Answers offered to the party. */
  answers: z.array(Answer).default([]),
  /** The clock ends here: the promise is closed as given up, with this reason. */
  givesUp: z.string().optional(),
});

const Clock = z.object({
  label: z.string(),
  /** Working days until it is due when nobody gives a date. */
  dueWorkingDays: z.int().nonnegative(),
  /** Where the days come from. */
  source: z.string(),
  /** Whose turn it is at first. */
  turn: z.enum(['ours', 'theirs']).default('ours'),
  /** The page that takes its answers, for a kind whose room has one of its own. */
  answersAt: z.string().regex(/^\/[a-z/-]+\/$/).default('/repondre/'),
  /** The job that carries on when a promise of this kind is answered, closed or given up. */
  wakes: z.string().optional(),
  steps: z.array(Step),
});

export type Clock = z.infer<typeof Clock>;
export type ClockStep = z.infer<typeof Step>;
export type ClockAnswer = z.infer<typeof Answer>;

let read: Record<string, Clock> | undefined;

/** The clocks that promises run by, by kind: facts/followup/clocks.json. */
export const clocks = (): Record<string, Clock> => (read ??= z.record(z.string(), Clock).parse(JSON.parse(factsFile('followup/clocks.json')).kinds));

/** The clock of a kind. An unknown kind is a programmer's error. */
export function clockOf(kind: string): Clock {
  const clock = clocks()[kind];
  if (!clock) throw new Error(`No clock for promises of kind ${kind}`);
  return clock;
}

/** Puts what a promise is about in a clock's words: {what}, {who}, {owner}, {since}, {phone}. */
export const fill = (text: string, words: Record<string, string>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);

// Mails of a clock leave with the first of the day.
const STEP_HOUR = 8;

/** When a clock strikes its step, counted in working days from the last sign of life; null when it has no step left. */
export function stepAt(clock: Clock, step: number, clockFrom: string): Date | null {
  const next = clock.steps[step];
  return next ? parisInstant(addWorkingDays(clockFrom, next.afterWorkingDays), STEP_HOUR) : null;
}
