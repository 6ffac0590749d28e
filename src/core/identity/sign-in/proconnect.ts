import { AsyncLocalStorage } from 'node:async_hooks';
import { type OAuth2Tokens, validateToken } from 'better-auth/oauth2';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { ACCEPTED_ACR, CHECKED_ACR, discoveryUrl, type ProConnectSettings } from './proconnect-settings.ts';

const SECONDS_TO_ANSWER = 8;
// Claims of ProConnect's userinfo: scopes given_name, usual_name, email, siret, organization_label.
const Claims = z.object({ sub: z.string().min(1), email: z.email(), given_name: z.string().nullish(), usual_name: z.string().nullish(), siret: z.string().nullish(), organization_label: z.string().nullish() });
const Discovery = z.object({ issuer: z.url(), jwks_uri: z.url(), userinfo_endpoint: z.url() });
type Discovery = z.infer<typeof Discovery>;

export type ProConnectProblem = 'weak' | 'forged' | 'unreadable';
/** What one sign-in learnt on its way through the library: the establishment stated, or why it was refused. */
export type Passage = { problem: ProConnectProblem | null; siret: string | null; organization: string | null };
export const passage = new AsyncLocalStorage<Passage>();

/** What ProConnect says of itself now; null when it does not answer in time or says something else. */
export async function discoverProConnect(settings: ProConnectSettings): Promise<Discovery | null> {
  try {
    const answer = await fetch(discoveryUrl(settings), { signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000), redirect: 'error' });
    return answer.ok ? Discovery.parse(await answer.json()) : null;
  } catch {
    return null;
  }
}

/** ProConnect through the library's OpenID Connect, with what it wants otherwise: no PKCE, its secret in the body, `acr` checked again, a signed userinfo. */
export const proConnectPlugin = (settings: ProConnectSettings) =>
  genericOAuth({
    config: [
      {
        providerId: 'proconnect',
        discoveryUrl: discoveryUrl(settings),
        requireIdTokenVerification: true,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        tokenEndpointAuth: { method: 'client_secret_post' },
        pkce: false,
        scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret', 'organization_label'],
        authorizationUrlParams: { claims: JSON.stringify({ id_token: { acr: { essential: true, values: ACCEPTED_ACR }, amr: null } }) },
        getUserInfo: (tokens) => readIdentity(settings, tokens),
      },
    ],
  });

const refuse = (problem: ProConnectProblem) => {
  const now = passage.getStore();
  if (now) now.problem = problem;
  return null;
};

/** The identity behind tokens whose id_token the library has just verified; null with the reason noted. */
async function readIdentity(settings: ProConnectSettings, tokens: OAuth2Tokens) {
  const acr = acrOf(tokens.idToken);
  if (!acr || !ACCEPTED_ACR.includes(acr)) return refuse('weak');
  const about = await discoverProConnect(settings);
  if (!about || !tokens.accessToken) return refuse('unreadable');
  const answer = await fetch(about.userinfo_endpoint, { headers: { authorization: `Bearer ${tokens.accessToken}` }, signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000), redirect: 'error' }).catch(() => null);
  if (!answer?.ok) return refuse('unreadable');
  let said: unknown;
  if (answer.headers.get('content-type')?.startsWith('application/jwt')) {
    try {
      said = (await validateToken(await answer.text(), about.jwks_uri, { issuer: about.issuer, audience: settings.clientId, algorithms: ['RS256', 'ES256'] })).payload;
    } catch {
      return refuse('forged');
    }
  } else said = await answer.json().catch(() => null);
  const claims = Claims.safeParse(said);
  if (!claims.success) return refuse('unreadable');
  const now = passage.getStore();
  // A SIRET that the person states herself proves nothing: it is not kept.
  if (now && CHECKED_ACR.includes(acr)) Object.assign(now, { siret: claims.data.siret?.replace(/\s/g, '') || null, organization: claims.data.organization_label ?? null });
  const { sub, email, given_name, usual_name } = claims.data;
  return { sub, id: sub, email: email.toLowerCase(), emailVerified: true, name: [given_name, usual_name].filter(Boolean).join(' ') };
}

/** The level of assurance that a verified id_token states. */
function acrOf(idToken: string | undefined): string | null {
  try {
    const claims = JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString()) as { acr?: unknown };
    return typeof claims.acr === 'string' ? claims.acr : null;
  } catch {
    return null;
  }
}
