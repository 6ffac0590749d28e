import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file's bytes, unpacked when its name ends in `.gz`. */
export function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export const textOf = (path: string): string => new TextDecoder().decode(bytesOf(path));
