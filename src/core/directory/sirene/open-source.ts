import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileNamedBy, type FileKind, LAYOUTS } from './columns.ts';
import { asFault, type Unpack, unpackGzip, unpackZip } from './compressed.ts';
import { WrongFile } from './wrong-file.ts';

/** A file that was found to be what it is given as, ready to be read. `columns` in the order of the file. */
export type Source = {
  file: string;
  kind: FileKind;
  bytes: number;
  columns: string[];
  /** Wanted columns that this month's file lacks. */
  lacking: string[];
} & ({ container: 'parquet' } | { container: 'csv'; separator: string; newline: string; unpack: Unpack | null });

const HEAD = 1 << 16;

/** Opens a file of INSEE as CSV (plain, gzipped or zipped) or Parquet, told by its content and not by its name; throws `WrongFile` when it is not what it should be. */
export async function openSource(file: string, kind: FileKind, parquetColumns: (file: string) => Promise<string[]>): Promise<Source> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new WrongFile(file, { is: 'absent' });
  if (found.isDirectory()) throw new WrongFile(file, { is: 'a-folder' });
  if (found.size === 0) throw new WrongFile(file, { is: 'empty' });
  const start = await firstBytes(file);

  if (start.subarray(0, 4).toString('latin1') === 'PAR1') {
    const columns = await parquetColumns(file).catch(() => Promise.reject(new WrongFile(file, { is: 'cut-short' })));
    return { file, kind, bytes: found.size, columns, lacking: checkColumns(file, kind, columns), container: 'parquet' };
  }
  const unpack = start[0] === 0x1f && start[1] === 0x8b ? unpackGzip(file) : start.subarray(0, 2).toString('latin1') === 'PK' ? unpackZip(file) : null;
  const head = unpack ? await firstUnpacked(file, (await unpack()).text) : start;
  const { separator, newline, columns } = readHeader(file, kind, head);
  return { file, kind, bytes: found.size, columns, lacking: checkColumns(file, kind, columns), container: 'csv', separator, newline, unpack };
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstUnpacked(file: string, text: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of text as AsyncIterable<Buffer>) {
      pieces.push(piece);
      if (pieces.reduce((sum, one) => sum + one.length, 0) >= HEAD) break;
    }
  } catch (error) {
    // What can be read of a file cut short says first whether it is the right file at all.
    if (pieces.length === 0) throw asFault(file, error);
  }
  return Buffer.concat(pieces);
}

/** Titles of the columns and how they are separated; the file's first lines are all it looks at. */
function readHeader(file: string, kind: FileKind, head: Buffer): { separator: string; newline: string; columns: string[] } {
  if (head.length === 0) throw new WrongFile(file, { is: 'empty' });
  if (head.includes(0)) throw new WrongFile(file, { is: 'not-text' });
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(text)) throw new WrongFile(file, { is: 'web-page' });
  const [line = '', ...others] = text.split('\n');
  const { separators, title, required } = LAYOUTS[kind];
  const bySeparator = (separator: string) => line.trim().split(separator).map((name) => name.trim().replace(/^"|"$/g, ''));
  const best = [',', ';', '\t', '|'].map((separator) => ({ separator, columns: bySeparator(separator) })).toSorted((a, b) => b.columns.length - a.columns.length)[0]!;
  if (!separators.includes(best.separator) && best.columns.length > 1 && best.columns.some((name) => required.includes(name)))
    throw new WrongFile(file, { is: 'separator', found: best.separator, expected: separators[0]! });
  if (best.columns.length === 1 && !/^\w{2,}$/.test(best.columns[0]!)) throw new WrongFile(file, { is: 'missing-columns', expected: title, columns: required.slice(0, 1) });
  checkColumns(file, kind, best.columns);
  if (others.every((other) => other.trim() === '')) throw new WrongFile(file, { is: 'without-rows' });
  return { separator: best.separator, newline: line.endsWith('\r') ? '\\r\\n' : '\\n', columns: best.columns };
}

/** Throws when a needed column is not there; answers the optional ones that are not. */
function checkColumns(file: string, kind: FileKind, columns: string[]): string[] {
  const { title, required, optional } = LAYOUTS[kind];
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const found = fileNamedBy(columns);
    throw new WrongFile(file, found && found !== title ? { is: 'another-file', found, expected: title } : { is: 'missing-columns', expected: title, columns: missing });
  }
  // The history file has all columns of today's: only this one tells them apart.
  if (kind !== 'positions' && columns.includes('dateFin')) throw new WrongFile(file, { is: 'another-file', found: fileNamedBy(columns)!, expected: title });
  return optional.filter((name) => !columns.includes(name));
}
