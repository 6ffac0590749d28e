import { type Deps, inTransaction } from '#core/kernel/index.ts';

/** Someone leaves a body: from today she is no adviser of it. A body that she was the last of is dormant from today, and says so. Answers whether it is. */
export const endMembership =
  (deps: Deps) =>
  async ({ territoryId, bodyId, personId }: { territoryId: string; bodyId: string; personId: string }): Promise<{ dormant: boolean }> =>
    inTransaction(deps.db, async (db) => {
      const today = deps.clock.today();
      await db.updateTable('body_member').set({ until: today }).where('territory_id', '=', territoryId).where('body_id', '=', bodyId).where('person_id', '=', personId).execute();
      const left = await db.selectFrom('body_member').select('person_id').where('territory_id', '=', territoryId).where('body_id', '=', bodyId).where((e) => e.or([e('until', 'is', null), e('until', '>', today)])).limit(1).execute();
      if (left.length > 0) return { dormant: false };
      await db.updateTable('body').set({ dormant_since: today }).where('territory_id', '=', territoryId).where('id', '=', bodyId).where('dormant_since', 'is', null).execute();
      return { dormant: true };
    });
