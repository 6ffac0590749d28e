import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Actor } from './model.ts';

/**
 * Runs reads and writes as an actor: in a transaction whose rows the database itself keeps to what the actor may see and change
 * (migrations/0032-row-security.sql, 0035-writes.sql). What the product does of its own accord, or on the word of a signed link, goes on as the product.
 */
export const asActor = <T>(db: Db, actor: Actor, territoryId: string, run: (trx: Db) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    const personId = actor.kind === 'person' ? actor.id : '';
    await sql`select set_config('role', 'gariotte_actor', true), set_config('gariotte.person', ${personId}, true), set_config('gariotte.territory', ${territoryId}, true)`.execute(trx);
    return run(trx);
  });
