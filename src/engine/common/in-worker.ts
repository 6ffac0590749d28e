import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { workerUrl } from './worker-url.ts';
import { type Control, timerMs } from './answer.ts';

type Progress = Parameters<NonNullable<Control['onProgress']>>[0];
/** `calledAt`: milliseconds since 1970, the only clock that threads share. */
type Job = { module: string; solver: string; input: unknown; control: Record<string, unknown>; calledAt: number; stop: Int32Array; wantsProgress: boolean; engineJob: true };
type Reply = { progress: Progress } | { answer: unknown } | { failure: string };
type Solver<Input, Options extends Control, Result> = (input: Input, control: Options) => Result | Promise<Result>;

/**
 * A solver that looks neither at its signal nor at its clock is ended this long after it should have stopped. Long: on a busy machine, one that does look
 * may need seconds to take in a large problem and to hand its answer back.
 */
const GRACE_MS = 30_000;

const now = (): number => performance.timeOrigin + performance.now();

/**
 * Runs a solver in a thread of its own, so that a solve never blocks a page: the function that `module` exports under the name `solver` is called there with
 * (input, control). Input and answer are copied; progress and the signal pass through. Functions in `control`, other than onProgress, cannot.
 * `seconds` count from the call: what the thread takes to start (about 0.1 s) is part of them. Rejects with what the solver throws, or, when it
 * answered neither its signal nor its time limit and had to be ended, with the signal's reason or an error that says so.
 * @example
 * const solveFlowAside = inWorker<FlowModel, Control, FlowAnswer>(new URL('../flow/index.ts', import.meta.url), 'solveFlow');
 * const answer = await solveFlowAside(model, { seconds: 10, signal });
 */
export const inWorker =
  <Input, Options extends Control, Result>(module: URL, solver: string) =>
  (input: Input, control: Options = {} as Options): Promise<Result> =>
    new Promise((resolve, reject) => {
      const { signal, onProgress, ...plain } = control;
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const job: Job = { module: module.href, solver, input, control: plain, calledAt: now(), stop, wantsProgress: onProgress !== undefined, engineJob: true };
      const worker = new Worker(workerUrl('engine/common/in-worker.ts'), { workerData: job });
      let grace: NodeJS.Timeout | undefined;
      const late = control.seconds === undefined ? undefined : setTimeout(() => end(() => reject(new Error(`${solver} had not answered ${GRACE_MS / 1000} s after its time`))), timerMs(control.seconds, GRACE_MS));
      const askToStop = (): void => {
        Atomics.store(stop, 0, 1);
        worker.postMessage('stop');
        grace = setTimeout(() => end(() => reject(signal?.reason)), GRACE_MS);
      };
      const end = (settle: () => void): void => {
        clearTimeout(grace);
        clearTimeout(late);
        signal?.removeEventListener('abort', askToStop);
        void worker.terminate();
        settle();
      };
      worker.on('message', (reply: Reply) => {
        if ('progress' in reply) onProgress?.(reply.progress);
        else if ('answer' in reply) end(() => resolve(reply.answer as Result));
        else end(() => reject(new Error(reply.failure)));
      });
      worker.on('error', (error) => end(() => reject(error)));
      if (signal?.aborted) askToStop();
      else signal?.addEventListener('abort', askToStop, { once: true });
    });

/** A signal that a busy thread can read: `aborted` looks at shared memory, where a message would wait for the thread to rest. */
function sharedSignal(stop: Int32Array): AbortSignal {
  const controller = new AbortController();
  parentPort?.on('message', () => controller.abort());
  Object.defineProperty(controller.signal, 'aborted', { get: () => Atomics.load(stop, 0) === 1 });
  return controller.signal;
}

async function runJob({ module, solver, input, control, calledAt, stop, wantsProgress }: Job): Promise<void> {
  const tell = (reply: Reply): void => parentPort?.postMessage(reply);
  try {
    const loaded = (await import(module)) as Record<string, Solver<unknown, Control, unknown>>;
    const solve = loaded[solver];
    if (!solve) throw new Error(`${module} exports no ${solver}`);
    const onProgress = wantsProgress ? (progress: Progress): void => tell({ progress }) : undefined;
    const left = typeof control['seconds'] === 'number' ? { seconds: Math.max(0, control['seconds'] - (now() - calledAt) / 1000) } : {};
    tell({ answer: await solve(input, { ...control, ...left, signal: sharedSignal(stop), onProgress }) });
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) });
  }
}

if (!isMainThread && (workerData as Partial<Job> | null)?.engineJob) await runJob(workerData as Job);
