import { type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';

/** Takes a fact back: from then on nobody is shown it. Harmless when repeated. */
export const withdrawFact =
  (deps: Deps) =>
  async (input: { territoryId: string; id: string }): Promise<Done<null> | Refused<'unknown-fact'>> => {
    const found = await deps.db
      .updateTable('fact')
      .set((row) => ({ withdrawn_at: row.fn.coalesce('withdrawn_at', row.val(deps.clock.now())) }))
      .where('territory_id', '=', input.territoryId)
      .where('id', '=', input.id)
      .returning('id')
      .executeTakeFirst();
    return found ? done(null) : refused('unknown-fact');
  };
