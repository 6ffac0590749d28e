import { postponePromise, undoChange } from '#core/followup/index.ts';
import { addWorkingDays, type Deps, done, inTransaction, refused } from '#core/kernel/index.ts';
import { acceptRequest, closeRequest } from './act-on-request.ts';
import { changeRequest } from './change-request.ts';
import { tellReopened } from './reopen-request.ts';

export type DeskAnswer = 'yes' | 'later' | 'no' | 'silence' | 'take';
// « Plus tard » is a week at work, a silence is tried again two days after.
const LATER = 5;
const AFTER_SILENCE = 2;

type AtDesk = { territoryId: string; /** The request. */ id: string; by: string; /** Of the promise, as the line showed it. */ promiseVersion: number };

/** What one key of the desk says of a request: what came of a call. The same follows as from the request's own page: the first word said, the asker told. */
export const answerAtDesk =
  (deps: Deps) =>
  ({ answer, minutes, ...which }: AtDesk & { answer: DeskAnswer; minutes?: number }) => {
    const spent = minutes === undefined ? {} : { minutes };
    if (answer === 'take') return acceptRequest(deps)(which);
    if (answer === 'yes') return closeRequest(deps)({ ...which, ...spent, outcome: 'done', words: '' });
    if (answer === 'no') return closeRequest(deps)({ ...which, ...spent, outcome: 'not-done', words: 'Au téléphone, vous n’en aviez plus besoin.' });
    const inVain = answer === 'silence';
    return changeRequest(deps, which, async (row, inside) => {
      const until = addWorkingDays(deps.clock.today(), inVain ? AFTER_SILENCE : LATER);
      await postponePromise(inside)({ territoryId: which.territoryId, id: row.promiseId, by: which.by, until, words: inVain ? 'N’a pas répondu au téléphone' : 'Plus tard', mark: inVain ? 'rang' : 'called', ...(inVain && !row.firstWordAt ? { inVain } : {}), ...spent });
      return inVain ? {} : { ...(row.state === 'taken' ? {} : { accepted_at: inside.clock.now() }), ...(row.firstWordAt ? {} : { first_word_at: inside.clock.now() }) };
    });
  };

/** Takes back what someone just answered with one key: the request is as it was before; the asker is told when she had been told otherwise. */
export const undoAtDesk =
  (deps: Deps) =>
  ({ territoryId, id, by, promiseVersion }: AtDesk) =>
    inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const request = await db.selectFrom('request').select('promise_id').where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!request) return refused('unknown-request');
      const last = await db.selectFrom('promise_event').select(['at', 'kind']).where('territory_id', '=', territoryId).where('promise_id', '=', request.promise_id).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
      const undone = await undoChange(inside)({ territoryId, id: request.promise_id, by, version: promiseVersion });
      if (!undone.ok) return undone;
      // What that very answer said of the request goes with it.
      await db.updateTable('request').set((e) => ({ accepted_at: e.fn('nullif', ['accepted_at', e.val(last.at)]), first_word_at: e.fn('nullif', ['first_word_at', e.val(last.at)]), put_in_place: null, version: e('version', '+', 1) })).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      if (last.kind === 'closed') await tellReopened(inside, territoryId, id);
      return done(null);
    });
