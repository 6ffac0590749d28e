import { z } from 'zod';
import { openPromise, promisesAbout } from '#core/followup/index.ts';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { VISIT_RESULTS } from './model.ts';

export const RecordVisit = z.object({
  territoryId: z.string(), id: z.uuid(), by: z.uuid(), result: z.enum(VISIT_RESULTS), words: z.string().trim().max(2_000).default(''), minutes: z.int().min(0).max(1_440).nullish(),
  /** What was promised at the door: opens a follow-up. */
  promised: z.string().trim().max(500).default(''), phone: z.string().trim().max(40).default(''),
  /** When it was said, by the clock of the telephone; now when it came at once. */
  saidAt: z.date().nullish(),
});

/**
 * Notes what came of a door. Harmless when the same is sent twice; of two answers the one said last stays, whatever order they arrive in.
 * What was promised becomes a follow-up, so does a firm to pass by again.
 */
export const recordVisit =
  (deps: Deps) =>
  async (given: z.input<typeof RecordVisit>): Promise<Done<{ kept: boolean }> | Refused<'unknown-visit'>> => {
    const input = RecordVisit.parse(given);
    const now = deps.clock.now();
    const saidAt = input.saidAt && input.saidAt < now ? input.saidAt : now;
    return inTransaction(deps.db, async (db) => {
      const visit = await db
        .selectFrom('visit as v').innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'v.territory_id').onRef('e.siret', '=', 'v.siret'))
        .select(['v.id', 'v.siret', 'v.result', 'v.said_at as saidAt', 'e.name', 'e.sign'])
        .where('v.territory_id', '=', input.territoryId).where('v.id', '=', input.id).forUpdate('v').executeTakeFirst();
      if (!visit) return refused('unknown-visit');
      if (visit.saidAt && visit.saidAt >= saidAt) return done({ kept: false });
      await db.updateTable('visit').set({ result: input.result, words: input.words || null, minutes: input.minutes ?? null, said_at: saidAt, received_at: now }).where('territory_id', '=', input.territoryId).where('id', '=', input.id).execute();
      const what = input.promised || (input.result === 'later' && visit.result !== 'later' ? `repasser${input.words ? ` : ${input.words}` : ''}` : '');
      const said = what === '' ? [] : await promisesAbout(db, input.territoryId, { kind: 'visit', id: visit.id });
      if (what !== '' && !said.some((one) => one.state === 'open' && one.what === what)) {
        const body = await db.selectFrom('body_member').select('body_id').where('territory_id', '=', input.territoryId).where('person_id', '=', input.by).where('until', 'is', null).orderBy('body_id').limit(1).executeTakeFirst();
        await openPromise({ ...deps, db })({ territoryId: input.territoryId, kind: input.promised ? 'call' : 'visit', what, subject: { kind: 'visit', id: visit.id }, siret: visit.siret, about: { name: visit.sign ?? visit.name ?? 'Nom non diffusé', phone: input.phone || null }, ownerId: input.by, bodyId: body?.body_id ?? null, by: input.by });
      }
      return done({ kept: true });
    });
  };
