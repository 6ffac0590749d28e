import { accessSync, constants, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Reject } from './find-lines.ts';

const cell = (text: string) => (/[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes lines left aside as a CSV beside the file they come from, or in another folder where that one cannot be written. Answers its path. */
export function writeRejects(file: string, rejects: Reject[], otherwise: string): string {
  const text = ['fichier;ligne;motif;contenu', ...rejects.map((one) => [basename(one.file), one.line === null ? '' : String(one.line), one.why, one.content].map(cell).join(';'))].join('\n');
  const path = join(mayWrite(dirname(file)) ? dirname(file) : otherwise, `${basename(file).replace(/(\.csv)?(\.gz|\.zip|\.parquet)?$/i, '')}.rejets.csv`);
  writeFileSync(path, `\uFEFF${text}\n`);
  return path;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
