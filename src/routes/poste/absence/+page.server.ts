import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { absencesOf, cancelAbsence, takeAbsence, TakeAbsence } from '#core/followup/index.ts';
import { advisersOf } from '#core/identity/index.ts';
import { addDays } from '#core/kernel/index.ts';
import { asThem } from '../../as-them.ts';
import { requireAdviser } from '../../require.ts';
import { typedIn } from '../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const [absences, advisers] = await Promise.all([absencesOf(deps, territory.id, me.id), advisersOf(deps, territory.id)]);
  const colleagues = advisers.filter((one) => one.personId !== me.id);
  const near = new Set(me.bodies.map((body) => body.id));
  return {
    absences, today: deps.clock.today(), latest: addDays(deps.clock.today(), 366),
    // Colleagues of the same body first.
    colleagues: [...new Map(colleagues.toSorted((a, b) => Number(near.has(b.bodyId)) - Number(near.has(a.bodyId))).map((one) => [one.personId, { id: one.personId, label: `${one.name}, ${one.bodyName}` }])).values()],
  };
};

const REFUSED = { 'ends-before-it-starts': 'Le retour est avant le départ.', over: 'Cette absence est déjà finie.', overlaps: 'Une absence est déjà notée pour ces jours. Annulez-la d’abord si elle change.', 'deputy-not-an-adviser': 'Cette personne ne travaille plus ici. Choisissez quelqu’un d’autre.', 'own-deputy': 'Choisissez quelqu’un d’autre que vous.', 'deputy-away': 'Cette personne est elle-même absente à ce moment-là. Choisissez quelqu’un d’autre.' };

export const actions: Actions = {
  take: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const typed = typedIn(await request.formData());
    const read = TakeAbsence.safeParse({ territoryId: locals.territory.id, personId: me.id, startsOn: typed['du'], endsOn: typed['au'], deputyId: typed['remplace'] || null });
    if (!read.success) return fail(400, { typed, problem: 'Donnez le premier et le dernier jour.' });
    const taken = await asThem(locals, (deps) => takeAbsence(deps)(read.data));
    if (!taken.ok) return fail(400, { typed, problem: REFUSED[taken.reason] });
    redirect(303, '/poste/absence');
  },
  cancel: async ({ locals, request }) => {
    const me = requireAdviser(locals);
    const id = String((await request.formData()).get('id') ?? '');
    if (z.uuid().safeParse(id).success) await asThem(locals, (deps) => cancelAbsence(deps)({ territoryId: locals.territory.id, id, personId: me.id }));
    redirect(303, '/poste/absence');
  },
};
