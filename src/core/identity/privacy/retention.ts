import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Deps, factsFile, type Job } from '#core/kernel/index.ts';
import { CODE_MAIL } from '../sign-in/mail-code.ts';
import { eraseFrom, places } from './places.ts';

const Kind = z.strictObject({ kind: z.string(), what: z.string(), days: z.int().min(0), basis: z.enum(['law', 'recommendation', 'choice']), source: z.string().min(5) });
export type Retention = z.infer<typeof Kind>;

/** How long each kind of thing is kept, and on what ground. */
export const retentions = (): Retention[] => z.strictObject({ note: z.string(), kinds: z.array(Kind) }).parse(JSON.parse(factsFile('identity/retention.json'))).kinds;

const ERASED = 'Personne effacée';

/** What is too old, by kind: whatever happened before the instant given. */
const GONE: Record<string, (before: Date) => RawBuilder<unknown>> = {
  'expired-session': (before) => sql`delete from session where expires_at < ${before}`,
  'spent-code': (before) => sql`delete from verification where expires_at < ${before}`,
  'sign-in-mail': (before) => sql`delete from mail where kind = ${CODE_MAIL} and created_at < ${before}`,
  'attempt-count': (before) => sql`delete from rate_limit where started_at < ${before}`,
  'unanswered-claim': (before) => sql`delete from firm_claim where asked_at < ${before}`,
  trace: (before) => sql`delete from audit_event where at < ${before}`,
  'closed-request': (before) => sql`update request set person_name = ${ERASED}, email = null, phone = null, words = 'Effacé : la demande est close depuis longtemps.' from promise
    where promise.territory_id = request.territory_id and promise.id = request.promise_id and promise.closed_at < ${before} and request.person_name <> ${ERASED}`,
  'closed-promise': (before) => sql`update promise set about_name = ${ERASED}, about_email = null, about_phone = null, last_words = null, search_text = '' where closed_at < ${before} and about_name <> ${ERASED}`,
  'idle-diagnosis': (before) => sql`delete from diagnosis_answer where siret is null and updated_at < ${before}`,
  seeker: (before) => sql`delete from seeker where keep_until < ${before}`,
  'sent-mail': (before) => sql`delete from mail where state <> 'queued' and created_at < ${before}`,
};

/** Lets go of what has been kept long enough. Harmless twice. Answers how many things of each kind went. */
export const applyRetention =
  (deps: Deps) =>
  async (signal?: AbortSignal): Promise<Record<string, number>> => {
    const gone: Record<string, number> = {};
    for (const { kind, days } of retentions()) {
      if (signal?.aborted) break;
      const before = new Date(deps.clock.now().getTime() - days * 86_400_000);
      gone[kind] = kind === 'idle-account' ? await forgetIdle(deps, before) : Number((await GONE[kind]!(before).execute(deps.db)).numAffectedRows ?? 0);
    }
    return gone;
  };

/** Erases people who belong to nothing and have not come since. */
async function forgetIdle(deps: Deps, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string; email: string }>`select id, email from person where not demonstration and email not like '%@efface.invalid' and updated_at < ${before} and created_at < ${before}
    and not exists (select from session where person_id = person.id and updated_at >= ${before})
    and not exists (select from firm_member where person_id = person.id and until is null) and not exists (select from body_member where person_id = person.id and until is null)
    and not exists (select from territory_administrator where person_id = person.id) limit 500`.execute(deps.db);
  for (const { id, email } of rows)
    await deps.db.transaction().execute(async (trx) => {
      for (const place of places().toReversed()) await eraseFrom(trx, place, { personId: id, email }, deps.clock.today());
    });
  return rows.length;
}

export const RETENTION_JOB: Job = { name: 'retention', cron: '40 3 * * *', run: (deps, signal) => applyRetention(deps)(signal) };
