import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's root: the nearest folder upwards that holds `facts/`, whether this runs from the sources or from the built pages. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'facts')) && existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('No facts/ folder above the running code.');
  return findRoot(parent);
}

let root: string | undefined;

/** The path of a file of reference data: `factsPath('waste/list.csv')`. */
export const factsPath = (name: string): string => join((root ??= findRoot(import.meta.dirname)), 'facts', name);

/** The text of a file of reference data that the product ships. */
export const factsFile = (name: string): string => readFileSync(factsPath(name), 'utf8');
