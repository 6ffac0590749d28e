import { redirect } from '@sveltejs/kit';
import { authAt, discoverProConnect, forgetAuths, tried } from '#core/identity/index.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { proConnectSettings } from '../../auth.ts';
import { safePath } from '../safe-path.ts';
import type { RequestHandler } from './$types';

/** Sends a person to ProConnect. A link and not a form: from there she goes on to her employer’s, which our forms may not lead to. */
export const GET: RequestHandler = async ({ locals, url, request, cookies, getClientAddress }) => {
  const settings = proConnectSettings();
  const to = safePath(url.searchParams.get('vers'));
  const back = (probleme: string) => `/connexion?${new URLSearchParams({ vers: to, probleme })}`;
  if (!settings || !(await tried(locals.deps, 'proconnect-client', getClientAddress())).ok) redirect(303, back('refused'));
  if (!(await discoverProConnect(settings))) redirect(303, back('down'));
  const start = () =>
    authAt(locals.deps, url.origin, settings).api.signInSocial({ body: { provider: 'proconnect', callbackURL: to, errorCallbackURL: back('refused'), disableRedirect: true }, headers: request.headers, returnHeaders: true });
  const started = await start().catch(() => {
    forgetAuths(locals.deps);
    return null;
  });
  if (!started?.response.url) redirect(303, back('down'));
  passCookies(started.headers, cookies);
  redirect(303, started.response.url, { external: [new URL(started.response.url).origin] });
};
