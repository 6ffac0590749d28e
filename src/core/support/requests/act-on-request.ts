import { z } from 'zod';
import { CHANNELS, closePromise, handOverPromise, noteOnPromise } from '#core/followup/index.ts';
import { type Deps, queueMail, refused } from '#core/kernel/index.ts';
import { momentText } from './appointment.ts';
import { changeRequest } from './change-request.ts';
import { REQUEST_OUTCOMES } from './model.ts';
import { closedOnce } from './reopen-request.ts';
import { requestPath } from './request-link.ts';
import { tellAdviser } from './tell-adviser.ts';
import { OUTCOME_WORDS } from './words.ts';

const Which = z.object({ territoryId: z.string(), id: z.uuid(), by: z.uuid(), version: z.int().optional(), promiseVersion: z.int().optional() });
const Minutes = z.int().min(0).max(1_440).optional();
const Words = z.string().trim().max(2_000);
/** A closing is told after as long: a wrong key is taken back before anybody reads of it. */
const TAKEN_BACK_WITHIN_MS = 10 * 60_000;

export const AcceptRequest = Which;
/** An adviser says that she takes a request: she follows it from now on, whoever had it. */
export const acceptRequest = (deps: Deps) => (input: z.infer<typeof AcceptRequest>) =>
  changeRequest(deps, input, async (row, inside) => {
    const { territoryId, by } = input;
    if (row.ownerId !== by) await handOverPromise(inside)({ territoryId, id: row.promiseId, by, toPersonId: by, toBodyId: await bodyOf(inside.db, territoryId, by), reason: 'Elle prend la demande.', mark: 'accepted' });
    else await noteOnPromise(inside)({ territoryId, id: row.promiseId, by, words: 'Demande prise en charge.', mark: 'accepted' });
    return { accepted_at: inside.clock.now() };
  });

export const NoteCall = Which.extend({ reached: z.boolean(), words: Words, minutes: Minutes, channel: z.enum(CHANNELS).default('phone') });
/** Notes a call. A first word reached is the end of the promised wait; a ring in vain is noted and counts for nothing. */
export const noteCall = (deps: Deps) => (input: z.infer<typeof NoteCall>) =>
  changeRequest(deps, input, async (row, inside) => {
    const { territoryId, by, words, minutes, reached, channel } = input;
    await noteOnPromise(inside)({ territoryId, id: row.promiseId, by, words: words || (reached ? 'Premier échange.' : 'Appel sans réponse.'), ...(minutes === undefined ? {} : { minutes }), ...(reached ? { channel } : {}), mark: reached ? 'called' : 'rang' });
    if (row.ownerId === null) await handOverPromise(inside)({ territoryId, id: row.promiseId, by, toPersonId: by, toBodyId: await bodyOf(inside.db, territoryId, by), reason: 'Elle a appelé.', mark: 'accepted' });
    return reached ? { accepted_at: deps.clock.now(), ...(row.firstWordAt ? {} : { first_word_at: deps.clock.now() }) } : {};
  });

export const PassOnRequest = Which.extend({ toPersonId: z.uuid(), toBodyId: z.uuid(), reason: Words.min(1) });
/** Gives a request to someone else, with the reason; the receiver and the asker are told. */
export const passOnRequest = (deps: Deps) => (input: z.infer<typeof PassOnRequest>) =>
  changeRequest(deps, input, async (row, inside) => {
    const { territoryId, id, by, toPersonId, toBodyId, reason } = input;
    const to = await inside.db.selectFrom('body_member').innerJoin('person', 'person.id', 'body_member.person_id').innerJoin('body', (join) => join.onRef('body.territory_id', '=', 'body_member.territory_id').onRef('body.id', '=', 'body_member.body_id'))
      .select(['person.name', 'body.name as bodyName']).where('body_member.territory_id', '=', territoryId).where('body_id', '=', toBodyId).where('person_id', '=', toPersonId).where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())])).executeTakeFirst();
    if (!to) return refused('unknown-receiver');
    await handOverPromise(inside)({ territoryId, id: row.promiseId, by, toPersonId, toBodyId, reason, mark: 'passed-on' });
    if (!row.demonstration) {
      await tellAdviser(inside, { territoryId, requestId: id, personId: toPersonId, subject: `${row.ownerName ?? 'Un responsable'} vous passe une demande`, lines: [`${row.personName} : « ${row.words} »`, `Pourquoi vous : ${reason}`], once: `request ${id} passed ${row.version}` });
      if (row.email) await queueMail(inside, { territoryId, to: row.email, toName: row.personName, kind: 'request-passed', subject: 'Votre demande change de mains', lines: [`${to.name} (${to.bodyName}) suit maintenant votre demande.`, `La raison : ${reason}`], actions: [{ label: 'Voir où en est ma demande', path: requestPath(deps, territoryId, id) }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', once: `request ${id} passed on ${row.version}` });
    }
    return { accepted_at: null };
  });

export const CloseRequest = Which.extend({ outcome: z.enum(REQUEST_OUTCOMES), words: Words, minutes: Minutes, putInPlace: z.string().trim().max(200).nullish() });
/** Closes a request with what came of it; why is asked when nothing did. What was put in place is asked about later. */
export const closeRequest = (deps: Deps) => (input: z.infer<typeof CloseRequest>) =>
  changeRequest(deps, input, async (row, inside) => {
    const { territoryId, id, by, outcome, words, minutes } = input;
    if (outcome !== 'done' && words === '') return refused('reason-missing');
    const cancelled = row.appointmentAt !== null && row.appointmentAt > deps.clock.now();
    await closePromise(inside)({ territoryId, id: row.promiseId, by, outcome, reason: words, ...(minutes === undefined ? {} : { minutes }) });
    if (row.email && !row.demonstration) await queueMail(inside, { territoryId, to: row.email, toName: row.personName, kind: 'request-closed', subject: 'Votre demande est close', lines: [`${OUTCOME_WORDS[outcome]}.${words ? ` ${words}` : ''}`, ...(cancelled ? [`Le rendez-vous ${momentText(row.appointmentAt!)} est annulé : le fichier de cette page le retire de votre agenda.`] : []), 'Si ce n’est pas ce que vous avez vécu, ou si ce n’est pas fini, refaites une demande depuis cette page : elle porte déjà vos mots.'], actions: [{ label: 'Voir ma demande', path: requestPath(deps, territoryId, id) }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', notBefore: new Date(deps.clock.now().getTime() + TAKEN_BACK_WITHIN_MS), once: closedOnce(id, row.version) });
    return { put_in_place: outcome === 'done' ? input.putInPlace || null : null };
  });

/** The body that someone works for today, the first by name where there are several; null for an administrator of none. */
async function bodyOf(db: Deps['db'], territoryId: string, personId: string): Promise<string | null> {
  const row = await db.selectFrom('body_member').select('body_id').where('territory_id', '=', territoryId).where('person_id', '=', personId).where('until', 'is', null).orderBy('body_id').limit(1).executeTakeFirst();
  return row?.body_id ?? null;
}
