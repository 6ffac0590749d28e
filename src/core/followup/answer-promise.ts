import { addWorkingDays, type Deps, done, type Done, readToken, refused, type Refused } from '#core/kernel/index.ts';
import { changePromise, clockFrom } from './change-promise.ts';
import { type ClockAnswer, clockOf } from './clocks.ts';
import { stateOf } from './model.ts';
import { ANSWER } from './strike.ts';

export type AnswerAsked = { territoryId: string; id: string; kind: string; what: string; who: string; answer: ClockAnswer; given: boolean; /** The page that takes it. */ answersAt: string; /** Which of its questions: when it was asked, as the link says. */ question: string };
type Refusal = Refused<'forged' | 'expired' | 'already-closed' | 'unknown-promise'>;

/** What a link of a mail answers, and whether that very question was answered so, or ended so: the same may be asked again later. Reading it changes nothing, however often a mail scanner does. */
export async function readAnswer(deps: Deps, token: string): Promise<Done<AnswerAsked> | Refusal> {
  const read = readToken<[string, string, number, string, number]>(deps, ANSWER, token);
  if (!read.ok) return refused(read.reason);
  const [territoryId, id, step, code, asked] = read.data;
  const row = await deps.db
    .selectFrom('promise').select(['kind', 'what', 'about_name', 'state'])
    .select((e) => e.exists(e.selectFrom('promise_event').select('promise_event.id').where('promise_event.territory_id', '=', territoryId).where('promise_event.promise_id', '=', id).where('promise_event.kind', '=', 'answered').where('promise_event.answer', '=', code).where((or) => or.or([or('promise_event.mark', '=', String(asked)), or('promise.state', '<>', 'open')]))).as('given'))
    .where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirst();
  const answer = row && clockOf(row.kind).steps[step]?.answers.find((one) => one.code === code);
  if (!row || !answer) return refused('unknown-promise');
  if (row.state !== 'open' && !row.given) return refused('already-closed');
  return done({ territoryId, id, kind: row.kind, what: row.what, who: row.about_name, answer, given: Boolean(row.given), answersAt: clockOf(row.kind).answersAt, question: String(asked) });
}

/** Carries out an answer given by a mail's link: closes, puts off, or brings to the desk. Harmless when repeated. */
export const answerPromise =
  (deps: Deps) =>
  async ({ token, why }: { token: string; why?: string }): Promise<Done<AnswerAsked> | Refusal> => {
    const asked = await readAnswer(deps, token);
    if (!asked.ok || asked.value.given) return asked;
    const { territoryId, id, answer } = asked.value;
    const { does } = answer;
    const words = [answer.label, why?.trim().slice(0, 1_000)].filter(Boolean).join(' : ');
    const today = deps.clock.today();
    const changed = await changePromise(deps, { territoryId, id }, (row) => ({
      set: {
        last_words: words, last_words_at: deps.clock.now(),
        ...(does.do === 'close' ? { state: stateOf(does.outcome), outcome: does.outcome, reason: why?.trim() || answer.label, closed_at: deps.clock.now(), next_step_at: null } : {}),
        ...(does.do === 'postpone' ? { due_on: addWorkingDays(today, does.workingDays), ...clockFrom(row.kind, addWorkingDays(today, does.workingDays)) } : {}),
        ...(does.do === 'desk' ? { turn: 'ours' as const, due_on: row.due_on < today ? row.due_on : today } : {}),
      },
      event: { kind: 'answered' as const, by: null, words, answer: answer.code, channel: 'mail' as const, mark: asked.value.question },
    }));
    // Tapped twice: the first one closed it, and this one says so.
    return changed.ok ? asked : readAnswer(deps, token);
  };
