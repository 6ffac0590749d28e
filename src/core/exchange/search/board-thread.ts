import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerUrl } from '#engine/common/worker-url.ts';
import type { Board, BoardSide } from '../board.ts';
import type { ContextData } from './context.ts';
import type { Searched } from './with-floor.ts';

/** What a thread is asked; 'stop' afterwards makes it answer with what it has. */
export type SearchTask = { board: string; offers: BoardSide<never>[]; needs: BoardSide<never>[]; data: ContextData; asked: number | null };
export type SearchReply = { found: Searched } | { failure: string };

/** Searches a board: here, or in a thread. `asked`: the share of small firms asked for. */
export type Search = (board: Board, offers: BoardSide<never>[], needs: BoardSide<never>[], data: ContextData, asked: number | null, signal?: AbortSignal) => Promise<Searched>;

/** A thread that searches one board after the other, so that pages answer meanwhile and two threads use two cores. Roads are those of `straightLineTravel`. */
export type BoardThread = { search: Search; /** Ends it; what is being searched is rejected. */ dispose: () => Promise<void> };

/** Opens a thread for boards: some 150 MB and a second, at its first board; it keeps the process alive until it is disposed of. Rejects when the thread breaks; the next board then gets a new one. */
export function openBoardThread(): BoardThread {
  let worker: Worker | undefined;
  const started = (): Worker => {
    const thread = new Worker(workerUrl('core/exchange/search/board-worker.ts'));
    thread.once('exit', () => (worker = undefined));
    return thread;
  };
  const search: Search = async (board, offers, needs, data, asked, signal) => {
    const thread = (worker ??= started());
    const heard = new AbortController();
    const stop = (): void => thread.postMessage('stop');
    signal?.addEventListener('abort', stop, { once: true });
    try {
      thread.postMessage({ board: board.id, offers, needs, data, asked } satisfies SearchTask);
      if (signal?.aborted) stop();
      const ended = once(thread, 'exit', heard).then(() => Promise.reject(new Error('the thread of boards ended')));
      const [reply] = (await Promise.race([once(thread, 'message', heard), ended])) as [SearchReply];
      if ('failure' in reply) throw new Error(reply.failure);
      return reply.found;
    } finally {
      signal?.removeEventListener('abort', stop);
      heard.abort();
    }
  };
  return { search, dispose: async () => void (await worker?.terminate()) };
}

/** The same in a thread that is opened for it alone. */
export const searchApart: Search = async (...asked) => {
  const thread = openBoardThread();
  try {
    return await thread.search(...asked);
  } finally {
    await thread.dispose();
  }
};
