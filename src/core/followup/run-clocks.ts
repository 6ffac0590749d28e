import { sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import { chunks, type Deps, inTransaction, type MailToQueue, queueMails } from '#core/kernel/index.ts';
import { wakeFor } from './change-promise.ts';
import { clockOf } from './clocks.ts';
import { peopleOf } from './people.ts';
import { eventOf, mailToOurs, partyMail, stepDue, type Struck, toldTo } from './strike.ts';

export const CLOCKS_JOB = 'clocks';
// Few enough that pages get their turn between two; on an embedded database everybody waits for a transaction.
const BATCH = 40;
// Read at once: what is due, in the order in which it is struck. Sorting it again for each handful took longer than striking it.
const MOST_READ = 50_000;
// Between two it leaves the database to others for so many times as long.
const REST = 3;

/**
 * Strikes every clock whose step has come, some at a time: what changes, what is remembered and what is sent are one transaction each,
 * so that a process that dies at it loses nothing and sends nothing twice. Any number of processes may do it at once.
 */
export async function runClocks(deps: Deps, signal?: AbortSignal, batch = BATCH): Promise<{ struck: number; mails: number }> {
  const total = { struck: 0, mails: 0 };
  for (const some of chunks(await dueNow(deps), batch)) {
    if (signal?.aborted) break;
    const begun = performance.now();
    const { struck, mails } = await inTransaction(deps.db, (db) => strikeSome({ ...deps, db }, some));
    total.struck += struck;
    total.mails += mails;
    if (some.length === batch) await wait(REST * (performance.now() - begun), undefined, signal ? { signal } : {}).catch(() => {});
  }
  return total;
}

/** What is due, those of one person together so that she gets one mail, each person's oldest first. */
const dueNow = ({ db, clock }: Deps): Promise<{ territory_id: string; id: string }[]> =>
  db.selectFrom('promise').select(['territory_id', 'id']).where('state', '=', 'open').where('next_step_at', '<=', clock.now()).orderBy('owner_id').orderBy('next_step_at').limit(MOST_READ).execute();

async function strikeSome(deps: Deps, some: { territory_id: string; id: string }[]): Promise<{ struck: number; mails: number }> {
  const { db, clock, newId } = deps;
  const [now, today] = [clock.now(), clock.today()];
  const due: Struck[] = await db
    .selectFrom('promise')
    .select(['territory_id', 'id', 'kind', 'what', 'about_name', 'about_phone', 'about_email', 'owner_id', 'deputy_id', 'body_id', 'step', 'clock_from'])
    .where('territory_id', 'in', [...new Set(some.map((one) => one.territory_id))]).where('id', 'in', some.map((one) => one.id))
    // Another process may have struck them meanwhile, or be at it.
    .where('state', '=', 'open').where('next_step_at', '<=', now)
    .orderBy('owner_id').orderBy('next_step_at').forUpdate().skipLocked().execute();
  if (due.length === 0) return { struck: 0, mails: 0 };

  const people = await peopleOf(deps, due);
  const [events, changes, mails] = [[] as EventRow[], [] as ChangeRow[], [] as MailToQueue[]];
  const ours = new Map<string, { territoryId: string; person: Parameters<typeof mailToOurs>[1]; struck: Parameters<typeof mailToOurs>[2] }>();
  for (const promise of due) {
    const definition = clockOf(promise.kind);
    const { at, next } = stepDue(definition, promise.step, promise.clock_from, now, today);
    const step = definition.steps[at]!;
    const told = toldTo(promise, step, people);
    if (told.party && step.words) mails.push(partyMail(deps, promise, at, people));
    for (const person of step.words ? told.ours : []) {
      const key = `${promise.territory_id} ${person.id}`;
      ours.set(key, ours.get(key) ?? { territoryId: promise.territory_id, person, struck: [] });
      ours.get(key)!.struck.push({ promise, step });
    }
    // Somebody has to call when the party cannot be written to.
    const toDesk = step.to === 'desk' || (step.to === 'party' && !told.party);
    changes.push({ territory_id: promise.territory_id, id: promise.id, step: at + 1, next_step_at: step.givesUp ? null : next, gives_up: step.givesUp ?? null, to_desk: toDesk });
    events.push({ territory_id: promise.territory_id, id: newId(), promise_id: promise.id, at: now, by_id: null, kind: eventOf(step), words: step.givesUp ?? (toDesk && step.to === 'party' ? 'À appeler : pas d’adresse de courriel, ou elle ne veut plus de ces messages' : null), channel: told.party ? 'mail' : null, minutes: null });
  }
  for (const { territoryId, person, struck } of ours.values()) mails.push(mailToOurs(territoryId, person, struck, people));
  await apply(deps, changes, now, today);
  await db.insertInto('promise_event').values(events).execute();
  const givenUp = new Set(changes.flatMap((change) => (change.gives_up ? [change.id] : [])));
  wakeFor(deps, due.flatMap((promise) => (givenUp.has(promise.id) ? [promise.kind] : [])));
  return { struck: due.length, mails: await queueMails(deps, mails) };
}

type EventRow = { territory_id: string; id: string; promise_id: string; at: Date; by_id: null; kind: ReturnType<typeof eventOf>; words: string | null; channel: 'mail' | null; minutes: null };
type ChangeRow = { territory_id: string; id: string; step: number; next_step_at: Date | null; gives_up: string | null; to_desk: boolean };

const apply = ({ db }: Deps, changes: ChangeRow[], now: Date, today: string) =>
  sql`update promise set step = change.step, next_step_at = change.next_step_at, version = version + 1,
      state = case when change.gives_up is null then 'open' else 'dropped' end,
      outcome = case when change.gives_up is null then null else 'given-up' end,
      reason = change.gives_up, closed_at = case when change.gives_up is null then null else ${now}::timestamptz end,
      turn = case when change.to_desk then 'ours' else turn end,
      due_on = case when change.to_desk then least(due_on, ${today}::date) else due_on end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as change (territory_id text, id uuid, step int, next_step_at timestamptz, gives_up text, to_desk boolean)
    where promise.territory_id = change.territory_id and promise.id = change.id`.execute(db);
