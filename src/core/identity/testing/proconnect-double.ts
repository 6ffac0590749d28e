import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { ACCEPTED_ACR } from '../sign-in/proconnect-settings.ts';

/** Who signs in at the double, and how sure it is of her. */
export type Identity = { sub: string; given_name: string; usual_name: string; email: string; siret: string; organization_label: string; acr: string };

export const CLIENT = { id: 'gariotte-essai', secret: 'un-secret-pour-les-essais-seulement' };

export type Double = {
  /** To be given as PROCONNECT_DOMAIN. */
  domain: string;
  /** Who will sign in next; null: the person gives up. */
  next: Identity | null;
  /** What it does wrong from now on. */
  fault: 'none' | 'forged-userinfo';
  /** Every authorization request that it got, as its parameters. */
  asked: URLSearchParams[];
  close: () => Promise<void>;
};

const KNOWN = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'claims', 'prompt', 'idp_hint', 'login_hint', 'siret_hint'];

/** A ProConnect of one's own on this machine: a real OpenID Connect provider that follows the same rules, with a person who clicks at once. */
export async function startDouble(redirectUris: string[], logoutUris: string[]): Promise<Double> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const domain = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Identity>();
  const provider = new Provider(`http://${domain}/api/v2`, {
    clients: [
      {
        client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris, post_logout_redirect_uris: logoutUris, grant_types: ['authorization_code'], response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post', userinfo_signed_response_alg: 'RS256', id_token_signed_response_alg: 'RS256',
      },
    ],
    acrValues: ['eidas0', ...ACCEPTED_ACR],
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret', 'organization_label'],
    claims: { openid: ['sub'], given_name: ['given_name'], usual_name: ['usual_name'], email: ['email'], siret: ['siret'], organization_label: ['organization_label'], acr: null, amr: null },
    pkce: { required: () => false },
    features: {
      jwtUserinfo: { enabled: true }, claimsParameter: { enabled: true }, rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = `<!doctype html><title>x</title><body>${form}<script>document.forms[0].submit()</script>`) }, devInteractions: { enabled: false },
    },
    ttl: { AuthorizationCode: 60, AccessToken: 3600, IdToken: 3600, Interaction: 600, Session: 3600, Grant: 3600 },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...people.get(id)!, sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['double'] },
  });
  provider.proxy = true;
  const handle = provider.callback();
  const double: Double = { domain, next: null, fault: 'none', asked: [], close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
  server.on('request', (request, response) => {
    const url = new URL(request.url!, `http://${domain}`);
    // Journeys tell it from another process who signs in next.
    if (url.pathname === '/double' && request.method === 'POST') {
      let text = '';
      request.on('data', (part: Buffer) => (text += part)).on('end', () => (Object.assign(double, JSON.parse(text)), response.writeHead(204).end()));
      return;
    }
    if (url.pathname.startsWith('/interaction/')) {
      void (async () => {
        const { params } = await provider.interactionDetails(request, response);
        const who = double.next;
        if (!who) return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'given up' }, { mergeWithLastSubmission: false });
        people.set(who.sub, who);
        const grant = new provider.Grant({ accountId: who.sub, clientId: String(params['client_id']) });
        grant.addOIDCScope(String(params['scope']));
        grant.addOIDCClaims(['acr', 'amr']);
        await provider.interactionFinished(request, response, { login: { accountId: who.sub, acr: who.acr, amr: ['pwd'] }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
      })().catch((error: unknown) => response.writeHead(500).end(String(error)));
      return;
    }
    if (url.pathname === '/api/v2/authorize' || url.pathname === '/api/v2/auth') {
      double.asked.push(url.searchParams);
      const unknown = [...url.searchParams.keys()].filter((name) => !KNOWN.includes(name));
      if (unknown.length > 0) return void response.writeHead(400).end(`Y000400 ${unknown}`);
      // It lets weak identities through, as one that forgot to check would: they must be refused at home.
      request.url = request.url!.replace(encodeURIComponent('"essential":true'), encodeURIComponent('"essential":false'));
    }
    if (double.fault === 'forged-userinfo' && url.pathname === '/api/v2/me') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: `http://${domain}/api/v2`, aud: CLIENT.id, ...double.next };
      return void response.writeHead(200, { 'content-type': 'application/jwt' }).end(`${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from('forged').toString('base64url')}`);
    }
    // The provider is mounted at /api/v2, as the real one.
    if (!url.pathname.startsWith('/api/v2/')) return void response.writeHead(404).end();
    request.url = request.url!.slice('/api/v2'.length);
    Object.assign(request, { originalUrl: `/api/v2${request.url}`, baseUrl: '/api/v2' });
    void handle(request, response);
  });
  return double;
}
