import { parentPort } from 'node:worker_threads';
import { straightLineTravel } from '#core/territory/index.ts';
import { boardOf } from '../boards/list.ts';
import type { SearchReply, SearchTask } from './board-thread.ts';
import { contextOf } from './context.ts';
import { solveWithFloor } from './with-floor.ts';

const port = parentPort;
if (!port) throw new Error('this file is run as a thread');
let stopping = new AbortController();

async function answerTo({ board, offers, needs, data, asked }: SearchTask): Promise<SearchReply> {
  stopping = new AbortController();
  try {
    return { found: await solveWithFloor(boardOf(board)!, offers, needs, contextOf(data, straightLineTravel(), stopping.signal), asked) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (task: SearchTask | 'stop') => {
  if (task === 'stop') stopping.abort();
  else void answerTo(task).then((reply) => port.postMessage(reply));
});
