import { addDays, type Deps } from '#core/kernel/index.ts';
import { type PromiseShown, shown } from './queries.ts';

export type DeskGroup = 'nudged' | 'late' | 'today' | 'new' | 'nobody' | 'waiting' | 'later';
export type DeskLine = PromiseShown & { group: DeskGroup; /** Calendar days late; 0 when not. */ daysLate: number; /** Stands in for its owner, who is away. */ standIn: boolean };

// What nobody has put a figure on still weighs something: an hour or two of an adviser a week.
const LEAST_STAKE_CENTS = 50_000;

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What is lost by leaving a line for another day: its stake for each day that it is late, or due. */
const loss = (line: DeskLine) => Math.max(line.stakeCents, LEAST_STAKE_CENTS) * (line.daysLate + 1);

const ORDER: DeskGroup[] = ['nudged', 'late', 'today', 'new', 'nobody', 'waiting', 'later'];

const groupOf = (line: PromiseShown, today: string): DeskGroup =>
  line.ownerId === null ? 'nobody'
  : line.nudgedAt !== null ? 'nudged'
  : line.turn === 'theirs' && line.dueOn > today ? 'waiting'
  : line.dueOn < today ? 'late'
  : line.dueOn === today ? 'today'
  // Somebody asked and has had no word: it is for today, whatever the date promised.
  : line.subjectKind === 'request' && line.lastWordsAt === null ? 'new'
  : 'later';

/**
 * All that someone has to do, whatever it comes from: her own, those of whom she stands in for today, and those of her bodies that nobody has;
 * those who asked again first, then late, due, new; within each group what loses most if nobody acts.
 */
export async function deskOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, person: { id: string; bodies: { id: string }[]; administrator: boolean }): Promise<DeskLine[]> {
  const today = clock.today();
  const away = (await db.selectFrom('absence').select('person_id').where('territory_id', '=', territoryId).where('deputy_id', '=', person.id).where('starts_on', '<=', today).where('ends_on', '>=', today).execute()).map((one) => one.person_id);
  const bodies = person.bodies.map((body) => body.id);
  const lines = await shown(db, territoryId)
    .where('promise.state', '=', 'open')
    .where((e) => e.or([
      e('owner_id', 'in', [person.id, ...away]),
      // What belongs to no body is for whoever takes it.
      e.and([e('owner_id', 'is', null), person.administrator ? e.lit(true) : e.or([e('body_id', 'is', null), ...(bodies.length > 0 ? [e('body_id', 'in', bodies)] : [])])]),
    ]))
    .execute();
  return lines
    .map((line): DeskLine => ({ ...line, group: groupOf(line, today), daysLate: Math.max(0, daysBetween(line.dueOn, today)), standIn: line.ownerId !== null && line.ownerId !== person.id }))
    .sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group) || (a.group === 'later' || a.group === 'waiting' ? a.dueOn.localeCompare(b.dueOn) : loss(b) - loss(a)) || a.id.localeCompare(b.id));
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
