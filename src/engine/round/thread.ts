import { workerUrl } from '../common/worker-url.ts';
import { Worker } from 'node:worker_threads';
import type { BadInput } from '../common/answer.ts';
import type { RoundProblem } from './problem.ts';
import type { RoundAnswer, RoundControl } from './solve.ts';
import { faultOf } from './validate.ts';
import type { ThreadReply, ThreadTask } from './worker.ts';

/**
 * The same as `solveRounds`, in `workers` threads (1 unless told otherwise) that each search from a seed of their own: the best of their plans.
 * The caller's thread stays free. Threads take about 0.1 s to start; `seconds` counts from the call. Rejects only when a thread breaks.
 */
export async function solveRoundsInThreads(problem: RoundProblem, control: RoundControl & { workers?: number } = {}): Promise<RoundAnswer | BadInput> {
  const fault = faultOf(problem);
  if (fault) return fault;
  const started = performance.now();
  const { workers = 1, seed = 1 } = control;
  const answers = await Promise.all(Array.from({ length: Math.max(1, workers) }, (_, w) => inThread(problem, { ...control, seed: seed + w }, started)));
  const better = (a: RoundAnswer, b: RoundAnswer): RoundAnswer => {
    if (a.chosen.left.length !== b.chosen.left.length && (Number.isNaN(a.value) || Number.isNaN(b.value))) return a.chosen.left.length < b.chosen.left.length ? a : b;
    return b.value < a.value ? b : a;
  };
  const best = answers.reduce(better);
  return { ...best, seconds: (performance.now() - started) / 1000, iterations: answers.reduce((sum, answer) => sum + answer.iterations, 0) };
}

function inThread(problem: RoundProblem, control: RoundControl, started: number): Promise<RoundAnswer> {
  const { signal, onProgress, seconds, iterations, seed } = control;
  const worker = new Worker(workerUrl('engine/round/worker.ts'));
  const abort = (): void => worker.postMessage('stop');
  return new Promise<RoundAnswer>((resolve, reject) => {
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('error', reject);
    worker.on('message', (reply: ThreadReply | 'ready') => {
      if (reply === 'ready') {
        const left = seconds === undefined ? undefined : Math.max(0.05, seconds - (performance.now() - started) / 1000);
        worker.postMessage({ problem, control: { iterations, seed, seconds: left } } satisfies ThreadTask);
        if (signal?.aborted) abort();
      } else if ('progress' in reply) onProgress?.(reply.progress);
      else if (reply.answer.ok) resolve(reply.answer);
      else reject(new Error(`${reply.answer.reason} at ${reply.answer.where}`));
    });
  }).finally(() => {
    signal?.removeEventListener('abort', abort);
    void worker.terminate();
  });
}
