import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { searchDirectory, SearchInput } from '#core/directory/index.ts';
import { absencesOf, closePromise, deskOf, handOverPromise, lastChangeOf, postponePromise, promiseById, searchPromises, undoChange } from '#core/followup/index.ts';
import { asActor } from '#core/identity/index.ts';
import { addWorkingDays, type Db } from '#core/kernel/index.ts';
import { answerAtDesk, type DeskAnswer, undoAtDesk } from '#core/support/index.ts';
import { beginning } from '#lib/format.ts';
import { asThem } from '../as-them.ts';
import { requireAdviser } from '../require.ts';
import { deskTotals, lineOf } from './desk-lines.ts';
import type { Actions, PageServerLoad } from './$types';

const VIEWS = ['a-faire', 'attente', 'personne', 'plus-tard'] as const;
const GROUPS = { 'a-faire': ['nudged', 'late', 'today', 'new'], attente: ['waiting'], personne: ['nobody'], 'plus-tard': ['later'] } as const;
const PAGE = 40;

/** What the notice says of the promise that was just answered, and how it can be undone. */
async function doneWith(db: Db, { territory, actor }: App.Locals, id: string) {
  const promise = await promiseById(db, territory.id, id);
  const last = promise && actor.kind === 'person' ? await lastChangeOf(db, territory.id, id, actor.id) : undefined;
  return promise && last ? { id, version: promise.version, who: promise.aboutName, until: promise.dueOn, kind: last.kind, to: last.toName, undoable: last.undoable } : null;
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const q = beginning((url.searchParams.get('q') ?? '').trim(), 120);
  const view = VIEWS.find((one) => one === url.searchParams.get('voir')) ?? 'a-faire';
  const today = deps.clock.today();
  const last = url.searchParams.get('fait');
  // The database itself keeps these rows to those who may see them.
  const { desk, found, absences, done } = await asActor(deps.db, me, territory.id, async (db) => ({
    desk: await deskOf({ ...deps, db }, territory.id, me, { groups: GROUPS[view], most: PAGE }),
    found: q ? await searchPromises(db, territory.id, q) : [],
    absences: await absencesOf({ ...deps, db }, territory.id, me.id),
    done: z.uuid().safeParse(last).success ? await doneWith(db, locals, last!) : null,
  }));
  const firms = q ? await searchDirectory(deps.db, SearchInput.parse({ territoryId: territory.id, q }), locals.viewer) : null;
  return {
    today, q, view, totals: deskTotals(desk.counts),
    lines: desk.lines.map((line) => lineOf(line, today)), more: GROUPS[view].reduce((sum, group) => sum + desk.counts[group], 0) - desk.lines.length,
    found: found.map((line) => ({ ...lineOf({ ...line, group: 'today', daysLate: 0, standIn: false }, today), state: line.state, owner: line.ownerName })),
    firms: firms?.rows.slice(0, 8).map((firm) => ({ siret: firm.siret, name: firm.name, commune: firm.communeName })) ?? [],
    absence: absences.find((one) => one.startsOn <= today) ?? null,
    done,
  };
};

const Undo = z.object({ id: z.uuid(), version: z.coerce.number().int() });
const Answer = z.object({ id: z.uuid(), version: z.coerce.number().int(), answer: z.enum(['oui', 'plus-tard', 'refus', 'silence', 'je-prends']), minutes: z.coerce.number().int().min(0).max(600).optional() });
// « Plus tard » is a week at work, a silence is tried again two days after.
const LATER = 5;
const AFTER_SILENCE = 2;

/** What the keys are for a request, whose asker is told and reads where it stands. */
const OF_REQUEST = { oui: 'yes', 'plus-tard': 'later', refus: 'no', silence: 'silence', 'je-prends': 'take' } as const satisfies Record<string, DeskAnswer>;

/** The request that a promise is for; null when it is for something else. */
async function requestOf(db: Db, territoryId: string, id: string): Promise<string | null> {
  const promise = await promiseById(db, territoryId, id);
  return promise?.kind === 'request' ? promise.subjectId : null;
}

const REFUSED = {
  'unknown-request': 'Cette demande n’existe plus.',
  closed: 'Cette demande vient d’être close : rien n’a été changé.',
  'reason-missing': 'Ouvrez la demande pour dire pourquoi.',
  'unknown-promise': 'Ce dossier n’existe plus.',
  'receiver-not-an-adviser': 'Il faut travailler pour une structure du territoire pour suivre un dossier.',
  'already-closed': 'Quelqu’un vient de clore ce dossier : rien n’a été changé.',
  'nothing-to-undo': 'Cela ne peut plus être annulé d’ici. Ouvrez le dossier.',
  'changed-meanwhile': 'Quelqu’un vient de changer ce dossier. Relisez-le avant de répondre.',
};

export const actions: Actions = {
  answer: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const read = Answer.safeParse(Object.fromEntries(await request.formData()));
    if (!read.success) return fail(400, { problem: 'Cette réponse ne se lit pas. Choisissez une des quatre réponses.' });
    const { id, version, answer, minutes } = read.data;
    const { deps, territory } = locals;
    const which = { territoryId: territory.id, id, version, by: me.id, ...(minutes === undefined ? {} : { minutes }) };
    const today = deps.clock.today();
    const { request: about, ...done } = await asThem(locals, async (deps) => {
      const request = await requestOf(deps.db, territory.id, id);
      const done = request ? await answerAtDesk(deps)({ territoryId: territory.id, id: request, by: me.id, promiseVersion: version, answer: OF_REQUEST[answer], ...(minutes === undefined ? {} : { minutes }) })
      : answer === 'oui' ? await closePromise(deps)({ ...which, outcome: 'done', channel: 'phone' })
      : answer === 'refus' ? await closePromise(deps)({ ...which, outcome: 'not-for-us', reason: 'Refus au téléphone', channel: 'phone' })
      : answer === 'je-prends' ? await handOverPromise(deps)({ ...which, toPersonId: me.id, ...(me.bodies[0] ? { toBodyId: me.bodies[0].id } : {}), reason: 'Je m’en occupe' })
      : await postponePromise(deps)({ ...which, until: addWorkingDays(today, answer === 'silence' ? AFTER_SILENCE : LATER), words: answer === 'silence' ? 'N’a pas répondu au téléphone' : 'Plus tard' });
      return { ...done, request };
    });
    // Tapped twice: the first tap was taken, and it is what this person sees.
    const mine = done.ok ? null : await doneWith(deps.db, locals, id);
    if (!done.ok && !(mine?.undoable && mine.version === version + 1)) return fail(409, { problem: REFUSED[done.reason] });
    redirect(303, answer !== 'je-prends' ? `/poste?fait=${id}` : about ? `/poste/demandes/${about}?fait=prise` : `/poste/suivi/${id}?fait=1`);
  },
  undo: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const read = Undo.safeParse(Object.fromEntries(await request.formData()));
    if (!read.success) return fail(400, { problem: 'Cela ne peut plus être annulé d’ici. Ouvrez le dossier.' });
    const { id, version } = read.data;
    const undone = await asThem(locals, async (deps) => {
      const request = await requestOf(deps.db, locals.territory.id, id);
      return request ? undoAtDesk(deps)({ territoryId: locals.territory.id, id: request, by: me.id, promiseVersion: version }) : undoChange(deps)({ territoryId: locals.territory.id, by: me.id, id, version });
    });
    if (!undone.ok) return fail(409, { problem: REFUSED[undone.reason] });
    redirect(303, `/poste?fait=${id}`);
  },
};
