import { sql } from 'kysely';
import { z } from 'zod';
import { closePromise, openPromise } from '#core/followup/index.ts';
import { addWorkingDays, type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';

const DEFAULT_DAYS = 30;

export const ProposeAction = z.object({
  territoryId: z.string(), siret: z.string(), by: z.uuid(),
  /** What will be done, and why. */
  what: z.string().trim().min(3).max(300), why: z.string().trim().max(1_000).nullish(),
  origin: z.enum(['advice', 'board', 'diagnosis', 'aid', 'visit', 'firm']), originId: z.uuid().nullish(),
  /** A year typed wrong is no date. */
  dueOn: z.iso.date().refine((day) => day < '2100').nullish(),
});

/** Puts an action in a firm's plan; who proposed it follows it, and the firm is asked on the day agreed where it stands. Taken up twice from a board, or said twice the same day: once. */
export const proposeAction =
  (deps: Deps) =>
  async (given: z.input<typeof ProposeAction>): Promise<Done<{ id: string }> | Refused<'unknown-firm' | 'in-the-past'>> => {
    const input = ProposeAction.parse(given);
    const { territoryId, siret, by } = input;
    const today = deps.clock.today();
    const dueOn = input.dueOn ?? addWorkingDays(today, DEFAULT_DAYS);
    if (dueOn < today) return refused('in-the-past');
    return inTransaction(deps.db, async (db) => {
      const firm = await db.selectFrom('establishment').select(['name', 'sign', 'origin']).where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst();
      if (!firm) return refused('unknown-firm');
      // Two who take the same proposal up at once, or a form sent twice: the second waits here, then finds the first one's action.
      await sql`select pg_advisory_xact_lock(hashtext(${`plan-action ${siret} ${input.originId ?? input.what}`}))`.execute(db);
      const ofFirm = db.selectFrom('plan_action as a').select('a.id').where('a.territory_id', '=', territoryId).where('a.siret', '=', siret);
      const there = await (input.originId
        ? ofFirm.where('a.origin_id', '=', input.originId)
        : ofFirm.innerJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 'a.territory_id').onRef('p.id', '=', 'a.promise_id')).where('p.state', '=', 'open').where('a.what', '=', input.what).where('a.proposed_by', '=', by).where('a.proposed_on', '=', today)
      ).executeTakeFirst();
      if (there) return done({ id: there.id });
      const member = await db.selectFrom('firm_member').innerJoin('person', 'person.id', 'firm_member.person_id').select(['person.email', 'person.phone', 'person.id']).where('territory_id', '=', territoryId).where('siret', '=', siret).where('until', 'is', null).orderBy('since').limit(1).executeTakeFirst();
      const body = await db.selectFrom('body_member').select('body_id').where('territory_id', '=', territoryId).where('person_id', '=', by).where('until', 'is', null).orderBy('body_id').limit(1).executeTakeFirst();
      const id = deps.newId();
      const promise = await openPromise({ ...deps, db })({
        territoryId, kind: 'plan-action', what: input.what, subject: { kind: 'plan-action', id }, siret, about: { name: firm.sign ?? firm.name ?? 'Nom non diffusé', phone: member?.phone ?? null, email: member?.email ?? null },
        ownerId: body ? by : null, bodyId: body?.body_id ?? null, dueOn, clockFrom: dueOn, by, demonstration: firm.origin === 'demonstration',
      });
      await db.insertInto('plan_action').values({ territory_id: territoryId, id, siret, what: input.what, why: input.why || null, origin: input.origin, origin_id: input.originId ?? null, proposed_by: by, proposed_on: today, due_on: dueOn, promise_id: promise.value.id, demonstration: firm.origin === 'demonstration' }).execute();
      return done({ id });
    });
  };

/** Says what came of an action. Refused when it is closed already. */
export const endAction =
  (deps: Deps) =>
  async ({ territoryId, siret, id, by, outcome, words }: { territoryId: string; siret: string; id: string; by: string; outcome: 'done' | 'not-done'; words: string }): Promise<Done<null> | Refused<'unknown-action' | 'already-closed'>> => {
    const row = await deps.db.selectFrom('plan_action').select('promise_id as promiseId').where('territory_id', '=', territoryId).where('siret', '=', siret).where('id', '=', id).executeTakeFirst();
    if (!row?.promiseId) return refused('unknown-action');
    const closed = await closePromise(deps)({ territoryId, id: row.promiseId, by, outcome, reason: words.slice(0, 2_000) });
    return closed.ok ? done(null) : refused(closed.reason === 'unknown-promise' ? 'unknown-action' : 'already-closed');
  };
