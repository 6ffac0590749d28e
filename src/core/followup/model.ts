import { addWorkingDays, parisInstant } from '#core/kernel/index.ts';
import type { Clock } from './clocks.ts';

export const OUTCOMES = ['done', 'not-done', 'unreachable', 'not-for-us', 'given-up'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const CHANNELS = ['phone', 'mail', 'video', 'visit'] as const;
export type Channel = (typeof CHANNELS)[number];
export type EventKind = 'opened' | 'noted' | 'reminded' | 'escalated' | 'asked' | 'answered' | 'nudged' | 'handed-over' | 'postponed' | 'closed' | 'given-up' | 'reopened';

// Mails of a clock leave with the first of the day.
const STEP_HOUR = 8;

/** When a clock strikes its step, counted in working days from the last sign of life; null when it has no step left. */
export function stepAt(clock: Clock, step: number, clockFrom: string): Date | null {
  const next = clock.steps[step];
  return next ? parisInstant(addWorkingDays(clockFrom, next.afterWorkingDays), STEP_HOUR) : null;
}

/** A closed promise is done when its outcome is; anything else is dropped, and says why. */
export const stateOf = (outcome: Outcome): 'done' | 'dropped' => (outcome === 'done' ? 'done' : 'dropped');
