import { sql } from 'kysely';
import { fold } from '#core/directory/index.ts';
import type { Outcome } from '#core/followup/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { type Reach, requestState, type RequestState, type RoutingKept, type Time } from './model.ts';

export type RequestShown = {
  id: string; askedAt: Date; words: string; subject: string; communeCode: string; communeName: string; siret: string | null; firmName: string | null; starting: boolean; activityCode: string | null; sizeClass: string | null;
  personName: string; phone: string | null; email: string | null; reach: Reach; times: Time[]; routing: RoutingKept; promiseId: string; acceptedAt: Date | null; firstWordAt: Date | null;
  appointmentAt: Date | null; appointmentMinutes: number | null; appointmentPlace: string | null; appointmentVersion: number; putInPlace: string | null; cancelledAt: Date | null; version: number; demonstration: boolean;
  ownerId: string | null; ownerName: string | null; bodyId: string | null; bodyName: string | null; bodyPhone: string | null; bodyDormantSince: string | null; promiseState: 'open' | 'done' | 'dropped'; dueOn: string; outcome: Outcome | null; reason: string | null; minutes: number; closedAt: Date | null;
  state: RequestState;
};

const requests = (db: Db, territoryId: string) =>
  db
    .selectFrom('request as r')
    .innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'r.territory_id').onRef('p.id', '=', 'r.promise_id'))
    .innerJoin('commune as c', 'c.code', 'r.commune_code')
    .leftJoin('person as owner', 'owner.id', 'p.owner_id')
    .leftJoin('body as b', (join) => join.onRef('b.territory_id', '=', 'p.territory_id').onRef('b.id', '=', 'p.body_id'))
    .where('r.territory_id', '=', territoryId);

const columns = [
  'r.id', 'r.asked_at as askedAt', 'r.words', 'r.subject', 'r.commune_code as communeCode', 'c.name as communeName', 'r.siret', 'r.firm_name as firmName', 'r.starting', 'r.activity_code as activityCode', 'r.size_class as sizeClass',
  'r.person_name as personName', 'r.phone', 'r.email', 'r.reach', 'r.times', 'r.routing', 'r.promise_id as promiseId', 'r.accepted_at as acceptedAt', 'r.first_word_at as firstWordAt',
  'r.appointment_at as appointmentAt', 'r.appointment_minutes as appointmentMinutes', 'r.appointment_place as appointmentPlace', 'r.appointment_version as appointmentVersion', 'r.put_in_place as putInPlace', 'r.cancelled_at as cancelledAt', 'r.version', 'r.demonstration',
  'p.owner_id as ownerId', 'owner.name as ownerName', 'p.body_id as bodyId', 'b.name as bodyName', 'b.phone as bodyPhone', 'b.dormant_since as bodyDormantSince', 'p.state as promiseState', 'p.due_on as dueOn', 'p.outcome', 'p.reason', 'p.minutes', 'p.closed_at as closedAt',
] as const;

const shown = (row: object): RequestShown => ({ ...(row as Omit<RequestShown, 'state'>), state: requestState(row as RequestShown) });

/** One request with where it stands; null when there is none. */
export async function requestById(db: Db, territoryId: string, id: string): Promise<RequestShown | null> {
  const row = await requests(db, territoryId).select(columns).where('r.id', '=', id).executeTakeFirst();
  return row ? shown(row) : null;
}

/** What somebody asked by the address that she proved, and what was asked for the firms she speaks for; open first, newest first. */
export async function requestsOfPerson(db: Db, territoryId: string, { email, firms }: { email: string; firms: string[] }): Promise<RequestShown[]> {
  const rows = await requests(db, territoryId).select(columns)
    .where((e) => e.or([e('r.email', '=', email), ...(firms.length > 0 ? [e('r.siret', 'in', firms)] : [])]))
    .orderBy(sql`p.state = 'open'`, 'desc').orderBy('r.asked_at', 'desc').limit(50).execute();
  return rows.map(shown);
}

export const REQUEST_VIEWS = ['new', 'mine', 'all', 'uncovered', 'closed'] as const;
export type RequestView = (typeof REQUEST_VIEWS)[number];
export type RequestFilter = { view: RequestView; personId: string; q?: string; subject?: string; epci?: string; siret?: string; limit?: number; offset?: number };

function matching(db: Db, territoryId: string, { view, personId, q, subject, epci, siret }: RequestFilter) {
  let query = requests(db, territoryId);
  if (view === 'closed') query = query.where('p.state', '<>', 'open');
  else query = query.where('p.state', '=', 'open');
  if (view === 'mine') query = query.where('p.owner_id', '=', personId);
  if (view === 'new') query = query.where('r.accepted_at', 'is', null).where('p.owner_id', 'is not', null);
  if (view === 'uncovered') query = query.where('p.owner_id', 'is', null);
  if (subject) query = query.where('r.subject', '=', subject);
  if (epci) query = query.where('c.epci_code', '=', epci);
  if (siret) query = query.where('r.siret', '=', siret);
  for (const word of fold(q ?? '').split(' ').filter(Boolean)) query = query.where((e) => e.or([e('p.search_text', 'like', `%${word}%`), e('c.search_name', 'like', `%${word}%`)]));
  return query;
}

/** Requests of a view, those that nobody answered for longest first; closed ones by the latest. */
export async function requestsOf(db: Db, territoryId: string, filter: RequestFilter): Promise<RequestShown[]> {
  const query = matching(db, territoryId, filter).select(columns).limit(filter.limit ?? 50).offset(filter.offset ?? 0);
  const rows = await (filter.view === 'closed' ? query.orderBy('p.closed_at', 'desc') : query.orderBy('p.due_on')).orderBy('r.id').execute();
  return rows.map(shown);
}

/** How many requests each view holds, with the same filters. */
export async function requestCounts(db: Db, territoryId: string, filter: Omit<RequestFilter, 'view'>): Promise<Record<RequestView, number>> {
  const row = await matching(db, territoryId, { ...filter, view: 'all' })
    .select([sql<number>`count(*)::int`.as('all'), sql<number>`(count(*) filter (where p.owner_id = ${filter.personId}))::int`.as('mine'), sql<number>`(count(*) filter (where p.owner_id is null))::int`.as('uncovered'), sql<number>`(count(*) filter (where r.accepted_at is null and p.owner_id is not null))::int`.as('new')])
    .executeTakeFirstOrThrow();
  const closed = await matching(db, territoryId, { ...filter, view: 'closed' }).select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { ...row, closed: Number(closed.count) };
}
