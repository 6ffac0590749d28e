import { fail, redirect } from '@sveltejs/kit';
import { demonstrationAccounts, demonstrationPerson } from '#core/identity/index.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { authOf } from '../auth.ts';
import { safePath } from './safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const to = safePath(url.searchParams.get('vers'));
  if (locals.actor.kind === 'person') redirect(303, to);
  const accounts = await demonstrationAccounts(locals.deps, locals.territory.id);
  return { to, asked: url.searchParams.has('vers'), accounts: accounts.map(({ key, name, does }) => ({ key, name, does })) };
};

export const actions: Actions = {
  /** One click, and only for people who do not exist. */
  demonstration: async (event) => {
    const { locals, request, cookies } = event;
    const form = await request.formData();
    const found = await demonstrationPerson(locals.deps, locals.territory.id, String(form.get('compte') ?? ''));
    if (!found.ok) return fail(403, { problem: 'Ce compte de démonstration n’existe pas, ou la démonstration est fermée.' });
    const { headers } = await authOf(event).api.enter({ body: { personId: found.value, openedBy: 'demonstration' }, headers: request.headers, returnHeaders: true });
    passCookies(headers, cookies);
    redirect(303, safePath(String(form.get('vers') ?? '')));
  },
};
