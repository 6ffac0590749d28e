import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
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
  let part = open(folder, 0);
  let firstLine = 1;
  let lines = 0;
  let bytes = 0;
  let inQuotes = false;
  const close = async () => {
    part.end();
    await once(part, 'close');
    return { path: part.path as string, firstLine };
  };
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      let rest = chunk;
      if (bytes + chunk.length >= partBytes) {
        const cut = cutAfter(chunk, inQuotes, bytes > 2 * partBytes);
        if (cut > 0) {
          const head = chunk.subarray(0, cut);
          await write(part, head);
          const finished = await close();
          lines += countOf(head, NEWLINE);
          yield finished;
          firstLine += lines;
          [lines, bytes, inQuotes] = [0, 0, false];
          part = open(folder, firstLine);
          rest = chunk.subarray(cut);
        }
      }
      if (countOf(rest, QUOTE) % 2 === 1) inQuotes = !inQuotes;
      lines += countOf(rest, NEWLINE);
      bytes += rest.length;
      await write(part, rest);
    }
    const last = await close();
    if (bytes > 0) yield last;
    else await rm(last.path);
  } catch (error) {
    part.destroy();
    throw asFault(file, error);
  } finally {
    text.destroy();
  }
}

const open = (folder: string, firstLine: number) => createWriteStream(join(folder, `part-${firstLine}.csv`), { highWaterMark: 4 << 20 });
const write = async (part: NodeJS.WritableStream, bytes: Buffer) => {
  if (!part.write(bytes)) await once(part, 'drain');
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
