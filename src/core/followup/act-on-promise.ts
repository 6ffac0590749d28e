import { z } from 'zod';
import { type Deps, refused } from '#core/kernel/index.ts';
import { changePromise, clockFrom } from './change-promise.ts';
import { CHANNELS, OUTCOMES, stateOf } from './model.ts';

const Which = z.object({ territoryId: z.string(), id: z.uuid(), by: z.uuid().nullable(), version: z.int().optional() });
const Minutes = z.int().min(0).max(1_440);
const SomeWords = z.string().trim().max(2_000);
/** What the act was for the mechanism behind the promise. */
const Mark = z.string().max(30).optional();

export const NoteOnPromise = Which.extend({ words: SomeWords.min(1), minutes: Minutes.optional(), channel: z.enum(CHANNELS).optional(), mark: Mark });
/** Notes a word on a promise: the last words that the desk shows. Having reached someone starts the clock again. A word of the party's own (`by` null) answers nothing: she waits as before. */
export const noteOnPromise = (deps: Deps) => async (input: z.infer<typeof NoteOnPromise>) =>
  changePromise(deps, input, (row) => ({
    set: { last_words: input.words, ...(input.by === null ? {} : { last_words_at: deps.clock.now(), nudged_at: null }), ...(input.channel ? clockFrom(row.kind, deps.clock.today()) : {}) },
    event: { kind: 'noted', by: input.by, words: input.words, channel: input.channel ?? null, minutes: input.minutes ?? null, mark: input.mark },
  }));

export const ClosePromise = Which.extend({ outcome: z.enum(OUTCOMES), reason: SomeWords.optional(), minutes: Minutes.optional(), channel: z.enum(CHANNELS).optional() });
/** Closes a promise with what came of it, and why when nothing did. */
export const closePromise = (deps: Deps) => async (input: z.infer<typeof ClosePromise>) =>
  changePromise(deps, input, () => ({
    set: { state: stateOf(input.outcome), outcome: input.outcome, reason: input.reason || null, closed_at: deps.clock.now(), next_step_at: null, nudged_at: null },
    event: { kind: input.outcome === 'given-up' ? 'given-up' : 'closed', by: input.by, words: input.reason || null, channel: input.channel ?? null, minutes: input.minutes ?? null },
  }));

export const PostponePromise = Which.extend({ until: z.iso.date(), words: SomeWords.optional(), turn: z.enum(['ours', 'theirs']).optional(), minutes: Minutes.optional(), mark: Mark, /** Nobody was reached: the day moves, the clock goes on. */ inVain: z.boolean().optional() });
/** Puts a promise off to a date that was agreed: it is due then, and its clock counts from then, unless it was in vain. */
export const postponePromise = (deps: Deps) => async (input: z.infer<typeof PostponePromise>) =>
  changePromise(deps, input, (row) => ({
    set: { due_on: input.until, nudged_at: null, ...(input.inVain ? {} : clockFrom(row.kind, input.until)), ...(input.turn ? { turn: input.turn } : {}), ...(input.words ? { last_words: input.words, last_words_at: deps.clock.now() } : {}) },
    event: { kind: 'postponed', by: input.by, words: input.words || null, minutes: input.minutes ?? null, mark: input.mark },
  }));

export const NudgePromise = Which.omit({ by: true });
/** The party asks where it stands: at the top of the desk until somebody answers. What was promised for a date stays so. */
export const nudgePromise = (deps: Deps) => async (input: z.infer<typeof NudgePromise> & { words?: string }) =>
  changePromise(deps, input, () => ({ set: { turn: 'ours' as const, nudged_at: deps.clock.now() }, event: { kind: 'nudged' as const, by: null, words: input.words?.trim() || null } }));

export const HandOverPromise = Which.extend({ toPersonId: z.uuid(), toBodyId: z.uuid().nullish(), reason: SomeWords.min(1), mark: Mark });
/** Gives a promise to someone else, with the reason; she is the owner from now on, the clock starts again. */
export const handOverPromise = (deps: Deps) => async (input: z.infer<typeof HandOverPromise>) =>
  changePromise(deps, input, async (row, db) => {
    const receives = await db.selectFrom('body_member').select('body_id').where('territory_id', '=', input.territoryId).where('person_id', '=', input.toPersonId).where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())])).executeTakeFirst();
    if (!receives) return refused('receiver-not-an-adviser');
    return {
      set: { owner_id: input.toPersonId, deputy_id: row.deputy_id === input.toPersonId ? null : row.deputy_id, ...(input.toBodyId !== undefined ? { body_id: input.toBodyId } : {}), turn: 'ours' as const, ...clockFrom(row.kind, deps.clock.today()) },
      event: { kind: 'handed-over' as const, by: input.by, words: input.reason, to: input.toPersonId, mark: input.mark },
    };
  });
