import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { wakeFor } from './change-promise.ts';

export type UndoChange = { territoryId: string; id: string; by: string; /** As it was read after the change. */ version: number };

/** Takes back what someone just did to a promise (closed, put off, handed over): all is as it was before, its date and clock too. Only she can, and only while nothing else happened. */
export const undoChange =
  (deps: Deps) =>
  async ({ territoryId, id, by, version }: UndoChange): Promise<Done<null> | Refused<'unknown-promise' | 'changed-meanwhile' | 'nothing-to-undo'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('promise').select(['version', 'kind']).where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-promise');
      if (row.version !== version) return refused('changed-meanwhile');
      const last = await db.selectFrom('promise_event').select(['by_id', 'before']).where('territory_id', '=', territoryId).where('promise_id', '=', id).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
      if (!last?.before || last.by_id !== by) return refused('nothing-to-undo');
      await db.updateTable('promise').set({ ...last.before, version: row.version + 1 }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await db.insertInto('promise_event').values({ territory_id: territoryId, id: deps.newId(), promise_id: id, at: deps.clock.now(), by_id: by, kind: 'undone', words: null, channel: null, minutes: null }).execute();
      wakeFor(deps, [row.kind]);
      return done(null);
    });
