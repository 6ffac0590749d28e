import { error, redirect } from '@sveltejs/kit';
import { factsOf, withdrawFact } from '#core/directory/index.ts';
import { displayName } from '../../names.ts';
import { recordEdited } from './record-edited.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = { note: 'C’est noté.', corrige: 'C’est corrigé.', retire: 'C’est retiré : plus personne ne le voit.' } as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { firm, viewer } = await recordEdited(locals, params.siret);
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  return { firm, name: displayName(firm), facts: await factsOf(locals.deps.db, firm.territoryId, firm.siret, viewer), done: done && done in DONE ? DONE[done] : null };
};

export const actions: Actions = {
  withdraw: async ({ locals, params, request }) => {
    const { firm, viewer } = await recordEdited(locals, params.siret);
    const id = String((await request.formData()).get('id') ?? '');
    const facts = await factsOf(locals.deps.db, firm.territoryId, firm.siret, viewer);
    if (!facts.some((fact) => fact.id === id)) error(404, { message: 'Cela n’est plus noté sur cette fiche.' });
    await withdrawFact(locals.deps)({ territoryId: firm.territoryId, id });
    redirect(303, `/annuaire/${firm.siret}/fiche?fait=retire`);
  },
};
