import { type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { type RecordFact, recordFacts } from './record-fact.ts';

/** Replaces what was said by what is said now: the old fact is kept for the history and no longer shown. Answers the new identifier. */
export const correctFact =
  (deps: Deps) =>
  async (input: { id: string; fact: RecordFact }): Promise<Done<string> | Refused<'unknown-fact'>> =>
    inTransaction(deps.db, async (trx) => {
      const { territoryId, siret } = input.fact;
      const gone = await trx
        .updateTable('fact')
        .set({ withdrawn_at: deps.clock.now() })
        .where('territory_id', '=', territoryId)
        .where('siret', '=', siret)
        .where('id', '=', input.id)
        .where('withdrawn_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!gone) return refused('unknown-fact');
      const [id] = await recordFacts({ ...deps, db: trx })([input.fact]);
      return done(id!);
    });
