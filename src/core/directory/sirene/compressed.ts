import { createReadStream } from 'node:fs';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip, crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { WrongFile } from './wrong-file.ts';

/** The text of a compressed file as it is unpacked, and how many bytes of the file itself that took so far. */
export type Unpacked = { text: Readable; bytesRead: () => number };
export type Unpack = () => Promise<Unpacked>;

const MEGABYTE = 1 << 20;
// Who reads the last stream gets the error of any; the callback only keeps it from being thrown twice.
const heard = () => {};

/** What zlib or the archive reader complains about, as a fault of the file. */
export function asFault(file: string, error: unknown): Error {
  if (error instanceof WrongFile) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || /end of central directory|not enough bytes|unexpected EOF/i.test(message)) return new WrongFile(file, { is: 'cut-short' });
  if (code.startsWith('Z_')) return new WrongFile(file, { is: 'damaged' });
  return error as Error;
}

export const unpackGzip = (file: string): Unpack => async () => {
  const packed = createReadStream(file, { highWaterMark: MEGABYTE });
  return { text: pipeline(packed, createGunzip({ chunkSize: MEGABYTE }), heard), bytesRead: () => packed.bytesRead };
};

/** The one table of an archive, unpacked as it is read, its checksum verified at the end. */
export const unpackZip = (file: string): Unpack => async () => {
  const archive = await yauzl.openPromise(file, { autoClose: false }).catch((error: unknown) => Promise.reject(asFault(file, error)));
  try {
    const tables: yauzl.Entry[] = [];
    for await (const entry of archive.eachEntry()) if (/\.csv$/i.test(entry.fileName) && !entry.fileName.startsWith('__MACOSX/')) tables.push(entry);
    const [entry, another] = tables;
    if (!entry || another) throw new WrongFile(file, { is: entry ? 'archive-with-several-tables' : 'archive-without-table' });
    const packed = await archive.openReadStreamPromise(entry);
    const checked = checksum(file, entry.crc32);
    const share = entry.compressedSize / Math.max(1, entry.uncompressedSize);
    return { text: pipeline(packed, checked.stream, () => archive.close()), bytesRead: () => checked.bytes() * share };
  } catch (error) {
    archive.close();
    throw error instanceof WrongFile ? error : new WrongFile(file, { is: 'damaged' });
  }
};

function checksum(file: string, expected: number) {
  let sum = 0;
  let bytes = 0;
  const stream = new Transform({
    highWaterMark: MEGABYTE,
    transform(chunk: Buffer, _encoding, next) {
      sum = crc32(chunk, sum);
      bytes += chunk.length;
      next(null, chunk);
    },
    flush: (next) => next(sum === expected ? null : new WrongFile(file, { is: 'damaged' })),
  });
  return { stream, bytes: () => bytes };
}
