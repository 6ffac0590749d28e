import type { Control } from '../answer.ts';

/** Counts in milliseconds without ever resting, as a solver in a tight loop does: for the tests of the thread around it. */
export function countTo(milliseconds: number, control: Control): { counted: number; stopped: boolean } {
  if (milliseconds < 0) throw new Error(`cannot count to ${milliseconds}`);
  const started = performance.now();
  for (let elapsed = 0; elapsed < milliseconds; elapsed = performance.now() - started) if (control.signal?.aborted) return { counted: elapsed, stopped: true };
  control.onProgress?.({ value: milliseconds, bound: milliseconds, seconds: milliseconds / 1000, iterations: 1 });
  return { counted: milliseconds, stopped: false };
}
