import { setImmediate } from 'node:timers/promises';
import { gapOf } from '../common/answer.ts';
import type { PackAnswer, PackControl } from './model.ts';

/** What a solve knows so far, and whether it should go on. */
export type Journal = {
  readonly value: number;
  readonly columns: Int32Array | undefined;
  readonly bound: number;
  iterations: number;
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
  seconds: () => number;
  /** Whether to stop: asked to, near enough to the bound, or past this part of the time. */
  stopped: (part?: number) => boolean;
  /** Takes in a bound; -Infinity says that nothing is feasible. */
  prove: (bound: number) => void;
  /** Keeps feasible columns when they are worth more than those kept. */
  keep: (columns: Int32Array, value: number) => void;
  /** Lets the event loop run now and then; answers whether to go on. */
  breathe: (part?: number) => Promise<boolean>;
  answer: () => PackAnswer;
};

/** How long a solve may hold the thread before timers, messages and signals get their turn. */
const BREATH_MS = 25;

/** Opens the journal of one solve, whose clock starts now. */
export function openJournal(control: PackControl): Journal {
  const started = performance.now();
  const limit = control.seconds ?? Infinity;
  let lastBreath = started;
  let [value, bound] = [-Infinity, Infinity];
  let columns: Int32Array | undefined;
  const seconds = (): number => (performance.now() - started) / 1000;
  const near = (): boolean => columns !== undefined && gapOf(value, bound) <= (control.relativeGap ?? 0);

  const journal: Journal = {
    get value() {
      return value;
    },
    get columns() {
      return columns;
    },
    get bound() {
      return bound;
    },
    iterations: 0,
    limit,
    signal: control.signal,
    seconds,
    stopped: (part = 1) => control.signal?.aborted === true || seconds() >= limit * part || near() || bound === -Infinity,
    prove(proved) {
      // Values are whole: so is the best of their sums. Rounding must not put the bound under a value in hand.
      bound = Math.max(Math.min(bound, Math.floor(proved + 1e-6)), value);
    },
    keep(found, worth) {
      if (columns === undefined || worth > value) [columns, value] = [found, worth];
      bound = Math.max(bound, value);
    },
    async breathe(part) {
      if (performance.now() - lastBreath > BREATH_MS) {
        control.onProgress?.({ value: columns ? value : NaN, bound, seconds: seconds(), iterations: journal.iterations });
        await setImmediate();
        lastBreath = performance.now();
      }
      return !journal.stopped(part);
    },
    answer() {
      const rest = { seconds: seconds(), iterations: journal.iterations };
      if (columns) return { ok: true, status: value === bound ? 'optimal' : 'feasible', value, bound, gap: gapOf(value, bound), chosen: columns, ...rest };
      const infeasible = bound === -Infinity;
      return { ok: true, status: infeasible ? 'infeasible' : 'stopped', value: NaN, bound: infeasible ? NaN : bound, gap: NaN, chosen: new Int32Array(0), ...rest };
    },
  };
  return journal;
}
