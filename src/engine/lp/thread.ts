import { Worker } from 'node:worker_threads';
import { type BadInput, timerMs } from '../common/answer.ts';
import { workerUrl } from '../common/worker-url.ts';
import type { LpAnswer, LpControl, LpModel } from './model.ts';
import { badModel } from './validate.ts';
import type { LpReply, LpRequest } from './worker.ts';

/** A thread that holds HiGHS warm and takes one model after the other. */
export type LpThread = {
  solve: (model: LpModel, control?: LpControl) => Promise<LpAnswer | BadInput>;
  /** Ends the thread; what was being solved is rejected. */
  dispose: () => Promise<void>;
};

/** HiGHS does not look at its clock nor at its callbacks in every phase: past this, its thread is ended and made anew. */
const GRACE_MS = 3000;

type Pending = { request: LpRequest; control: LpControl; resolve: (answer: LpAnswer) => void; reject: (error: Error) => void; timers: NodeJS.Timeout[]; stop?: () => void };

/**
 * Opens a thread for HiGHS (about 100 MB and 0.2 s; models are copied to it). Models wait in line: open two threads to solve two at once.
 * The thread does not keep the process alive by itself.
 */
export function openLpThread(): LpThread {
  let worker: Worker | undefined;
  let nextId = 1;
  let current: Pending | undefined;
  const queue: Pending[] = [];

  const start = (): Worker => {
    const fresh = new Worker(workerUrl('engine/lp/worker.ts'));
    fresh.unref();
    fresh.on('message', (reply: LpReply) => {
      if (!current || reply.id !== current.request.id) return;
      if ('progress' in reply) current.control.onProgress?.(reply.progress);
      else if ('answer' in reply) finish((pending) => pending.resolve(reply.answer));
      else finish((pending) => pending.reject(new Error(reply.failure)));
    });
    fresh.on('error', (error) => {
      worker = undefined;
      finish((pending) => pending.reject(error instanceof Error ? error : new Error(String(error))));
    });
    return fresh;
  };

  const finish = (settle: (pending: Pending) => void): void => {
    const done = current;
    current = undefined;
    if (!done) return;
    done.timers.forEach(clearTimeout);
    if (done.stop) done.control.signal?.removeEventListener('abort', done.stop);
    worker?.unref();
    settle(done);
    next();
  };

  const restart = (): void => {
    void worker?.terminate();
    worker = undefined;
    finish((pending) => pending.resolve(stoppedAnswer((pending.control.seconds ?? 0) + GRACE_MS / 1000)));
  };

  const next = (): void => {
    if (current || queue.length === 0) return;
    current = queue.shift()!;
    const { request, control, timers } = current;
    if (control.signal?.aborted) return finish((pending) => pending.resolve(stoppedAnswer(0)));
    current.stop = (): void => {
      Atomics.store(request.stop, 0, 1);
      timers.push(setTimeout(restart, GRACE_MS));
    };
    control.signal?.addEventListener('abort', current.stop, { once: true });
    if (control.seconds !== undefined) timers.push(setTimeout(restart, timerMs(control.seconds, GRACE_MS)));
    worker ??= start();
    worker.ref();
    worker.postMessage(request);
  };

  return {
    solve: async (model, control = {}) => {
      const problem = badModel(model, control.start);
      if (problem) return problem;
      const { signal: _signal, onProgress, ...plain } = control;
      const request: LpRequest = { id: nextId++, model, control: plain, stop: new Int32Array(new SharedArrayBuffer(4)), wantsProgress: onProgress !== undefined };
      return new Promise((resolve, reject) => {
        queue.push({ request, control, resolve, reject, timers: [] });
        next();
      });
    },
    dispose: async () => {
      queue.splice(0).forEach((pending) => pending.reject(new Error('the thread was disposed of')));
      const ended = worker;
      worker = undefined;
      finish((pending) => pending.reject(new Error('the thread was disposed of')));
      await ended?.terminate();
    },
  };
}

const stoppedAnswer = (seconds: number): LpAnswer => ({
  ok: true,
  status: 'stopped',
  value: NaN,
  bound: NaN,
  gap: NaN,
  chosen: { x: new Float64Array(0), rows: new Float64Array(0) },
  seconds,
  iterations: 0,
});
