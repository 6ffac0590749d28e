import { sql } from 'kysely';
import { addDays, type Deps } from '#core/kernel/index.ts';
import { type PromiseShown, shown } from './queries.ts';

export type DeskGroup = 'nudged' | 'late' | 'today' | 'new' | 'nobody' | 'waiting' | 'later';
export type DeskLine = PromiseShown & { group: DeskGroup; /** Calendar days late; 0 when not. */ daysLate: number; /** Stands in for its owner, who is away. */ standIn: boolean };

// What nobody has put a figure on still weighs something: an hour or two of an adviser a week.
const LEAST_STAKE_CENTS = 50_000;

const ORDER = ['nudged', 'late', 'today', 'new', 'nobody', 'waiting', 'later'] as const satisfies DeskGroup[];

/** The group of a promise, and its place in the order of groups, as the database tells them: a desk may hold thousands, and a page shows forty. */
const groupOn = (today: string) => sql<DeskGroup>`case
  when promise.owner_id is null then 'nobody'
  when promise.nudged_at is not null then 'nudged'
  when promise.turn = 'theirs' and promise.due_on > ${today}::date then 'waiting'
  when promise.due_on < ${today}::date then 'late'
  when promise.due_on = ${today}::date then 'today'
  -- Somebody asked and has had no word: it is for today, whatever the date promised.
  when promise.subject_kind = 'request' and promise.last_words_at is null then 'new'
  else 'later' end`;
const daysLateOn = (today: string) => sql<number>`greatest(0, ${today}::date - promise.due_on)`;
/** What is lost by leaving a line for another day: its stake for each day that it is late, or due. */
const lossOn = (today: string) => sql<number>`greatest(promise.stake_cents, ${LEAST_STAKE_CENTS}::bigint) * (${daysLateOn(today)} + 1)`;

export type Desk = { /** How many lines of each group, whatever was asked. */ counts: Record<DeskGroup, number>; lines: DeskLine[] };

/**
 * All that someone has to do, whatever it comes from: her own, those of whom she stands in for today, and those of her bodies that nobody has;
 * those who asked again first, then late, due, new; within each group what loses most if nobody acts. `groups` and `most` limit the lines.
 */
export async function deskOf(
  { db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string,
  person: { id: string; bodies: { id: string }[]; administrator: boolean }, { groups = ORDER, most = 10_000 }: { groups?: readonly DeskGroup[]; most?: number } = {},
): Promise<Desk> {
  const today = clock.today();
  const away = (await db.selectFrom('absence').select('person_id').where('territory_id', '=', territoryId).where('deputy_id', '=', person.id).where('starts_on', '<=', today).where('ends_on', '>=', today).execute()).map((one) => one.person_id);
  const bodies = person.bodies.map((body) => body.id);
  const ofBodies = person.administrator ? sql`true` : bodies.length > 0 ? sql`promise.body_id is null or promise.body_id in (${sql.join(bodies)})` : sql`promise.body_id is null`;
  // What belongs to no body is for whoever takes it.
  const hers = sql<boolean>`(promise.owner_id in (${sql.join([person.id, ...away])}) or (promise.owner_id is null and (${ofBodies})))`;
  const group = groupOn(today);
  const counted = await db.selectFrom('promise').select((e) => [group.as('group'), e.fn.countAll<number>().as('count')])
    .where('promise.territory_id', '=', territoryId).where('promise.state', '=', 'open').where(hers).groupBy(sql`1`).execute();
  const counts = Object.fromEntries(ORDER.map((one) => [one, counted.find((row) => row.group === one)?.count ?? 0])) as Record<DeskGroup, number>;
  if (groups.every((one) => counts[one] === 0)) return { counts, lines: [] };
  const later = sql`case when ${group} in ('waiting', 'later') then promise.due_on end`;
  const lines = await shown(db, territoryId)
    .select([group.as('group'), daysLateOn(today).as('daysLate')])
    .where('promise.state', '=', 'open').where(hers).where(group, 'in', groups)
    .orderBy(sql`array_position(${sql.lit(`{${ORDER.join(',')}}`)}::text[], ${group})`).orderBy(later).orderBy(lossOn(today), 'desc').orderBy('promise.id')
    .limit(most).execute();
  return { counts, lines: lines.map((line): DeskLine => ({ ...line, standIn: line.ownerId !== null && line.ownerId !== person.id })) };
}

export type LoadLine = { personId: string; name: string; open: number; late: number; waiting: number; oldestOpenedAt: Date | null };
export type BodyLoad = { people: LoadLine[]; nobody: number; ages: { upTo5: number; upTo20: number; beyond: number }; closed: { outcome: string; count: number }[]; minutes: number };

/** What a manager sees of her bodies over the last 90 days: load and ages to spread the work by, in alphabetical order; never a ranking of people. */
export async function loadOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, bodyIds: string[]): Promise<BodyLoad> {
  const today = clock.today();
  const since = addDays(today, -90);
  if (bodyIds.length === 0) return { people: [], nobody: 0, ages: { upTo5: 0, upTo20: 0, beyond: 0 }, closed: [], minutes: 0 };
  const mine = db.selectFrom('promise').where('territory_id', '=', territoryId).where('body_id', 'in', bodyIds);
  const open = mine.where('state', '=', 'open');
  const people = await db
    .selectFrom('body_member').innerJoin('person', 'person.id', 'body_member.person_id')
    .leftJoin('promise', (join) => join.onRef('promise.territory_id', '=', 'body_member.territory_id').onRef('promise.owner_id', '=', 'person.id').on('promise.state', '=', 'open'))
    .select((e) => [
      'person.id as personId', 'person.name as name', e.fn.count<number>('promise.id').distinct().as('open'),
      e.fn.count<number>('promise.id').distinct().filterWhere('promise.due_on', '<', today).as('late'),
      e.fn.count<number>('promise.id').distinct().filterWhere('promise.turn', '=', 'theirs').as('waiting'),
      e.fn.min('promise.opened_at').as('oldestOpenedAt'),
    ])
    .where('body_member.territory_id', '=', territoryId).where('body_member.body_id', 'in', bodyIds).where((e) => e.or([e('until', 'is', null), e('until', '>', today)]))
    .groupBy(['person.id', 'person.name']).orderBy('person.name').execute();
  const ages = await open.select((e) => [
    e.fn.countAll<number>().filterWhere('opened_at', '>=', new Date(`${addDays(today, -5)}T00:00:00Z`)).as('upTo5'),
    e.fn.countAll<number>().filterWhere('opened_at', '<', new Date(`${addDays(today, -20)}T00:00:00Z`)).as('beyond'),
    e.fn.countAll<number>().as('all'), e.fn.countAll<number>().filterWhere('owner_id', 'is', null).as('nobody'),
  ]).executeTakeFirstOrThrow();
  const closed = await mine.where('closed_at', '>=', new Date(`${since}T00:00:00Z`)).select((e) => ['outcome', e.fn.countAll<number>().as('count'), e.fn.sum<number>('minutes').as('minutes')]).groupBy('outcome').orderBy('count', 'desc').execute();
  return {
    people,
    nobody: ages.nobody,
    ages: { upTo5: ages.upTo5, upTo20: ages.all - ages.upTo5 - ages.beyond, beyond: ages.beyond },
    closed: closed.map(({ outcome, count }) => ({ outcome: outcome ?? '', count })),
    minutes: closed.reduce((sum, one) => sum + (one.minutes ?? 0), 0),
  };
}
