/**
 * `optimal`: value equals bound, proved. `feasible`: the best found so far, with a bound that is valid.
 * `infeasible` and `unbounded` are proved; `stopped`: asked to stop before anything feasible was found.
 */
export type Status = 'optimal' | 'feasible' | 'infeasible' | 'unbounded' | 'stopped';

/**
 * What every solver answers. `value` and `bound` are in the units of the objective; `bound` is the best that any solution could reach
 * (lower when minimising, upper when maximising); `gap` is |value - bound| / max(1, |value|). NaN where there is no solution to speak of.
 */
export type Answer<Chosen> = {
  ok: true;
  status: Status;
  value: number;
  bound: number;
  gap: number;
  chosen: Chosen;
  seconds: number;
  iterations: number;
};

/** Input that no solver should guess about: what is wrong, and at which place of the input. */
export type BadInput = {
  ok: false;
  reason: 'not-a-number' | 'not-an-integer' | 'negative-capacity' | 'crossed-bounds' | 'overflow' | 'unbalanced' | 'empty' | 'bad-index' | 'bad-length';
  where: string;
};

/** How long, how, and who is listening. The same seed gives the same answer as long as no time limit cuts it short. */
export type Control = {
  seconds?: number;
  seed?: number;
  signal?: AbortSignal;
  onProgress?: (progress: { value: number; bound: number; seconds: number; iterations: number }) => void;
};

/** Relative distance between a value and its bound; 0 when they meet. */
export const gapOf = (value: number, bound: number): number => (value === bound ? 0 : Math.abs(value - bound) / Math.max(1, Math.abs(value)));

/** Longest that a timer can wait; a longer one would ring at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds for a timer that rings `grace` milliseconds after these seconds, Infinity included. */
export const timerMs = (seconds: number, grace: number): number => Math.min(LONGEST_TIMER_MS, 1000 * seconds + grace);
