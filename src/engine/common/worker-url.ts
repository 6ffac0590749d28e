import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The address of a worker's source, named from `src`: `engine/lp/worker.ts`. Threads run from sources even when the caller was bundled
 * into built pages elsewhere in the project: then the sources are found upwards.
 */
export function workerUrl(path: string): URL {
  const beside = join(import.meta.dirname, '../..', path);
  if (existsSync(beside)) return pathToFileURL(beside);
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const source = join(folder, 'src', path);
    if (existsSync(source)) return pathToFileURL(source);
  }
  throw new Error(`The worker ${path} is not with the sources.`);
}
