import { type Deps, done, type Done, inTransaction, queueMail, refused, type Refused } from '#core/kernel/index.ts';
import { endMembership } from '#core/identity/index.ts';
import { date, plural } from '#lib/format.ts';
import { sql } from 'kysely';
import { peopleOf } from './people.ts';

export type LeaveBody = { territoryId: string; bodyId: string; personId: string; toPersonId: string | null; by: string };
/** `to`: who took over, null when nobody did. */
export type HandOver = { count: number; to: string | null; dormant: boolean; note: string[] };

type Open = { what: string; about_name: string; about_phone: string | null; due_on: string; last_words: string | null; turn: 'ours' | 'theirs' };

/** What the one who takes over must know, from facts alone: how much, what is late, then each promise with its last words. */
export function handOverNote(name: string, today: string, promises: Open[]): string[] {
  const late = promises.filter((one) => one.due_on < today).length;
  return [
    `${name} suivait ${plural(promises.length, 'dossier')}${late > 0 ? `, dont ${plural(late, 'en retard', 'en retard')}` : ''}.`,
    ...promises.map((one) =>
      [
        `${one.about_name}${one.about_phone ? ` (${one.about_phone})` : ''} : ${one.what}`,
        one.due_on < today ? `promis pour le ${date(one.due_on)}` : `à faire pour le ${date(one.due_on)}`,
        one.turn === 'theirs' ? 'on attend sa réponse' : null,
        one.last_words ? `derniers mots : « ${one.last_words} »` : null,
      ].filter(Boolean).join(' ; ')),
  ];
}

/**
 * Someone leaves a body: everything she had promised there goes to one person, in one step, with a note made from facts that both can read.
 * When she was the last, what she had stays with nobody (the administrators see it) and the body is dormant. Refused when who takes over does not work there.
 */
export const leaveBody =
  (deps: Deps) =>
  async ({ territoryId, bodyId, personId, toPersonId, by }: LeaveBody): Promise<Done<HandOver> | Refused<'not-a-member' | 'receiver-not-a-member'>> =>
    inTransaction(deps.db, async (db) => {
      const today = deps.clock.today();
      const members = await db
        .selectFrom('body_member').innerJoin('person', 'person.id', 'body_member.person_id').select(['person.id', 'person.name', 'person.email'])
        .where('territory_id', '=', territoryId).where('body_id', '=', bodyId).where((e) => e.or([e('until', 'is', null), e('until', '>', today)])).execute();
      const leaver = members.find((one) => one.id === personId);
      const receiver = members.find((one) => one.id === toPersonId && one.id !== personId);
      if (!leaver) return refused('not-a-member');
      if (toPersonId && !receiver) return refused('receiver-not-a-member');
      const open = await db
        .selectFrom('promise').select(['id', 'what', 'about_name', 'about_phone', 'due_on', 'last_words', 'turn'])
        .where('territory_id', '=', territoryId).where('owner_id', '=', personId).where('state', '=', 'open').where((e) => e.or([e('body_id', '=', bodyId), e('body_id', 'is', null)]))
        .orderBy('due_on').forUpdate().execute();
      const note = handOverNote(leaver.name, today, open);
      const words = `Départ de ${leaver.name} ; ${receiver ? `repris par ${receiver.name}` : 'personne ne reprend pour le moment'}.`;
      if (open.length > 0) {
        const ids = open.map((one) => one.id);
        await db.updateTable('promise').set({ owner_id: receiver?.id ?? null, deputy_id: sql`nullif(deputy_id, ${receiver?.id ?? null}::uuid)`, version: sql`version + 1` }).where('territory_id', '=', territoryId).where('id', 'in', ids).execute();
        await db.insertInto('promise_event').values(ids.map((id) => ({ territory_id: territoryId, id: deps.newId(), promise_id: id, at: deps.clock.now(), by_id: by, kind: 'handed-over' as const, words, to_id: receiver?.id ?? null, channel: null, minutes: null }))).execute();
      }
      // Whoever counted on her as deputy counts on the one who takes over.
      await db.updateTable('promise').set({ deputy_id: sql`nullif(${receiver?.id ?? null}::uuid, owner_id)` }).where('territory_id', '=', territoryId).where('deputy_id', '=', personId).where('state', '=', 'open').execute();
      const elsewhere = await db.selectFrom('body_member').select('body_id').where('territory_id', '=', territoryId).where('person_id', '=', personId).where('body_id', '<>', bodyId).where((e) => e.or([e('until', 'is', null), e('until', '>', today)])).executeTakeFirst();
      if (!elsewhere) await db.updateTable('absence').set({ deputy_id: sql`nullif(${receiver?.id ?? null}::uuid, person_id)` }).where('territory_id', '=', territoryId).where('deputy_id', '=', personId).where('ends_on', '>=', today).execute();
      const people = await peopleOf({ ...deps, db }, [{ territory_id: territoryId, owner_id: null, deputy_id: null, body_id: bodyId, about_email: null }]);
      const managers = people.managersOf(territoryId, bodyId).filter((one) => one.id !== personId);
      const { dormant } = await endMembership({ ...deps, db })({ territoryId, bodyId, personId });
      if (receiver) await queueMail({ ...deps, db }, { territoryId, to: receiver.email, toName: receiver.name, kind: 'hand-over', subject: `Vous reprenez ${plural(open.length, 'dossier')} de ${leaver.name}`, lines: note, actions: [{ label: 'Ouvrir mon poste', path: '/poste' }], why: 'Vous recevez ce message parce que ces dossiers vous sont confiés.' });
      // Nobody took over: who answers for the body must know what waits.
      else for (const one of managers.length > 0 ? managers : people.managersOf(territoryId, null)) await queueMail({ ...deps, db }, { territoryId, to: one.email, toName: one.name, kind: 'hand-over', subject: `${plural(open.length, 'dossier')} de ${leaver.name} sans personne`, lines: note, actions: [{ label: 'Voir ce qui est à prendre', path: '/poste?voir=personne' }], why: 'Vous recevez ce message parce que vous répondez de cette structure.' });
      return done({ count: open.length, to: receiver?.name ?? null, dormant, note });
    });
