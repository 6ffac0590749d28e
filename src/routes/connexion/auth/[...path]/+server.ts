import { error, redirect } from '@sveltejs/kit';
import { authAt, closeSession, passage, type Passage, tried } from '#core/identity/index.ts';
import { authOf, proConnectSettings } from '../../../auth.ts';
import { problemOf } from '../../problems.ts';
import type { RequestEvent, RequestHandler } from './$types';

// Of all the addresses that the sign-in library knows, those that a browser may reach.
const OPEN: Record<string, 'GET' | 'POST'> = {
  'passkey/generate-register-options': 'GET',
  'passkey/verify-registration': 'POST',
  'passkey/generate-authenticate-options': 'GET',
  'passkey/verify-authentication': 'POST',
};
const CALLBACK = 'callback/proconnect';

/** The way back from ProConnect: a session, or one clear sentence on the sign-in page. */
async function fromProConnect({ locals, url, request }: RequestEvent): Promise<Response> {
  const settings = proConnectSettings();
  if (!settings) error(404, { message: 'Cette page n’existe pas.' });
  const now: Passage = { problem: null, siret: null, organization: null };
  const answer = await passage.run(now, () => authAt(locals.deps, url.origin, settings).handler(request));
  const to = answer.headers.get('location');
  const failure = to && URL.canParse(to, url.origin) ? new URL(to, url.origin).searchParams.get('error') : 'unreadable';
  if (now.problem || failure) redirect(303, `/connexion?${new URLSearchParams({ probleme: now.problem ?? problemOf(failure!) })}`);
  if (locals.session && locals.actor.kind === 'person') await closeSession(locals.deps, locals.actor.id, locals.session.id);
  return answer;
}

const through: RequestHandler = async (event) => {
  const { params, request, locals, getClientAddress } = event;
  if (request.method === 'GET' && params.path === CALLBACK) return fromProConnect(event);
  if (OPEN[params.path] !== request.method) error(404, { message: 'Cette page n’existe pas.' });
  if (!(await tried(locals.deps, 'passkey-client', getClientAddress())).ok) error(429, { message: 'Trop d’essais. Réessayez plus tard.' });
  return authOf(event).handler(request);
};

export const GET = through;
export const POST = through;
