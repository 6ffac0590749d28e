import { parentPort } from 'node:worker_threads';
import type { BadInput, Control } from '../common/answer.ts';
import type { RoundProblem } from './problem.ts';
import { type RoundAnswer, type RoundControl, solveRounds } from './solve.ts';

/** What a thread is asked, once it says 'ready'; 'stop' afterwards makes it answer with what it has. */
export type ThreadTask = { problem: RoundProblem; control: Pick<RoundControl, 'seconds' | 'iterations' | 'seed'> };
export type ThreadReply = { progress: Parameters<NonNullable<Control['onProgress']>>[0] } | { answer: RoundAnswer | BadInput };

const port = parentPort;
if (!port) throw new Error('this file is run as a thread');
const stopping = new AbortController();
const reply = (message: ThreadReply): void => port.postMessage(message);

port.on('message', (task: ThreadTask | 'stop') => {
  if (task === 'stop') return stopping.abort();
  const control = { ...task.control, signal: stopping.signal, onProgress: (progress: Parameters<NonNullable<Control['onProgress']>>[0]) => reply({ progress }) };
  void solveRounds(task.problem, control).then((answer) => reply({ answer }));
});
port.postMessage('ready');
