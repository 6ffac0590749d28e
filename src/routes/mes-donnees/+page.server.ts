import { fail, redirect } from '@sveltejs/kit';
import { consentsOf, erasePerson, heldAbout, isAdviser, tracesOf } from '#core/identity/index.ts';
import { requireRight } from '../require.ts';
import type { Actions, PageServerLoad } from './$types';

const REFUSED = {
  'unknown-person': 'Ce compte n’existe plus.',
  'invented-person': 'Une personne inventée ne s’efface pas : « gariotte demo remove » les retire toutes.',
  'still-working': 'Vous avez encore des dossiers : transmettez-les d’abord, par un départ ou avec votre responsable.',
} as const;

export const load: PageServerLoad = async ({ locals }) => {
  const person = requireRight(locals, 'data.own');
  const { deps, territory } = locals;
  const [held, consents, traces] = await Promise.all([
    heldAbout(deps.db, { personId: person.id, email: person.email }),
    consentsOf(deps.db, territory.id, person.firms),
    tracesOf(deps.db, territory.id, person.id, person.firms),
  ]);
  return {
    email: person.email,
    invented: person.demonstration,
    adviser: isAdviser(person),
    held: held.map(({ what, rows, erased, because }) => ({ what, count: rows.length, erased, because })),
    consents: consents.map((one) => ({ ...one, at: one.at.toISOString().slice(0, 10) })),
    traces: traces.map((one) => ({ ...one, at: one.at.toISOString().slice(0, 10) })),
  };
};

export const actions: Actions = {
  erase: async ({ locals, request }) => {
    const person = requireRight(locals, 'data.own');
    if ((await request.formData()).get('oui') !== 'oui') return fail(400, { problem: 'Cochez la case pour confirmer.' });
    const erased = await erasePerson(locals.deps)({ territoryId: locals.territory.id, personId: person.id });
    if (!erased.ok) return fail(409, { problem: REFUSED[erased.reason] });
    redirect(303, '/');
  },
};
