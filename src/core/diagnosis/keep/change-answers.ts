import { type Deps, done, type Done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { askedAfter } from '../answers/index.ts';
import { diagnosisOf } from '../list.ts';
import type { Answers } from '../model.ts';

export type ChangeAnswers = { territoryId: string; id: string; change: (answers: Answers) => Answers };

/** Changes part of the answers of a kept diagnosis, for pages of its own (lines added, accounts read). Two tabs lose nothing: each change is applied to what stands. */
export const changeAnswers =
  (deps: Deps) =>
  ({ territoryId, id, change }: ChangeAnswers): Promise<Done<null> | Refused<'unknown-diagnosis'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('diagnosis_answer').select(['diagnosis', 'answers', 'finished_at']).where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      const found = row && diagnosisOf(row.diagnosis);
      if (!row || !found) return refused('unknown-diagnosis');
      const answers = change(row.answers);
      const now = deps.clock.now();
      const open = askedAfter(found.reference, answers).open.length > 0;
      await db.updateTable('diagnosis_answer').set({ answers: JSON.stringify(answers), edition: found.reference.edition, updated_at: now, finished_at: row.finished_at ?? (open ? null : now) }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      return done(null);
    });
