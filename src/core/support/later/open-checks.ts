import { sql } from 'kysely';
import { openPromise } from '#core/followup/index.ts';
import { type Deps, inTransaction } from '#core/kernel/index.ts';

export const CHECKS_JOB = 'later-checks';

const SATISFACTION_DAYS = 10;
/** Closed longer ago than this, nobody remembers: it is not asked. */
const TOO_LATE_DAYS = 60;
const MONTHS = [1, 3, 6];

type Due = { territoryId: string; subjectKind: 'request' | 'plan-action'; subjectId: string; kind: 'satisfaction' | 'after-care'; months: number; what: string; siret: string | null; name: string; phone: string | null; email: string | null; ownerId: string | null; bodyId: string | null };

/**
 * Asks what is to be asked today about what was closed: whether it helped, ten days after; whether it is still used, one, three and six months after.
 * Of several that came due together only the latest is asked. Harmless when repeated. Answers how many were opened.
 */
export async function openChecks(deps: Deps, signal?: AbortSignal): Promise<number> {
  const due = [...(await satisfactionDue(deps)), ...(await afterCareDue(deps))];
  let opened = 0;
  for (const one of due) {
    if (signal?.aborted) break;
    opened += await inTransaction(deps.db, (db) => open({ ...deps, db }, one));
  }
  return opened;
}

async function open(deps: Deps, one: Due): Promise<number> {
  const which = { territory_id: one.territoryId, subject_kind: one.subjectKind, subject_id: one.subjectId, kind: one.kind, months: one.months };
  // Two processes at once: the second waits here, then finds the first one's row.
  await sql`select pg_advisory_xact_lock(hashtext(${`later-check ${one.subjectId} ${one.kind} ${one.months}`}))`.execute(deps.db);
  const there = await deps.db.selectFrom('later_check').select('promise_id').where('territory_id', '=', one.territoryId).where('subject_id', '=', one.subjectId).where('kind', '=', one.kind).where('months', '=', one.months).executeTakeFirst();
  if (there) return 0;
  const promise = await openPromise(deps)({ territoryId: one.territoryId, kind: one.kind, what: one.what, subject: { kind: one.subjectKind, id: one.subjectId }, siret: one.siret, about: { name: one.name, phone: one.phone, email: one.email }, ownerId: one.ownerId, bodyId: one.bodyId });
  await deps.db.insertInto('later_check').values({ ...which, promise_id: promise.value.id }).execute();
  return 1;
}

async function satisfactionDue({ db, clock }: Deps): Promise<Due[]> {
  const now = clock.now();
  const { rows } = await sql<Due>`
    select r.territory_id as "territoryId", 'request' as "subjectKind", r.id as "subjectId", 'satisfaction' as kind, 0 as months, p.what, p.siret, p.about_name as name, p.about_phone as phone, p.about_email as email, p.owner_id as "ownerId", p.body_id as "bodyId"
    from request r join promise p on p.territory_id = r.territory_id and p.id = r.promise_id
    where p.outcome in ('done', 'not-done', 'not-for-us') and r.cancelled_at is null and not r.demonstration and p.about_email is not null
      and p.closed_at <= ${now}::timestamptz - make_interval(days => ${SATISFACTION_DAYS}) and p.closed_at > ${now}::timestamptz - make_interval(days => ${TOO_LATE_DAYS})
      and not exists (select from later_check c where c.territory_id = r.territory_id and c.subject_id = r.id and c.kind = 'satisfaction')
    order by p.closed_at limit 1000`.execute(db);
  return rows;
}

async function afterCareDue({ db, clock }: Deps): Promise<Due[]> {
  const now = clock.now();
  const { rows } = await sql<Due & { months: number }>`
    with finished as (
      select r.territory_id, 'request' as subject_kind, r.id, r.put_in_place as what, r.promise_id from request r where r.put_in_place is not null and not r.demonstration
      union all select a.territory_id, 'plan-action', a.id, a.what, a.promise_id from plan_action a where a.promise_id is not null and not a.demonstration)
    select f.territory_id as "territoryId", f.subject_kind as "subjectKind", f.id as "subjectId", 'after-care' as kind, m.months, f.what, p.siret, p.about_name as name, p.about_phone as phone, p.about_email as email, p.owner_id as "ownerId", p.body_id as "bodyId"
    from finished f join promise p on p.territory_id = f.territory_id and p.id = f.promise_id
      cross join lateral (select max(m) as months from unnest(${MONTHS}::int[]) m where p.closed_at + make_interval(months => m) <= ${now}::timestamptz) m
    where p.outcome = 'done' and m.months is not null and p.closed_at > ${now}::timestamptz - make_interval(months => ${MONTHS.at(-1)! + 2})
      and not exists (select from later_check c where c.territory_id = f.territory_id and c.subject_id = f.id and c.kind = 'after-care' and c.months >= m.months)
      -- Who said that it is no longer used is not asked again.
      and not exists (select from later_check c join promise q on q.territory_id = c.territory_id and q.id = c.promise_id where c.territory_id = f.territory_id and c.subject_id = f.id and c.kind = 'after-care' and q.outcome = 'not-done')
    order by p.closed_at limit 1000`.execute(db);
  return rows.map((row) => ({ ...row, what: `Il y a ${row.months} mois a été mis en place : ${row.what}` }));
}
