import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { leaveBody, loadOf } from '#core/followup/index.ts';
import { advisersOf, bodiesOf } from '#core/identity/index.ts';
import { asThem } from '../../as-them.ts';
import { requireAdviser } from '../../require.ts';
import type { Actions, PageServerLoad } from './$types';

/** The bodies whose team someone looks after: those she manages, all of them for an administrator. */
const managed = <T extends { id: string }>(me: ReturnType<typeof requireAdviser>, bodies: T[]): T[] => bodies.filter((body) => me.administrator || me.bodies.some((one) => one.id === body.id && one.role === 'manager'));

export const load: PageServerLoad = async ({ locals }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const [bodies, advisers] = await Promise.all([bodiesOf(deps.db, territory.id), advisersOf(deps, territory.id)]);
  const mine = managed(me, bodies);
  const seen = mine.length > 0 ? mine : bodies.filter((body) => me.bodies.some((one) => one.id === body.id));
  return {
    manager: mine.length > 0,
    bodies: await Promise.all(
      seen.map(async (body) => ({
        ...body,
        load: await loadOf(deps, territory.id, [body.id]),
        people: advisers.filter((one) => one.bodyId === body.id).map(({ personId, name, role, email }) => ({ id: personId, name, role, email, me: personId === me.id })),
      })),
    ),
  };
};

const Leave = z.object({ body: z.uuid(), person: z.uuid('Choisissez qui part.'), to: z.union([z.literal('personne'), z.uuid()], 'Choisissez qui reprend, ou « personne pour le moment ».') });
const REFUSED = { 'not-a-member': 'Cette personne ne travaille plus dans cette structure.', 'receiver-not-a-member': 'Qui reprend doit travailler dans la même structure, et ne pas être qui part.' };

export const actions: Actions = {
  leave: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const { territory } = locals;
    const read = Leave.safeParse(Object.fromEntries(await request.formData()));
    if (!read.success) return fail(400, { problem: read.error.issues[0]!.message });
    const { body, person, to } = read.data;
    if (managed(me, [{ id: body }]).length === 0 && person !== me.id) return fail(403, { problem: 'Seul le responsable de la structure peut noter le départ de quelqu’un d’autre.' });
    const left = await asThem(locals, (deps) => leaveBody(deps)({ territoryId: territory.id, bodyId: body, personId: person, toPersonId: to === 'personne' ? null : to, by: me.id }));
    return left.ok ? { left: left.value, body } : fail(409, { problem: REFUSED[left.reason] });
  },
};
