import { fail, redirect } from '@sveltejs/kit';
import { consentsOf, erasePerson, heldAbout, isAdviser, phoneOf, tracesOf, whoWithoutAccount } from '#core/identity/index.ts';
import { askAboutPhone } from '#core/followup/index.ts';
import { asThem } from '../as-them.ts';
import { requireRight } from '../require.ts';
import type { Actions, PageServerLoad } from './$types';

const REFUSED = {
  'unknown-person': 'Ce compte n’existe plus.',
  'invented-person': 'Une personne inventée ne s’efface pas : « gariotte demo remove » les retire toutes.',
  'still-working': 'Vous avez encore des dossiers : transmettez-les d’abord, par un départ ou avec votre responsable.',
} as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const person = requireRight(locals, 'data.own');
  const { deps, territory } = locals;
  const [held, consents, traces, phone] = await Promise.all([
    heldAbout(deps.db, { personId: person.id, email: person.email }),
    consentsOf(deps.db, territory.id, person.firms),
    tracesOf(deps.db, territory.id, person.id, person.firms),
    phoneOf(deps.db, person.id),
  ]);
  return {
    email: person.email,
    phone: phone ?? '',
    asked: url.searchParams.has('fait'),
    invented: person.demonstration,
    adviser: isAdviser(person),
    held: held.map(({ what, rows, erased, because }) => ({ what, count: rows.length, erased, because })),
    consents: consents.map((one) => ({ ...one, at: one.at.toISOString().slice(0, 10) })),
    traces: traces.map((one) => ({ ...one, at: one.at.toISOString().slice(0, 10) })),
  };
};

export const actions: Actions = {
  telephone: async ({ locals, request }) => {
    const person = requireRight(locals, 'data.own');
    const typed = String((await request.formData()).get('telephone') ?? '').trim().slice(0, 30);
    const whom = whoWithoutAccount(locals.territory.id, typed);
    if (!whom?.phone) return fail(400, { at: 'telephone', typed, problem: 'Ce numéro ne se lit pas. Exemple : 06 12 34 56 78.' });
    const phone = whom.phone;
    await asThem(locals, (deps) => askAboutPhone(deps)({ territoryId: locals.territory.id, personId: person.id, name: person.name, email: person.email, phone }));
    redirect(303, '/mes-donnees?fait=1');
  },
  erase: async ({ locals, request }) => {
    const person = requireRight(locals, 'data.own');
    if ((await request.formData()).get('oui') !== 'oui') return fail(400, { at: 'erase', typed: '', problem: 'Cochez la case pour confirmer.' });
    const erased = await erasePerson(locals.deps)({ territoryId: locals.territory.id, personId: person.id });
    if (!erased.ok) return fail(409, { at: 'erase', typed: '', problem: REFUSED[erased.reason] });
    redirect(303, '/');
  },
};
