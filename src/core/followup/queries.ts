import { sql } from 'kysely';
import { fold } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import type { Channel, EventKind, Outcome } from './model.ts';

export type PromiseShown = {
  id: string; kind: string; what: string; subjectKind: string; subjectId: string; siret: string | null;
  aboutName: string; aboutPhone: string | null; aboutEmail: string | null; ownerId: string | null; ownerName: string | null; deputyId: string | null; deputyName: string | null; bodyId: string | null; bodyName: string | null;
  stakeCents: number; state: 'open' | 'done' | 'dropped'; turn: 'ours' | 'theirs'; dueOn: string; outcome: Outcome | null; reason: string | null; minutes: number;
  lastWords: string | null; lastWordsAt: Date | null; nudgedAt: Date | null; openedAt: Date; closedAt: Date | null; version: number; demonstration: boolean;
};

export const shown = (db: Db, territoryId: string) =>
  db
    .selectFrom('promise')
    .leftJoin('person as owner', 'owner.id', 'promise.owner_id')
    .leftJoin('person as deputy', 'deputy.id', 'promise.deputy_id')
    .leftJoin('body', (join) => join.onRef('body.territory_id', '=', 'promise.territory_id').onRef('body.id', '=', 'promise.body_id'))
    .select([
      'promise.id', 'promise.kind', 'promise.what', 'subject_kind as subjectKind', 'subject_id as subjectId', 'promise.siret', 'about_name as aboutName', 'about_phone as aboutPhone', 'about_email as aboutEmail',
      'owner_id as ownerId', 'owner.name as ownerName', 'deputy_id as deputyId', 'deputy.name as deputyName', 'body_id as bodyId', 'body.name as bodyName', 'stake_cents as stakeCents', 'promise.state', 'promise.turn', 'due_on as dueOn', 'outcome', 'reason',
      'minutes', 'last_words as lastWords', 'last_words_at as lastWordsAt', 'nudged_at as nudgedAt', 'opened_at as openedAt', 'closed_at as closedAt', 'promise.version', 'promise.demonstration',
    ])
    .where('promise.territory_id', '=', territoryId);

/** One promise. */
export const promiseById = (db: Db, territoryId: string, id: string): Promise<PromiseShown | undefined> => shown(db, territoryId).where('promise.id', '=', id).executeTakeFirst();

/** The promises that came from one thing: a request, a proposal, an action; oldest first. */
export const promisesAbout = (db: Db, territoryId: string, subject: { kind: string; id: string }): Promise<PromiseShown[]> =>
  shown(db, territoryId).where('subject_kind', '=', subject.kind).where('subject_id', '=', subject.id).orderBy('opened_at').execute();

/** The promises made to one firm, the open first, then the latest. */
export const promisesOfFirm = (db: Db, territoryId: string, siret: string): Promise<PromiseShown[]> =>
  shown(db, territoryId).where('promise.siret', '=', siret).orderBy(sql`promise.state = 'open'`, 'desc').orderBy('opened_at', 'desc').limit(200).execute();

export type PromiseEventShown = { id: string; at: Date; kind: EventKind; byName: string | null; toName: string | null; words: string | null; answer: string | null; channel: Channel | null; minutes: number | null; mark: string | null };

/** All that happened to a promise, in order. */
export const eventsOf = (db: Db, territoryId: string, promiseId: string): Promise<PromiseEventShown[]> =>
  db
    .selectFrom('promise_event').leftJoin('person', 'person.id', 'promise_event.by_id').leftJoin('person as receiver', 'receiver.id', 'promise_event.to_id')
    .select(['promise_event.id', 'at', 'kind', 'person.name as byName', 'receiver.name as toName', 'words', 'answer', 'channel', 'minutes', 'mark'])
    .where('territory_id', '=', territoryId).where('promise_id', '=', promiseId).orderBy('at').orderBy('promise_event.id').execute();

/** What happened to a promise last, and whether `personId` can still undo it; undefined when there is no such promise. */
export async function lastChangeOf(db: Db, territoryId: string, promiseId: string, personId: string): Promise<{ kind: EventKind; toName: string | null; undoable: boolean } | undefined> {
  const row = await db
    .selectFrom('promise_event').leftJoin('person as receiver', 'receiver.id', 'promise_event.to_id').select(['kind', 'receiver.name as toName', 'by_id as byId', 'before'])
    .where('territory_id', '=', territoryId).where('promise_id', '=', promiseId).orderBy('at', 'desc').orderBy('promise_event.id', 'desc').limit(1).executeTakeFirst();
  return row && { kind: row.kind, toName: row.toName, undoable: row.before !== null && row.byId === personId };
}

const MOST_FOUND = 30;

/** Promises whose names, words or telephone hold all the words asked, the open first; for the desk's one box. */
export async function searchPromises(db: Db, territoryId: string, query: string): Promise<PromiseShown[]> {
  const digits = query.replace(/\D/g, '');
  const words = digits.length >= 4 && !/[a-z]/i.test(query) ? [digits] : fold(query).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  let found = shown(db, territoryId);
  for (const word of words) found = found.where('search_text', 'like', `%${word.replace(/[%_\\]/g, '\\$&')}%`);
  return found.orderBy(sql`promise.state = 'open'`, 'desc').orderBy('opened_at', 'desc').limit(MOST_FOUND).execute();
}
