import { addWorkingDays } from '#core/kernel/index.ts';
import type { Outcome } from '#core/followup/index.ts';
import type { Chosen, Uncovered } from '../routing/model.ts';

export const REACH = ['phone', 'video', 'writing', 'visit'] as const;
export type Reach = (typeof REACH)[number];
export const TIMES = ['morning', 'noon', 'afternoon', 'evening'] as const;
export type Time = (typeof TIMES)[number];

/** What routing answered, kept with the request: who and why, or who came nearest. */
export type RoutingKept = { advisers: (Chosen & { name: string; bodyName: string })[]; nearest: Uncovered['nearest'] };

/** Where a request stands. `new`: given to someone who has not said yes yet. */
export type RequestState = 'uncovered' | 'new' | 'taken' | 'closed' | 'cancelled';

export const requestState = (one: { ownerId: string | null; promiseState: 'open' | 'done' | 'dropped'; acceptedAt: Date | null; cancelledAt: Date | null }): RequestState =>
  one.cancelledAt ? 'cancelled' : one.promiseState !== 'open' ? 'closed' : one.ownerId === null ? 'uncovered' : one.acceptedAt ? 'taken' : 'new';

/** The first word is promised within so many working days. */
export const FIRST_WORD_DAYS = 5;
export const firstWordBy = (askedOn: string): string => addWorkingDays(askedOn, FIRST_WORD_DAYS);

/** Outcomes that an adviser may give, in the order shown. */
export const REQUEST_OUTCOMES = ['done', 'not-done', 'not-for-us', 'unreachable'] as const satisfies Outcome[];
