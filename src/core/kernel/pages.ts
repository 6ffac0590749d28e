import type { Deps } from './deps.ts';

// The pages are built apart from the process that opens the database, so each has its own copy of every module:
// what they share goes through the one object they have in common.
const KEY = Symbol.for('gariotte.deps');
type Shared = { [KEY]?: Deps };

/** Lets the built pages of this process use its database. */
export const shareWithPages = (deps: Deps): void => {
  (globalThis as Shared)[KEY] = deps;
};

/** What the process that serves these pages shared with them. */
export function depsOfPages(): Deps {
  const deps = (globalThis as Shared)[KEY];
  if (!deps) throw new Error('The pages are served by `gariotte serve`, which opens the database first.');
  return deps;
}
