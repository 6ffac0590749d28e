import { asActor } from '#core/identity/index.ts';
import type { Deps } from '#core/kernel/index.ts';

/**
 * Runs a use case as the person who asks: in one transaction in which the database itself keeps every read and write to what she may
 * (identity/migrations/0032, 0035). For what changes people's things; what the product does of its own accord, or on the word of a signed link, is not hers to do.
 */
export const asThem = <T>({ deps, actor, territory }: App.Locals, run: (deps: Deps) => Promise<T>): Promise<T> => asActor(deps.db, actor, territory.id, (db) => run({ ...deps, db }));
