import { error, fail, redirect } from '@sveltejs/kit';
import { holdLabel, HoldLabel, labelNames, labelsHeldBy, withdrawLabel } from '#core/diagnosis/index.ts';
import { establishmentBySiret } from '#core/directory/index.ts';
import { displayName } from '../../names.ts';
import { requireRight } from '../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function opened(locals: App.Locals, typed: string) {
  const siret = typed.replace(/\s/g, '').toUpperCase();
  const me = requireRight(locals, 'record.edit', { siret });
  const firm = (await establishmentBySiret(locals.deps.db, siret)) ?? error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  return { me, firm, member: me.firms.includes(firm.siret) };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { firm, member } = await opened(locals, params.siret);
  return { firm: { siret: firm.siret, name: displayName(firm) }, member, held: await labelsHeldBy(locals.deps.db, firm.territoryId, firm.siret, locals.deps.clock.today()), labels: labelNames(), done: url.searchParams.has('fait') };
};

export const actions: Actions = {
  ajouter: async ({ locals, params, request }) => {
    const { me, firm, member } = await opened(locals, params.siret);
    const form = Object.fromEntries(await request.formData()) as Record<string, string>;
    const read = HoldLabel.safeParse({ territoryId: firm.territoryId, siret: firm.siret, by: me.id, how: member ? 'sur le site, par l’entreprise' : form['accord'], label: form['label'], until: form['fin'] || null, number: form['numero'] || null });
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0]);
      return fail(400, { form, field, problem: field === 'until' ? 'Cette date ne se lit pas.' : field === 'how' ? 'Écrivez qui l’a dit, et comment.' : field === 'number' ? 'Ce numéro est trop long.' : 'Choisissez un label.' });
    }
    const held = await holdLabel(locals.deps)(read.data);
    if (!held.ok) return fail(400, { form, field: 'label', problem: 'Choisissez un label de la liste.' });
    redirect(303, `/annuaire/${firm.siret}/labels?fait=1`);
  },
  retirer: async ({ locals, params, request }) => {
    const { me, firm } = await opened(locals, params.siret);
    const id = String((await request.formData()).get('id') ?? '');
    const gone = UUID.test(id) ? await withdrawLabel(locals.deps)({ territoryId: firm.territoryId, siret: firm.siret, id, by: me.id }) : null;
    if (!gone?.ok) return fail(409, { form: {} as Record<string, string>, field: 'id', problem: 'Ce label n’était déjà plus là.' });
    redirect(303, `/annuaire/${firm.siret}/labels?fait=1`);
  },
};
