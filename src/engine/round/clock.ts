import type { Control } from '../common/answer.ts';

/** Where a solve stands in what it was given: a number of iterations, of seconds, or both; whichever ends first. */
export type Clock = {
  iterations: number;
  seconds: () => number;
  /** Share spent, from 0 to 1. Without a limit in seconds it depends on iterations alone, so that a run repeats exactly. */
  spent: () => number;
  signalled: () => boolean;
  stopped: () => boolean;
  /** Whether the caller's events have waited long; `breathe` lets them in, and reports. */
  isLate: () => boolean;
  breathe: (value: number, bound: number) => Promise<void>;
};

const BREATH_MS = 25;

export function startClock(control: Control, iterationLimit: number): Clock {
  const started = performance.now();
  const limit = (control.seconds ?? Infinity) * 1000;
  let breathed = started;
  const clock: Clock = {
    iterations: 0,
    seconds: () => (performance.now() - started) / 1000,
    spent: () => Math.min(1, Math.max(clock.iterations / iterationLimit, limit === Infinity ? 0 : (performance.now() - started) / limit)),
    signalled: () => control.signal?.aborted === true,
    stopped: () => clock.signalled() || clock.spent() >= 1,
    isLate: () => performance.now() - breathed > BREATH_MS,
    breathe: async (value, bound) => {
      control.onProgress?.({ value, bound, seconds: clock.seconds(), iterations: clock.iterations });
      await new Promise((resolve) => setImmediate(resolve));
      breathed = performance.now();
    },
  };
  return clock;
}
