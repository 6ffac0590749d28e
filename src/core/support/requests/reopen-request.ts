import { sql } from 'kysely';
import { reopenPromise } from '#core/followup/index.ts';
import { type Deps, done, type Done, inTransaction, queueMail, refused, type Refused } from '#core/kernel/index.ts';
import { requestPath } from './request-link.ts';

/** Why the mail that tells a closing is queued, by the version that was closed. */
export const closedOnce = (id: string, version: number): string => `request ${id} closed ${version}`;

/** An asker whose request was closed and is open again: the mail that said so does not leave any more; had it left, another says that it goes on. */
export async function tellReopened(deps: Deps, territoryId: string, id: string): Promise<void> {
  const row = await deps.db.selectFrom('request').select(['version', 'email', 'person_name', 'demonstration']).where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirstOrThrow();
  if (!row.email || row.demonstration) return;
  // Closed at the version before, then opened again.
  const { rows } = await sql<{ withdrawn: boolean }>`select withdraw_mail(${territoryId}, ${closedOnce(id, row.version - 2)}) as withdrawn`.execute(deps.db);
  if (rows[0]!.withdrawn) return;
  await queueMail(deps, {
    territoryId, to: row.email, toName: row.person_name, kind: 'request-reopened', subject: 'Votre demande est rouverte', lines: ['Elle avait été close : elle ne l’est plus, et quelqu’un la suit de nouveau.'],
    actions: [{ label: 'Voir où en est ma demande', path: requestPath(deps, territoryId, id) }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', once: `request ${id} reopened ${row.version}`,
  });
}

/** Opens a closed request again, due today. Not one that its asker took back: that is hers to ask again. */
export const reopenRequest =
  (deps: Deps) =>
  ({ territoryId, id, by }: { territoryId: string; id: string; by: string }): Promise<Done<null> | Refused<'unknown-request' | 'cancelled' | 'still-open'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('request').select(['promise_id', 'cancelled_at']).where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-request');
      if (row.cancelled_at) return refused('cancelled');
      const reopened = await reopenPromise({ ...deps, db })({ territoryId, id: row.promise_id, by });
      if (!reopened.ok) return refused('still-open');
      await db.updateTable('request').set((e) => ({ put_in_place: null, version: e('version', '+', 1) })).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await tellReopened({ ...deps, db }, territoryId, id);
      return done(null);
    });
