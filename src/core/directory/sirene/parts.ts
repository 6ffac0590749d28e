import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { asFault } from './compressed.ts';

/** A piece of a table as a file of its own: whole lines, the first of them being line `firstLine` of the table. */
export type Part = { path: string; firstLine: number };

const PART_BYTES = 96 << 20;
const QUOTE = 0x22;
const NEWLINE = 0x0a;

const countOf = (chunk: Buffer, byte: number): number => {
  let count = 0;
  for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) count++;
  return count;
};

/**
 * Writes a stream to files of about `partBytes`, cut between lines and never inside quotes, so that DuckDB can read each at full speed while the next
 * is being unpacked: it cannot see that a compressed file was cut short, and keeps in memory all that comes through a pipe.
 */
export async function* partsOf(file: string, text: Readable, folder: string, partBytes = PART_BYTES): AsyncGenerator<Part> {
  let firstLine = 1;
  let lines = 0;
  let bytes = 0;
  let inQuotes = false;
  let part = await openPart(folder, firstLine);
  const take = async (chunk: Buffer) => {
    if (countOf(chunk, QUOTE) % 2 === 1) inQuotes = !inQuotes;
    lines += countOf(chunk, NEWLINE);
    bytes += chunk.length;
    await part.handle.writeFile(chunk);
  };
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      const cut = bytes + chunk.length >= partBytes ? cutAfter(chunk, inQuotes, bytes > 2 * partBytes) : 0;
      if (cut > 0) {
        await take(chunk.subarray(0, cut));
        await part.handle.close();
        yield { path: part.path, firstLine };
        firstLine += lines;
        [lines, bytes, inQuotes] = [0, 0, false];
        part = await openPart(folder, firstLine);
      }
      await take(chunk.subarray(cut));
    }
    await part.handle.close();
    if (bytes > 0) yield { path: part.path, firstLine };
    else await rm(part.path);
  } catch (error) {
    throw asFault(file, error);
  } finally {
    await part.handle.close().catch(() => {});
    text.destroy();
  }
}

const openPart = async (folder: string, firstLine: number): Promise<{ path: string; handle: FileHandle }> => {
  const path = join(folder, `part-${firstLine}.csv`);
  return { path, handle: await open(path, 'w') };
};

/** Where the last line that ends outside quotes ends; anywhere after a line when `anywhere`: a stray quote must not make a part without end. 0 when nowhere. */
function cutAfter(chunk: Buffer, inQuotes: boolean, anywhere: boolean): number {
  if (anywhere) return chunk.lastIndexOf(NEWLINE) + 1;
  let quoted = inQuotes;
  let cut = 0;
  let quote = chunk.indexOf(QUOTE);
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) {
    for (; quote !== -1 && quote < at; quote = chunk.indexOf(QUOTE, quote + 1)) quoted = !quoted;
    if (!quoted) cut = at + 1;
  }
  return cut;
}
