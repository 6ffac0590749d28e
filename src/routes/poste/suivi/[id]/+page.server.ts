import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { choicesFor } from '../../../annuaire/[siret]/fiche/[sens]/flow-form.ts';
import { CHANNELS, clockOf, closePromise, eventsOf, handOverPromise, lastChangeOf, noteOnPromise, OUTCOMES, postponePromise, promiseById, reopenPromise } from '#core/followup/index.ts';
import { advisersOf, asActor } from '#core/identity/index.ts';
import { addDays, dateOf } from '#core/kernel/index.ts';
import { beginning, dialled, phone } from '#lib/format.ts';
import { asThem } from '../../../as-them.ts';
import { requireAdviser } from '../../../require.ts';
import { readMinutes, typedIn } from '../../form.ts';
import type { Actions, PageServerLoad } from './$types';

const LATEST = 366;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const { promise, events, last } = await asActor(deps.db, me, territory.id, async (db) => {
    const promise = z.uuid().safeParse(params.id).success ? await promiseById(db, territory.id, params.id) : undefined;
    return { promise, events: promise ? await eventsOf(db, territory.id, promise.id) : [], last: promise && url.searchParams.has('fait') ? await lastChangeOf(db, territory.id, promise.id, me.id) : undefined };
  });
  if (!promise) error(404, { message: 'Ce dossier n’existe pas, ou plus.' });
  // A request is answered on its own page: there the asker is told, and reads where it stands.
  if (promise.kind === 'request') redirect(303, `/poste/demandes/${promise.subjectId}`);
  const advisers = await advisersOf(deps, territory.id);
  const has = beginning(url.searchParams.get('a') ?? '', 120);
  const seeks = beginning(url.searchParams.get('cherche') ?? '', 120);
  return {
    today: deps.clock.today(), openedAt: deps.clock.now().toISOString(), latest: addDays(deps.clock.today(), LATEST),
    mine: promise.ownerId === me.id,
    undo: last?.undoable ? promise.version : null,
    promise: { ...promise, label: clockOf(promise.kind).label, phone: promise.aboutPhone ? { shown: phone(promise.aboutPhone), dialled: dialled(promise.aboutPhone) } : null, openedOn: dateOf(promise.openedAt), closedOn: promise.closedAt ? dateOf(promise.closedAt) : null },
    source: promise.subjectKind === 'request' ? { href: `/poste/demandes/${promise.subjectId}`, label: 'Sa demande' } : promise.subjectKind.startsWith('introduction') ? { href: `/poste/mises-en-relation/${promise.subjectId}`, label: 'La mise en relation' } : null,
    events,
    advisers: [...new Map(advisers.filter((one) => one.personId !== promise.ownerId).map((one) => [one.personId, { id: one.personId, label: `${one.name}, ${one.bodyName}` }])).values()],
    // What was said on the telephone, one click from the firm's record.
    toRecord: promise.siret ? [...(has ? [{ sens: 'sort', words: has, known: choicesFor(has, null)[0]?.label ?? null }] : []), ...(seeks ? [{ sens: 'manque', words: seeks, known: choicesFor(seeks, null)[0]?.label ?? null }] : [])] : [],
  };
};

const REFUSED: Record<string, string> = {
  'unknown-promise': 'Ce dossier n’existe plus.',
  'already-closed': 'Ce dossier vient d’être clos par quelqu’un d’autre. Ce que vous avez écrit est gardé ci-dessous : rouvrez-le pour l’ajouter.',
  'changed-meanwhile': 'Quelqu’un a changé ce dossier pendant que vous écriviez. Ce que vous avez écrit est gardé ci-dessous : relisez l’histoire, puis enregistrez à nouveau.',
  'receiver-not-an-adviser': 'Cette personne ne travaille plus ici. Choisissez-en une autre.',
};

const What = z.discriminatedUnion('quoi', [
  z.object({ quoi: z.literal('note'), mots: z.string().min(1, 'Écrivez ce qui s’est dit.').max(2_000), canal: z.enum(CHANNELS).optional() }),
  z.object({ quoi: z.literal('clore'), issue: z.enum(OUTCOMES, 'Choisissez ce qui en est sorti.'), mots: z.string().max(2_000) }),
  z.object({ quoi: z.literal('plus-tard'), jusque: z.iso.date('Choisissez une date.'), mots: z.string().max(2_000) }),
  z.object({ quoi: z.literal('confier'), a: z.uuid('Choisissez à qui.'), mots: z.string().min(1, 'Dites pourquoi : la personne doit comprendre sans vous.').max(2_000) }),
  z.object({ quoi: z.literal('rouvrir') }),
]);

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const me = requireAdviser(locals);
    const { deps, territory } = locals;
    const typed = typedIn(await request.formData());
    const read = What.safeParse({ ...typed, canal: typed['canal'] || undefined });
    const keep = { typed, quoi: typed['quoi'] ?? '', minutes: undefined as string | undefined };
    if (!read.success) return fail(400, { ...keep, problem: read.error.issues[0]!.message });
    const spent = readMinutes(typed['minutes'], typed['ouvert'], deps.clock.now());
    if (!spent.ok) return fail(400, { ...keep, problem: '', minutes: spent.problem });
    const { minutes } = spent;
    const which = { territoryId: territory.id, id: params.id, by: me.id, version: Number(typed['version'] ?? 0), ...(minutes === undefined ? {} : { minutes }) };
    const one = read.data;
    if (one.quoi === 'plus-tard' && one.jusque <= deps.clock.today()) return fail(400, { ...keep, problem: 'Choisissez une date à venir.' });
    if (one.quoi === 'plus-tard' && one.jusque > addDays(deps.clock.today(), LATEST)) return fail(400, { ...keep, problem: 'Choisissez une date d’ici un an.' });
    const done = await asThem(locals, async (deps) =>
      one.quoi === 'note' ? noteOnPromise(deps)({ ...which, words: one.mots, ...(one.canal ? { channel: one.canal } : {}) })
      : one.quoi === 'clore' ? closePromise(deps)({ ...which, outcome: one.issue, reason: one.mots })
      : one.quoi === 'plus-tard' ? postponePromise(deps)({ ...which, until: one.jusque, words: one.mots })
      : one.quoi === 'confier' ? handOverPromise(deps)({ ...which, toPersonId: one.a, reason: one.mots })
      : reopenPromise(deps)({ territoryId: territory.id, id: params.id, by: me.id }));
    if (!done.ok) return fail(409, { ...keep, problem: REFUSED[done.reason] ?? 'Cela n’a pas pu être noté.' });
    redirect(303, one.quoi === 'note' || one.quoi === 'rouvrir' ? `/poste/suivi/${params.id}` : `/poste?fait=${params.id}`);
  },
};
