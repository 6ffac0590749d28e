import { readdirSync } from 'node:fs';
import { factsFile, factsPath } from '#core/kernel/index.ts';

/** Calls `make` at the first use only, then gives the same answer. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The names of the files of one folder of `facts/`, in order. */
export const factsNames = (path: string): string[] => readdirSync(factsPath(path)).toSorted();

/** The rows of a table of `facts/`: semicolons, quotes where a value holds one, first line the names of the columns. */
export function factsTable<Column extends string>(path: string): Record<Column, string>[] {
  const [header, ...lines] = factsFile(path).split(/\r?\n/).filter(Boolean).map(cellsOf);
  return lines.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i] ?? ''])) as Record<Column, string>);
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(';');
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map((cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
}
