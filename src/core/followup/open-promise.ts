import { sql } from 'kysely';
import { z } from 'zod';
import { fold } from '#core/directory/index.ts';
import { addWorkingDays, chunks, type Deps, done, type Done, inTransaction } from '#core/kernel/index.ts';
import { clockOf, stepAt } from './clocks.ts';
import { stillHere } from './people.ts';

const SUBJECT = z.object({ kind: z.string().min(1).max(40), id: z.uuid() });

export const OpenPromise = z.object({
  territoryId: z.string(),
  /** Which clock runs: facts/followup/clocks.json. */
  kind: z.string(),
  /** What was promised, one sentence that the owner and the party both understand. */
  what: z.string().trim().min(1).max(500),
  subject: SUBJECT,
  siret: z.string().nullish(),
  /** Who, with the firm's name: each as long as a form lets it be. */
  about: z.object({ name: z.string().trim().min(1).max(400), phone: z.string().trim().max(40).nullish(), email: z.string().trim().max(254).nullish() }),
  ownerId: z.uuid().nullish(),
  deputyId: z.uuid().nullish(),
  bodyId: z.uuid().nullish(),
  stakeCents: z.int().nonnegative().default(0),
  dueOn: z.iso.date().nullish(),
  /** The clock counts from here; today unless given. */
  clockFrom: z.iso.date().nullish(),
  /** Whose turn it is; as its clock says unless given. */
  turn: z.enum(['ours', 'theirs']).optional(),
  by: z.uuid().nullish(),
  demonstration: z.boolean().default(false),
});
export type OpenPromise = z.input<typeof OpenPromise>;

/** Opens promises in one go; answers their identifiers, in order. */
export const openPromises =
  (deps: Deps) =>
  async (given: OpenPromise[]): Promise<string[]> => {
    const now = deps.clock.now();
    const wanted = given.map((one) => {
      const input = OpenPromise.parse(one);
      const clock = clockOf(input.kind);
      const from = input.clockFrom ?? deps.clock.today();
      return {
        territory_id: input.territoryId, id: deps.newId(), kind: input.kind, what: input.what, subject_kind: input.subject.kind, subject_id: input.subject.id, siret: input.siret ?? null,
        about_name: input.about.name, about_phone: input.about.phone || null, about_email: input.about.email?.toLowerCase() || null, owner_id: input.ownerId ?? null, deputy_id: input.deputyId ?? null,
        body_id: input.bodyId ?? null, stake_cents: input.stakeCents, turn: input.turn ?? clock.turn, due_on: input.dueOn ?? addWorkingDays(from, clock.dueWorkingDays), clock_from: from,
        next_step_at: stepAt(clock, 0, from), opened_by: input.by ?? null, opened_at: now, demonstration: input.demonstration,
        search_text: searchText(input.about.name, input.what, input.about.phone),
      };
    });
    const here = await stillHere(deps, wanted);
    // What somebody who has left would have is for whoever takes it.
    const rows = wanted.map((row) => ({ ...row, owner_id: here.has(`${row.territory_id} ${row.owner_id}`) ? row.owner_id : null, deputy_id: here.has(`${row.territory_id} ${row.deputy_id}`) ? row.deputy_id : null }));
    await inTransaction(deps.db, async (db) => {
      for (const part of chunks(rows, 1_000)) {
        await db.insertInto('promise').values(part).execute();
        await db.insertInto('promise_event').values(part.map((row) => ({ territory_id: row.territory_id, id: deps.newId(), promise_id: row.id, at: now, by_id: row.opened_by, kind: 'opened' as const, words: null, channel: null, minutes: null }))).execute();
      }
    });
    return rows.map((row) => row.id);
  };

/** Opens one promise: from now on the desk shows it and its clock runs. */
export const openPromise =
  (deps: Deps) =>
  async (input: OpenPromise): Promise<Done<{ id: string }>> =>
    done({ id: (await openPromises(deps)([input]))[0]! });

/** Opens a promise whose subject was drawn with its form: the same form sent twice is one promise. Says which, and whether it is new. */
export const openPromiseOnce =
  (deps: Deps) =>
  (input: OpenPromise): Promise<Done<{ id: string; opened: boolean }>> =>
    inTransaction(deps.db, async (db) => {
      // Two clicks at once: the second waits here, then finds the first one's promise.
      await sql`select pg_advisory_xact_lock(hashtext(${`promise ${input.subject.id}`}))`.execute(db);
      const there = await db.selectFrom('promise').select('id').where('territory_id', '=', input.territoryId).where('subject_kind', '=', input.subject.kind).where('subject_id', '=', input.subject.id).executeTakeFirst();
      if (there) return done({ id: there.id, opened: false });
      return done({ id: (await openPromises({ ...deps, db })([input]))[0]!, opened: true });
    });

/** What the desk's box looks in: folded words, and the telephone without its spaces. */
export const searchText = (name: string, what: string, phone: string | null | undefined): string => `${fold(`${name} ${what}`)} ${(phone ?? '').replace(/\D/g, '')}`.trim();
