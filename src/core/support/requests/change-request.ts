import type { Updateable } from 'kysely';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import type { RequestTable } from '../tables.ts';
import { requestState, type RequestState } from './model.ts';

export type RequestRow = { id: string; promiseId: string; promiseVersion: number; version: number; state: RequestState; ownerId: string | null; ownerName: string | null; personName: string; email: string | null; words: string; subject: string; firstWordAt: Date | null; appointmentAt: Date | null; appointmentVersion: number; demonstration: boolean };
export type ChangeRefused = Refused<'unknown-request' | 'closed' | 'changed-meanwhile', { ownerName: string | null }>;

/**
 * Changes one open request under lock, in one transaction with all its consequences. `version`, or `promiseVersion` on the desk: as it was read; when somebody
 * changed it since, nothing is written and the answer says who has it now.
 */
export const changeRequest = <R extends string = never>(
  deps: Deps,
  { territoryId, id, version, promiseVersion }: { territoryId: string; id: string; version?: number | undefined; promiseVersion?: number | undefined },
  act: (row: RequestRow, deps: Deps) => Promise<Updateable<RequestTable> | Refused<R>>,
): Promise<Done<RequestRow> | ChangeRefused | Refused<R>> =>
  inTransaction(deps.db, async (db) => {
    const found = await db
      .selectFrom('request as r')
      .innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'r.territory_id').onRef('p.id', '=', 'r.promise_id'))
      .leftJoin('person as owner', 'owner.id', 'p.owner_id')
      .select(['r.id', 'r.promise_id as promiseId', 'p.version as promiseVersion', 'r.version', 'r.accepted_at as acceptedAt', 'r.cancelled_at as cancelledAt', 'p.state as promiseState', 'p.owner_id as ownerId', 'owner.name as ownerName', 'r.person_name as personName', 'r.email', 'r.words', 'r.subject', 'r.first_word_at as firstWordAt', 'r.appointment_at as appointmentAt', 'r.appointment_version as appointmentVersion', 'r.demonstration'])
      .where('r.territory_id', '=', territoryId).where('r.id', '=', id)
      .forUpdate('r').executeTakeFirst();
    if (!found) return refused('unknown-request');
    const row: RequestRow = { ...found, state: requestState(found) };
    if ((version !== undefined && row.version !== version) || (promiseVersion !== undefined && row.promiseVersion !== promiseVersion)) return refused('changed-meanwhile', { ownerName: row.ownerName });
    if (row.state === 'closed' || row.state === 'cancelled') return refused('closed', { ownerName: row.ownerName });
    // One instant for all of it: what an act set is known by it when it is taken back.
    const now = deps.clock.now();
    const set = await act(row, { ...deps, db, clock: { ...deps.clock, now: () => now } });
    if ('ok' in set) return set as Refused<R>;
    await db.updateTable('request').set({ ...(set as Updateable<RequestTable>), version: row.version + 1 }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
    return done(row);
  }) as Promise<Done<RequestRow> | ChangeRefused | Refused<R>>;
