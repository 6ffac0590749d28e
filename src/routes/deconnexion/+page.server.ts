import { redirect } from '@sveltejs/kit';
import { authAt, openedBy, VISITOR } from '#core/identity/index.ts';
import { passCookies } from '#lib/server/pass-cookies.ts';
import { proConnectSettings } from '../auth.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request }) => {
  if (request.method === 'GET') redirect(303, '/');
};

export const actions: Actions = {
  /** Closes the session that the request carries; one that ProConnect opened is closed there too, by the browser, from the page that follows. */
  default: async ({ locals, url, request, cookies }) => {
    if (!locals.session) redirect(303, '/');
    const through = (await openedBy(locals.deps, locals.session.id)) === 'proconnect' ? proConnectSettings() : null;
    const { headers, response } = await authAt(locals.deps, url.origin, through).api.signOut({ body: { callbackURL: '/connexion', disableRedirect: true, state: `${crypto.randomUUID()}${crypto.randomUUID()}` }, headers: request.headers, returnHeaders: true });
    passCookies(headers, cookies);
    locals.actor = VISITOR;
    if (!through || !response.url) redirect(303, '/');
    const there = new URL(response.url);
    // ProConnect knows the client by the token's audience, and refuses what it did not ask for.
    there.searchParams.delete('client_id');
    return { there: there.href };
  },
};
