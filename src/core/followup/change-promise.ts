import { type Deps, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import type { Updateable } from 'kysely';
import { clockOf, stepAt } from './clocks.ts';
import { type Channel, type EventKind, UNDOABLE } from './model.ts';
import type { PromiseTable } from './tables.ts';

export type PromiseRow = Pick<PromiseTable, 'territory_id' | 'kind' | 'what' | 'about_name' | 'about_email' | 'owner_id' | 'deputy_id' | 'body_id' | 'due_on' | 'clock_from' | 'subject_kind' | 'subject_id' | 'siret'> & { id: string; state: 'open' | 'done' | 'dropped'; version: number; minutes: number; step: number };
type Event = { kind: EventKind; by: string | null; words?: string | null; answer?: string; channel?: Channel | null; minutes?: number | null; mark?: string | undefined; to?: string };
export type Change = { set: Updateable<PromiseTable>; event: Event };

/**
 * Changes one open promise under lock, with its event, in one transaction.
 * Refused when it is unknown, no longer open, or changed by somebody else since `version` was read.
 */
export async function changePromise<T>(
  deps: Deps,
  { territoryId, id, version }: { territoryId: string; id: string; version?: number | undefined },
  decide: (row: PromiseRow, db: Deps['db']) => Promise<Change | T> | Change | T,
): Promise<{ ok: true; value: PromiseRow } | Refused<'unknown-promise' | 'already-closed' | 'changed-meanwhile'> | Exclude<T, Change>> {
  return inTransaction(deps.db, async (db) => {
    const row = await db
      .selectFrom('promise').selectAll()
      .where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) return refused('unknown-promise');
    if (row.state !== 'open') return refused('already-closed');
    if (version !== undefined && row.version !== version) return refused('changed-meanwhile');
    const change = await decide(row, db);
    if (!isChange(change)) return change as Exclude<T, Change>;
    const { event, set } = change;
    const before = UNDOABLE.includes(event.kind) ? JSON.stringify({ ...Object.fromEntries(Object.keys(set).map((name) => [name, row[name as keyof typeof row]])), minutes: row.minutes }) : null;
    await db.updateTable('promise').set({ ...set, version: row.version + 1, minutes: row.minutes + (event.minutes ?? 0) }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
    await db.insertInto('promise_event').values({ territory_id: territoryId, id: deps.newId(), promise_id: id, at: deps.clock.now(), by_id: event.by, kind: event.kind, words: event.words ?? null, answer: event.answer ?? null, channel: event.channel ?? null, minutes: event.minutes ?? null, mark: event.mark ?? null, to_id: event.to ?? null, before }).execute();
    if (set.state && set.state !== 'open') wakeFor(deps, [row.kind]);
    return { ok: true as const, value: row };
  });
}

/** Wakes the jobs that carry on when promises of some kinds are closed. */
export function wakeFor(deps: Pick<Deps, 'wake'>, kinds: string[]): void {
  for (const job of new Set(kinds.flatMap((kind) => clockOf(kind).wakes ?? []))) deps.wake?.(job);
}

const isChange = (value: unknown): value is Change => typeof value === 'object' && value !== null && 'set' in value && 'event' in value;

/** The clock starts again from a day: somebody gave a sign of life. */
export const clockFrom = (kind: string, day: string) => ({ clock_from: day, step: 0, next_step_at: stepAt(clockOf(kind), 0, day) });
