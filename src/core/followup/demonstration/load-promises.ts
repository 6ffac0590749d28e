import { existsSync } from 'node:fs';
import { z } from 'zod';
import { demonstrationAccounts } from '#core/identity/index.ts';
import { addDays, addWorkingDays, type Deps, factsFile, factsPath, inTransaction, isWorkingDay } from '#core/kernel/index.ts';
import { openPromises } from '../open-promise.ts';

const Written = z.object({
  note: z.string(),
  promises: z.array(z.object({ owner: z.string().nullable(), kind: z.string(), what: z.string(), phone: z.string().startsWith('05 65 00 00'), openedAgo: z.int().nonnegative(), dueIn: z.int(), stakeCents: z.int(), lastWords: z.string().nullable(), turn: z.enum(['ours', 'theirs']).default('ours') })),
});

/** The date so many working days before. */
function workingDaysAgo(date: string, days: number): string {
  let at = date;
  for (let left = days; left > 0; ) {
    at = addDays(at, -1);
    if (isWorkingDay(at)) left--;
  }
  return at;
}

/** Gives the demonstration's advisers something to do, about invented firms. Harmless when repeated. Answers how many promises are new. */
export const loadDemonstrationPromises =
  (deps: Deps) =>
  async (territoryId: string): Promise<number> => {
    const file = `followup/demonstration-${territoryId}.json`;
    if (!/^[a-z0-9-]+$/.test(territoryId) || !existsSync(factsPath(file))) return 0;
    const { promises } = Written.parse(JSON.parse(factsFile(file)));
    const today = deps.clock.today();
    return inTransaction(deps.db, async (db) => {
      const there = await db.selectFrom('promise').select('id').where('territory_id', '=', territoryId).where('demonstration', '=', true).where('kind', '=', 'call').limit(1).execute();
      const accounts = new Map((await demonstrationAccounts({ db }, territoryId)).map((account) => [account.key, account.personId]));
      const firms = await db.selectFrom('establishment').select(['siret', 'name']).where('territory_id', '=', territoryId).where('origin', '=', 'demonstration').where('status', '=', 'open').orderBy('siret').offset(20).limit(promises.length).execute();
      if (there.length > 0 || accounts.size === 0 || firms.length < promises.length) return 0;
      const bodies = new Map((await db.selectFrom('body_member').select(['person_id', 'body_id']).where('territory_id', '=', territoryId).execute()).map((one) => [one.person_id, one.body_id]));
      const first = accounts.get('adviser') ?? null;
      const ids = await openPromises({ ...deps, db })(
        promises.map((one, i) => {
          const ownerId = one.owner ? (accounts.get(one.owner) ?? null) : null;
          return {
            territoryId, kind: one.kind, what: one.what, subject: { kind: one.kind, id: deps.newId() }, siret: firms[i]!.siret, about: { name: firms[i]!.name ?? 'Entreprise exemple', phone: one.phone }, ownerId,
            bodyId: bodies.get(ownerId ?? first ?? '') ?? null, stakeCents: one.stakeCents, dueOn: one.dueIn < 0 ? workingDaysAgo(today, -one.dueIn) : addWorkingDays(today, one.dueIn), clockFrom: workingDaysAgo(today, one.openedAgo), by: ownerId, demonstration: true,
          };
        }),
      );
      for (const [i, { lastWords, turn, openedAgo }] of promises.entries())
        await db.updateTable('promise').set({ last_words: lastWords, turn, opened_at: new Date(`${workingDaysAgo(today, openedAgo)}T09:00:00Z`), ...(lastWords ? { last_words_at: deps.clock.now() } : {}) }).where('territory_id', '=', territoryId).where('id', '=', ids[i]!).execute();
      return ids.length;
    });
  };

/** Forgets every invented promise. */
export const removeDemonstrationPromises = (deps: Deps) => async (territoryId: string): Promise<void> => {
  await deps.db.deleteFrom('promise').where('territory_id', '=', territoryId).where('demonstration', '=', true).execute();
};
