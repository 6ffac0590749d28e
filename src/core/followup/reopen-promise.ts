import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { clockFrom, wakeFor } from './change-promise.ts';
import { stillHere } from './people.ts';

/** Undoes a closing: the promise is open again as it was, due today; for whoever takes it when who had it has left. */
export const reopenPromise =
  (deps: Deps) =>
  async ({ territoryId, id, by }: { territoryId: string; id: string; by: string | null }): Promise<Done<null> | Refused<'unknown-promise' | 'still-open'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('promise').select(['territory_id', 'state', 'kind', 'version', 'owner_id', 'deputy_id']).where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-promise');
      if (row.state === 'open') return refused('still-open');
      const today = deps.clock.today();
      const here = await stillHere({ ...deps, db }, [row]);
      const kept = (person: string | null) => (here.has(`${territoryId} ${person}`) ? person : null);
      await db.updateTable('promise').set({ state: 'open', outcome: null, reason: null, closed_at: null, due_on: today, turn: 'ours', owner_id: kept(row.owner_id), deputy_id: kept(row.deputy_id), version: row.version + 1, ...clockFrom(row.kind, today) }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await db.insertInto('promise_event').values({ territory_id: territoryId, id: deps.newId(), promise_id: id, at: deps.clock.now(), by_id: by, kind: 'reopened', words: null, channel: null, minutes: null }).execute();
      wakeFor(deps, [row.kind]);
      return done(null);
    });
