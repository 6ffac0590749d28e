import { z } from 'zod';
import { Certainty, type RecordKindId, RECORD_KINDS } from '#core/directory/index.ts';
import { addDays, type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';

/** How long what a person seeks stands before it is asked again, in days: a choice of the product. */
const STANDS_DAYS = 183;

/** What an adviser notes of a person: what they seek, from which commune, how they are reached, and that they agreed. */
export const NoteSeeker = z
  .object({
    territoryId: z.string(),
    kind: z.enum(Object.keys(RECORD_KINDS) as [RecordKindId, ...RecordKindId[]]),
    communeCode: z.string(),
    value: z.unknown(),
    certainty: Certainty.default('stated'),
    personName: z.string().trim().min(1).max(120),
    phone: z.string().trim().max(40).nullable(),
    email: z.union([z.email(), z.null()]),
    consentHow: z.string().trim().min(1).max(200),
    by: z.string().nullable(),
  })
  .transform((given, context) => {
    const value = RECORD_KINDS[given.kind].schema.safeParse(given.value);
    if (value.success) return { ...given, value: value.data as object };
    for (const issue of value.error.issues) context.addIssue({ ...issue, path: ['value', ...issue.path] } as never);
    return z.NEVER;
  });

/** Puts a person on a board, seen by advisers alone. */
export const noteSeeker =
  (deps: Deps) =>
  async (given: z.output<typeof NoteSeeker>): Promise<Done<string> | Refused<'unknown-commune'>> => {
    const known = await deps.db.selectFrom('territory_commune').select('commune_code').where('territory_id', '=', given.territoryId).where('commune_code', '=', given.communeCode).executeTakeFirst();
    if (!known) return refused('unknown-commune');
    const [id, today] = [deps.newId(), deps.clock.today()];
    await deps.db
      .insertInto('seeker')
      .values({
        territory_id: given.territoryId, id, kind: given.kind, commune_code: given.communeCode, value: JSON.stringify(given.value), certainty: given.certainty, stated_on: today,
        person_name: given.personName, phone: given.phone, email: given.email, consent_on: today, consent_how: given.consentHow, noted_by: given.by, keep_until: addDays(today, STANDS_DAYS), withdrawn_at: null, created_at: deps.clock.now(),
      })
      .execute();
    return done(id);
  };

/** Takes a person off the boards. Harmless when repeated. */
export const withdrawSeeker =
  (deps: Deps) =>
  async (given: { territoryId: string; id: string }): Promise<Done<null> | Refused<'unknown-seeker'>> => {
    const gone = await deps.db.updateTable('seeker').set({ withdrawn_at: deps.clock.now() }).where('territory_id', '=', given.territoryId).where('id', '=', given.id).where('withdrawn_at', 'is', null).returning('id').executeTakeFirst();
    return gone ? done(null) : refused('unknown-seeker');
  };
