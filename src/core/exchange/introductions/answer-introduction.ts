import { z } from 'zod';
import { answerPromise, closePromise, readAnswer } from '#core/followup/index.ts';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { knownTo, outcomeFor, SIDE_ANSWERS, standingOf } from './model.ts';
import { lockIntroduction } from './row.ts';
import { reasonLabel } from './rules.ts';
import { settleIntroduction } from './settle.ts';

const Said = z.object({ reasons: z.array(z.string().max(40)).max(8).default([]), words: z.string().trim().max(1_000).default('') });

export const AnswerIntroduction = Said.extend({ token: z.string().max(2_000) });
type LinkRefused = Refused<'forged' | 'expired' | 'unknown-introduction' | 'already-closed'>;

/** What an answer’s link of a mail speaks of. */
export type AskedByLink = { territoryId: string; introductionId: string; siret: string; board: string; promiseId: string; answer: { code: string; label: string; asksWhy: boolean }; given: boolean };

/** What a link of a mail answers for a side. Reading it changes nothing, however often a mail scanner does. */
export async function readIntroductionLink(deps: Deps, token: string): Promise<Done<AskedByLink> | LinkRefused> {
  const read = await readAnswer(deps, token);
  if (!read.ok) return refused(read.reason === 'unknown-promise' ? 'unknown-introduction' : read.reason);
  const { territoryId, id, kind, answer, given } = read.value;
  const side = kind === 'introduction' ? await sideOfPromise(deps, territoryId, id) : undefined;
  return side ? done({ territoryId, ...side, promiseId: id, answer, given }) : refused('unknown-introduction');
}

const sideOfPromise = ({ db }: Deps, territoryId: string, promiseId: string) =>
  db.selectFrom('introduction_side as s').innerJoin('introduction as i', (join) => join.onRef('i.territory_id', '=', 's.territory_id').onRef('i.id', '=', 's.introduction_id'))
    .select(['s.introduction_id as introductionId', 's.siret', 'i.board']).where('s.territory_id', '=', territoryId).where('s.promise_id', '=', promiseId).executeTakeFirst();

/** A firm answers an introduction from its mail, without an account; all that follows is one transaction with it. Harmless when repeated. */
export const answerIntroduction =
  (deps: Deps) =>
  async (given: z.input<typeof AnswerIntroduction>): Promise<Done<AskedByLink> | LinkRefused> => {
    const input = AnswerIntroduction.parse(given);
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const asked = await readIntroductionLink(inside, input.token);
      if (!asked.ok || asked.value.given) return asked;
      const { territoryId, introductionId, siret } = asked.value;
      await lockIntroduction(inside, territoryId, introductionId);
      const answered = await answerPromise(inside)({ token: input.token, why: whyOf(input) });
      if (!answered.ok) return refused(answered.reason === 'unknown-promise' ? 'unknown-introduction' : answered.reason);
      await keepReasons(inside, territoryId, introductionId, siret, input);
      await settleIntroduction(inside, territoryId, introductionId);
      return asked;
    });
  };

export const AnswerForSide = Said.extend({ territoryId: z.string(), introductionId: z.uuid(), siret: z.string(), answer: z.enum(SIDE_ANSWERS), by: z.uuid(), channel: z.enum(['phone', 'mail', 'video', 'visit']).optional(), minutes: z.int().min(0).max(1_440).optional() });

/** Somebody answers for a side: an adviser who had it on the telephone, or one of its own people from its page. */
export const answerForSide =
  (deps: Deps) =>
  async (given: z.input<typeof AnswerForSide>): Promise<Done<null> | Refused<'unknown-introduction' | 'already-closed'>> => {
    const input = AnswerForSide.parse(given);
    const { territoryId, introductionId, siret } = input;
    return inTransaction(deps.db, async (db) => {
      const inside = { ...deps, db };
      const found = await lockIntroduction(inside, territoryId, introductionId);
      const side = found?.sides.find((one) => one.siret === siret);
      if (!side?.promiseId) return refused('unknown-introduction');
      if (side.answer !== null || side.promiseState !== 'open') return side.answer === input.answer ? done(null) : refused('already-closed');
      const closed = await closePromise(inside)({ territoryId, id: side.promiseId, by: input.by, outcome: outcomeFor(input.answer), reason: whyOf(input), ...(input.channel ? { channel: input.channel } : {}), ...(input.minutes === undefined ? {} : { minutes: input.minutes }) });
      if (!closed.ok) return refused('already-closed');
      await keepReasons(inside, territoryId, introductionId, siret, input);
      await settleIntroduction(inside, territoryId, introductionId);
      return done(null);
    });
  };

/** Calls an introduction off: those still asked are released, who had said yes is told. What was agreed stays. */
export const withdrawIntroduction = (deps: Deps) => async ({ territoryId, id }: { territoryId: string; id: string }): Promise<Done<null> | Refused<'unknown-introduction'>> =>
  (await settleIntroduction(deps, territoryId, id, { withdrawn: true })) ? done(null) : refused('unknown-introduction');

const whyOf = ({ reasons, words }: z.output<typeof Said>): string => [reasons.map(reasonLabel).join(', '), words].filter(Boolean).join(' : ').replace(' :', '\u00a0:');

const keepReasons = ({ db }: Deps, territoryId: string, introductionId: string, siret: string, { reasons, words }: z.output<typeof Said>) =>
  db.updateTable('introduction_side').set({ reasons, words: words || null }).where('territory_id', '=', territoryId).where('introduction_id', '=', introductionId).where('siret', '=', siret).execute();

/** Whom a side knows by now, so that its page may name them; empty before both agreed. */
export async function knownBySide(deps: Deps, territoryId: string, introductionId: string, siret: string): Promise<string[]> {
  const row = await deps.db.selectFrom('introduction').select('hub_siret as hub').where('territory_id', '=', territoryId).where('id', '=', introductionId).executeTakeFirst();
  const sides = await deps.db.selectFrom('introduction_side').select(['siret', 'answer']).where('territory_id', '=', territoryId).where('introduction_id', '=', introductionId).execute();
  return row ? knownTo(standingOf({ hub: row.hub, withdrawn: false, sides: sides.map((side) => ({ siret: side.siret, answer: side.answer === 'released' ? null : side.answer })) }), siret) : [];
}
