export const OUTCOMES = ['done', 'not-done', 'unreachable', 'not-for-us', 'given-up'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const CHANNELS = ['phone', 'mail', 'video', 'visit'] as const;
export type Channel = (typeof CHANNELS)[number];
export type EventKind = 'opened' | 'noted' | 'reminded' | 'escalated' | 'asked' | 'answered' | 'nudged' | 'handed-over' | 'postponed' | 'closed' | 'given-up' | 'reopened' | 'undone';

/** A closed promise is done when its outcome is; anything else is dropped, and says why. */
export const stateOf = (outcome: Outcome): 'done' | 'dropped' => (outcome === 'done' ? 'done' : 'dropped');

/** What the person who did it can take back in one step, as long as nothing else happened. */
export const UNDOABLE: EventKind[] = ['closed', 'postponed', 'handed-over'];
