import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
import type { LpAnswer, LpControl, LpModel } from './model.ts';
import { runHighs } from './run-highs.ts';

/** One solve asked of the thread. `stop[0]` becomes 1 when the asker gives up: HiGHS blocks this thread, a message would come too late. */
export type LpRequest = { id: number; model: LpModel; control: Omit<LpControl, 'signal' | 'onProgress'>; stop: Int32Array; wantsProgress: boolean };

/** What the thread says back: progress, then one answer or one failure. */
export type LpReply =
  | { id: number; progress: { value: number; bound: number; seconds: number; iterations: number } }
  | { id: number; answer: LpAnswer }
  | { id: number; failure: string };

const highs = loadHighs();
const reply = (message: LpReply): void => parentPort?.postMessage(message);

parentPort?.on('message', async ({ id, model, control, stop, wantsProgress }: LpRequest) => {
  try {
    const onProgress = wantsProgress ? (progress: Extract<LpReply, { progress: unknown }>['progress']) => reply({ id, progress }) : undefined;
    reply({ id, answer: runHighs(await highs, model, control, { stopped: () => Atomics.load(stop, 0) === 1, onProgress }) });
  } catch (error) {
    reply({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
