import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { clockFrom, wakeFor } from './change-promise.ts';

/** Undoes a closing: the promise is open again as it was, due today. */
export const reopenPromise =
  (deps: Deps) =>
  async ({ territoryId, id, by }: { territoryId: string; id: string; by: string | null }): Promise<Done<null> | Refused<'unknown-promise' | 'still-open'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('promise').select(['state', 'kind', 'version']).where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-promise');
      if (row.state === 'open') return refused('still-open');
      const today = deps.clock.today();
      await db.updateTable('promise').set({ state: 'open', outcome: null, reason: null, closed_at: null, due_on: today, turn: 'ours', version: row.version + 1, ...clockFrom(row.kind, today) }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await db.insertInto('promise_event').values({ territory_id: territoryId, id: deps.newId(), promise_id: id, at: deps.clock.now(), by_id: by, kind: 'reopened', words: null, channel: null, minutes: null }).execute();
      wakeFor(deps, [row.kind]);
      return done(null);
    });
