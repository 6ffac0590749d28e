import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { closeSession, demonstrationAccounts, demonstrationPerson, tried } from '#core/identity/index.ts';
import { plural } from '#lib/format.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { authOf, proConnectSettings } from '../auth.ts';
import { CODE_FOR } from './code-for.ts';
import { proConnectProblem } from './problems.ts';
import { safePath } from './safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

const Email = z.email().max(254);

export const load: PageServerLoad = async ({ locals, url }) => {
  const to = safePath(url.searchParams.get('vers'));
  if (locals.actor.kind === 'person') redirect(303, to);
  const accounts = await demonstrationAccounts(locals.deps, locals.territory.id);
  return {
    to,
    asked: url.searchParams.has('vers'),
    proConnect: proConnectSettings() !== null,
    problem: proConnectProblem(url.searchParams.get('probleme')),
    accounts: accounts.map(({ key, name, does }) => ({ key, name, does })),
  };
};

export const actions: Actions = {
  /** Sends a code to an address; the next page takes it. */
  code: async (event) => {
    const { locals, request, cookies, getClientAddress } = event;
    const form = await request.formData();
    const typed = String(form.get('email') ?? '').trim();
    const email = Email.safeParse(typed.toLowerCase());
    if (!email.success) return fail(400, { email: typed, emailProblem: 'Cette adresse ne se lit pas. Exemple : prenom.nom@exemple.fr' });
    for (const answer of [await tried(locals.deps, 'code-client', getClientAddress()), await tried(locals.deps, 'code-address', email.data)])
      if (!answer.ok) return fail(429, { email: typed, emailProblem: `Trop de codes ont été demandés. Réessayez dans ${plural(answer.minutes, 'minute')}.` });
    await authOf(event).api.sendVerificationOTP({ body: { email: email.data, type: 'sign-in' } });
    cookies.set(CODE_FOR, email.data, { path: '/connexion', httpOnly: true, sameSite: 'lax', secure: event.url.protocol === 'https:', maxAge: 15 * 60 });
    redirect(303, `/connexion/code?${new URLSearchParams({ vers: safePath(String(form.get('vers') ?? '')) })}`);
  },
  /** One click, and only for people who do not exist. */
  demonstration: async (event) => {
    const { locals, request, cookies } = event;
    const form = await request.formData();
    const found = await demonstrationPerson(locals.deps, locals.territory.id, String(form.get('compte') ?? ''));
    if (!found.ok) return fail(404, { problem: 'Ce compte de démonstration n’existe pas, ou la démonstration est fermée.' });
    const { headers } = await authOf(event).api.enter({ body: { personId: found.value, openedBy: 'demonstration' }, headers: request.headers, returnHeaders: true });
    if (locals.session && locals.actor.kind === 'person') await closeSession(locals.deps, locals.actor.id, locals.session.id);
    passCookies(headers, cookies);
    redirect(303, safePath(String(form.get('vers') ?? '')));
  },
};
