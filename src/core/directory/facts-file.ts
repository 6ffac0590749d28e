import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Calls `make` at the first use only, then gives the same answer. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

// The same code runs from its source and from the built pages, which lie at another depth of the project: look upwards for the folder.
const factsFolder = once(() => {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, 'facts', 'waste', 'list.csv'))) return join(folder, 'facts');
      if (folder === dirname(folder)) break;
    }
  throw new Error('The folder "facts" that the product ships was not found beside its sources.');
});

/** The text of one file of `facts/`. */
export const factsText = (path: string): string => readFileSync(join(factsFolder(), path), 'utf8');

/** The names of the files of one folder of `facts/`, in order. */
export const factsNames = (path: string): string[] => readdirSync(join(factsFolder(), path)).toSorted();

/** The rows of a table of `facts/`: semicolons, quotes where a value holds one, first line the names of the columns. */
export function factsTable<Column extends string>(path: string): Record<Column, string>[] {
  const [header, ...lines] = factsText(path).split(/\r?\n/).filter(Boolean).map(cellsOf);
  return lines.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i] ?? ''])) as Record<Column, string>);
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(';');
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map((cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
}
