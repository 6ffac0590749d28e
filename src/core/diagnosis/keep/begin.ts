import { type Deps, done, type Done, type Refused, refused } from '#core/kernel/index.ts';
import { askedAfter } from '../answers/index.ts';
import { diagnosisOf } from '../list.ts';
import type { Answers } from '../model.ts';
import { keptByToken } from './queries.ts';
import { hashOf, newToken } from './token.ts';

export type Begin = { territoryId: string; diagnosis: string; answers: Answers; known?: string[]; /** Done again from former answers: finished only once they were looked through. */ again?: boolean; demonstration?: boolean };

/** Keeps the first answers of a diagnosis, of nobody yet. Answers the secret of its private link: it is not kept, only its hash. */
export const beginDiagnosis =
  (deps: Deps) =>
  async ({ territoryId, diagnosis, answers, known = [], again = false, demonstration = false }: Begin): Promise<Done<{ id: string; token: string }> | Refused<'unknown-diagnosis'>> => {
    const found = diagnosisOf(diagnosis);
    if (!found) return refused('unknown-diagnosis');
    const [id, token, now] = [deps.newId(), newToken(), deps.clock.now()];
    const { open } = askedAfter(found.reference, answers);
    await deps.db
      .insertInto('diagnosis_answer')
      .values({ territory_id: territoryId, id, diagnosis: found.reference.id, edition: found.reference.edition, answers: JSON.stringify(answers), known, token_hash: hashOf(token), siret: null, finished_at: open.length === 0 && !again ? now : null, created_at: now, updated_at: now, demonstration })
      .execute();
    return done({ id, token });
  };

/**
 * Replaces the answers behind a private link, read under today's edition. Finished once nothing that applies is open; a finished one stays so, and keeps its day
 * when only what is left to say is added the same day.
 */
export const saveAnswers =
  (deps: Deps) =>
  async ({ territoryId, token, answers, known }: { territoryId: string; token: string; answers: Answers; known?: string[] }): Promise<Done<{ finished: boolean }> | Refused<'unknown-link'>> => {
    const kept = await keptByToken(deps.db, territoryId, token);
    const found = kept && diagnosisOf(kept.diagnosis);
    if (!kept || !found) return refused('unknown-link');
    const now = deps.clock.now();
    const finished = askedAfter(found.reference, answers).open.length === 0;
    await deps.db
      .updateTable('diagnosis_answer')
      .set({ answers: JSON.stringify(answers), edition: found.reference.edition, updated_at: now, finished_at: finished ? now : kept.finishedAt, ...(known ? { known } : {}) })
      .where('territory_id', '=', territoryId).where('id', '=', kept.id).execute();
    return done({ finished });
  };

/** Forgets a diagnosis at the wish of who holds its link: answers and agreements go; what was put in a plan stays there. */
export const forgetDiagnosis = (deps: Deps) => async ({ territoryId, id }: { territoryId: string; id: string }): Promise<void> => {
  await deps.db.deleteFrom('diagnosis_answer').where('territory_id', '=', territoryId).where('id', '=', id).execute();
};
