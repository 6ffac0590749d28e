import type { DuckDBConnection } from '@duckdb/node-api';
import { rm } from 'node:fs/promises';
import type { Source } from './open-source.ts';
import { type Part, partsOf } from './parts.ts';

/** How a long reading is followed and stopped: bytes of the file read so far, of how many. */
export type Watch = { progress: (done: number, total: number) => void; signal?: AbortSignal };

/** Runs something over a CSV source: over the file itself, or part after part of a compressed one while the next part is being unpacked. */
export async function overParts(duck: DuckDBConnection, source: Source & { container: 'csv' }, folder: string, run: (part: Part) => Promise<void>, watch: Watch): Promise<void> {
  if (!source.unpack) return watched(duck, watch, source.bytes, () => (source.bytes * Math.max(0, duck.progress.percentage)) / 100, () => run({ path: source.file, firstLine: 1 }));
  const { text, bytesRead } = await source.unpack();
  const parts = partsOf(source.file, text, folder);
  let next = parts.next();
  try {
    for (let part = await next; !part.done; part = await next) {
      next = parts.next();
      // A failure of the part being unpacked is heard of when it is awaited, not before.
      next.catch(() => {});
      const { value } = part;
      await watched(duck, watch, source.bytes, bytesRead, () => run(value));
      await rm(value.path);
    }
  } finally {
    text.destroy();
    await next.catch(() => {});
  }
}

/** Runs DuckDB's work with its progress told five times a second, and stops it when asked to. */
export async function watched(duck: DuckDBConnection, watch: Watch, total: number, done: () => number, work: () => Promise<void>): Promise<void> {
  watch.signal?.throwIfAborted();
  const stop = () => duck.interrupt();
  watch.signal?.addEventListener('abort', stop);
  const timer = setInterval(() => watch.progress(done(), total), 200);
  try {
    await work();
  } catch (error) {
    watch.signal?.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
    watch.signal?.removeEventListener('abort', stop);
  }
}
