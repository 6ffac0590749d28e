import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { AddBody, addBody, addToBody, advisersOf, bodiesOf, demonstrationAccounts, may } from '#core/identity/index.ts';
import { asThem } from '../as-them.ts';
import { requireRight } from '../require.ts';
import type { Actions, PageServerLoad } from './$types';

const Newcomer = z.object({ bodyId: z.uuid(), email: z.email().max(254), name: z.string().trim().min(2).max(120), role: z.enum(['adviser', 'manager']) });

const REFUSED = {
  'invented-person': 'Cette adresse est celle d’une personne inventée.',
  'unknown-body': 'Cette structure est inventée : ajoutez d’abord la vôtre.',
  'administrator-first': 'La première vraie personne ferme les comptes inventés. Commencez par une vraie administratrice, depuis la machine : « gariotte account add son-courriel --name "Son nom" --administrator ».',
};

export const load: PageServerLoad = async ({ locals, url }) => {
  const person = requireRight(locals, 'team.manage');
  const { deps, territory } = locals;
  const [bodies, advisers] = await Promise.all([bodiesOf(deps.db, territory.id), advisersOf(deps, territory.id)]);
  return {
    done: url.searchParams.has('fait'),
    closesDemonstration: person.demonstration && (await demonstrationAccounts(deps, territory.id)).length > 0,
    administrator: person.administrator,
    bodies: bodies
      .filter((body) => may(person, 'team.manage', { bodyId: body.id }).ok)
      .map((body) => ({ ...body, invented: body.demonstration, people: advisers.filter((one) => one.bodyId === body.id).map(({ personId, name, email, role }) => ({ personId, name, email, role })) })),
  };
};

export const actions: Actions = {
  add: async ({ locals, request }) => {
    const form = await request.formData();
    const typed = { bodyId: String(form.get('structure') ?? ''), email: String(form.get('email') ?? '').trim(), name: String(form.get('nom') ?? ''), role: String(form.get('role') ?? 'adviser') };
    const person = requireRight(locals, 'team.manage', typed.bodyId ? { bodyId: typed.bodyId } : {});
    const input = Newcomer.safeParse(typed);
    if (!input.success) return fail(400, { at: typed.bodyId, typed, problem: 'Il faut une adresse qui se lit, et un prénom avec un nom.' });
    const added = await asThem(locals, (deps) => addToBody(deps)({ territoryId: locals.territory.id, ...input.data, by: person.id }));
    if (!added.ok) return fail(409, { at: typed.bodyId, typed, problem: REFUSED[added.reason] });
    redirect(303, '/structures?fait');
  },
  body: async ({ locals, request }) => {
    requireRight(locals, 'territory.administer');
    const form = await request.formData();
    const input = AddBody.safeParse({ territoryId: locals.territory.id, name: form.get('nom'), kind: form.get('sorte'), phone: form.get('telephone') || undefined, email: form.get('email') || undefined });
    if (!input.success) return fail(400, { at: 'body', problem: 'Il faut un nom, une sorte, et une adresse qui se lit si vous en donnez une.' });
    if (!(await asThem(locals, (deps) => addBody(deps)(input.data))).ok) return fail(409, { at: 'body', problem: 'Une structure de ce nom est déjà là.' });
    redirect(303, '/structures?fait');
  },
};
