/** Today and now, replaceable in tests. Dates are `YYYY-MM-DD` in the time of Paris; instants are `Date`. */
export type Clock = { now: () => Date; today: () => string };

const parisDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar date of an instant, as people in France read it. */
export const dateOf = (instant: Date): string => parisDate.format(instant);

export const systemClock: Clock = { now: () => new Date(), today: () => dateOf(new Date()) };

/** A clock stopped at an instant, for tests and demonstrations. */
export const stoppedClock = (iso: string): Clock => ({ now: () => new Date(iso), today: () => dateOf(new Date(iso)) });
