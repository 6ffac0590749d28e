import { fail, redirect } from '@sveltejs/kit';
import { closeSession, demonstrationAccounts, tried } from '#core/identity/index.ts';
import { plural } from '#lib/format.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { afterSignIn, authOf } from '../../auth.ts';
import { CODE_FOR } from '../code-for.ts';
import { safePath } from '../safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

const WRONG: Record<string, string> = {
  OTP_EXPIRED: 'Ce code n’est plus valable : il ne sert qu’un quart d’heure.',
  TOO_MANY_ATTEMPTS: 'Trois essais ont échoué : ce code ne sert plus.',
};

export const load: PageServerLoad = async ({ cookies, url, locals }) => {
  const email = cookies.get(CODE_FOR);
  const to = safePath(url.searchParams.get('vers'));
  if (!email) redirect(303, `/connexion?${new URLSearchParams({ vers: to })}`);
  return { email, to, mailLeaves: Boolean(locals.deps.mailLeaves), outboxIsOpen: !locals.deps.mailLeaves && (await demonstrationAccounts(locals.deps, locals.territory.id)).length > 0 };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, cookies, getClientAddress } = event;
    const form = await request.formData();
    const to = safePath(String(form.get('vers') ?? ''));
    const email = cookies.get(CODE_FOR);
    if (!email) redirect(303, `/connexion?${new URLSearchParams({ vers: to })}`);
    const allowed = await tried(locals.deps, 'typed-client', getClientAddress());
    if (!allowed.ok) return fail(429, { problem: `Trop d’essais. Réessayez dans ${plural(allowed.minutes, 'minute')}.` });
    const otp = String(form.get('code') ?? '').replace(/\D/g, '');
    if (otp.length !== 6) return fail(400, { problem: 'Le code a six chiffres.' });
    try {
      const { headers, response } = await authOf(event).api.signInEmailOTP({ body: { email, otp }, headers: request.headers, returnHeaders: true });
      if (locals.session && locals.actor.kind === 'person') await closeSession(locals.deps, locals.actor.id, locals.session.id);
      passCookies(headers, cookies);
      cookies.delete(CODE_FOR, { path: '/connexion' });
      redirect(303, afterSignIn(response.user, to));
    } catch (error) {
      const code = (error as { body?: { code?: string } }).body?.code;
      if (!code) throw error;
      return fail(400, { problem: WRONG[code] ?? 'Ce n’est pas ce code. Relisez le message, ou demandez un autre code.' });
    }
  },
};
