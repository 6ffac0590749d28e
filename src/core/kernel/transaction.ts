import type { Db } from './deps.ts';

/** Runs in a transaction: the one that is already open, or a new one. */
export const inTransaction = <T>(db: Db, run: (trx: Db) => Promise<T>): Promise<T> => (db.isTransaction ? run(db) : db.transaction().execute(run));

/** Cuts a list into parts of at most `size`, in order: statements have a limit of 65,535 parameters. */
export function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
