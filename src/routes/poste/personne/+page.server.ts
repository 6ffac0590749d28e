import { fail, redirect } from '@sveltejs/kit';
import { eraseWithoutAccount, heldAbout, whoWithoutAccount } from '#core/identity/index.ts';
import { beginning } from '#lib/format.ts';
import { requireRight } from '../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const UNREADABLE = 'Il faut un téléphone, par exemple 06 12 34 56 78, ou un courriel.';
const REFUSED = {
  unreadable: UNREADABLE,
  'nothing-held': 'Rien n’est tenu sous ce numéro ou cette adresse.',
  'has-account': 'Cette adresse a un compte : la personne efface elle-même, depuis « Vos données ».',
} as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  requireRight(locals, 'data.others');
  const typed = beginning((url.searchParams.get('qui') ?? '').trim(), 200);
  const whom = typed ? whoWithoutAccount(locals.territory.id, typed) : null;
  return {
    typed,
    problem: typed && !whom ? UNREADABLE : null,
    erased: url.searchParams.has('fait'),
    held: whom ? (await heldAbout(locals.deps.db, whom)).map(({ what, rows }) => ({ what: what.replace(/^Vos /, 'Ses ').replace(/ vous /, ' lui ').replace(/ votre /, ' son '), count: rows.length })) : null,
  };
};

export const actions: Actions = {
  effacer: async ({ locals, request }) => {
    const me = requireRight(locals, 'data.others');
    const form = await request.formData();
    if (form.get('oui') !== 'oui') return fail(400, { problem: 'Cochez la case : la personne l’a demandé, et c’est bien elle.' });
    // As the product: no policy can check that the number is hers.
    const erased = await eraseWithoutAccount(locals.deps)({ territoryId: locals.territory.id, typed: String(form.get('qui') ?? ''), by: me.id });
    if (!erased.ok) return fail(409, { problem: REFUSED[erased.reason] });
    redirect(303, '/poste/personne?fait=1');
  },
};
