import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { aPerson } from '../testing/builders.ts';
import { CLIENT, type Double, type Identity, startDouble } from '../testing/proconnect-double.ts';
import { authAt } from './auths.ts';
import { discoverProConnect, passage, type Passage } from './proconnect.ts';
import { readProConnect } from './proconnect-settings.ts';

const ORIGIN = 'http://localhost:4999';
const CALLBACK = `${ORIGIN}/connexion/auth/callback/proconnect`;
const camille: Identity = { sub: 'f3b1c2', given_name: 'Camille', usual_name: 'Exemple', email: 'Camille@exemple.invalid', siret: '00000000100013', organization_label: 'Scierie exemple', acr: 'eidas1' };

let double: Double;
let deps: Deps;
beforeAll(async () => {
  double = await startDouble([CALLBACK], [`${ORIGIN}/connexion`]);
});
afterAll(() => double.close());
beforeEach(async () => {
  deps = await testDeps();
  Object.assign(double, { next: camille, fault: 'none', asked: [] });
});

const settings = () => readProConnect({ PROCONNECT_DOMAIN: double.domain, PROCONNECT_CLIENT_ID: CLIENT.id, PROCONNECT_CLIENT_SECRET: CLIENT.secret })!;
const auth = () => authAt(deps, ORIGIN, settings());
const cookiesOf = (headers: Headers) => headers.getSetCookie().map((one) => one.split(';')[0]!);

/** Goes to ProConnect as a browser does and comes back to our address, with the cookies that we set. */
async function goThere(): Promise<{ back: URL; cookie: string }> {
  const { headers, response } = await auth().api.signInSocial({ body: { provider: 'proconnect', callbackURL: '/poste', errorCallbackURL: '/connexion', disableRedirect: true }, returnHeaders: true });
  let at = response.url!;
  const jar = new Map<string, string>();
  for (let hop = 0; hop < 8; hop++) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const one of cookiesOf(answer.headers)) jar.set(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1));
    const next = answer.headers.get('location');
    if (!next) throw new Error(`ProConnect's double stopped: ${answer.status} ${await answer.text()}`);
    at = new URL(next, at).href;
    if (at.startsWith(ORIGIN)) return { back: new URL(at), cookie: cookiesOf(headers).join('; ') };
  }
  throw new Error('too many redirections');
}

async function comeBack({ back, cookie }: { back: URL; cookie: string }) {
  const now: Passage = { problem: null, siret: null, organization: null };
  const answer = await passage.run(now, () => auth().handler(new Request(back, { headers: { cookie } })));
  const to = new URL(answer.headers.get('location') ?? '/none', ORIGIN);
  return { to: to.pathname, error: now.problem ?? to.searchParams.get('error'), cookie: cookiesOf(answer.headers).find((one) => one.startsWith('gariotte.session_token=') && one.length > 40) ?? null };
}

test('a professional comes back with a session, her name, her address and the establishment that ProConnect states', async () => {
  const done = await comeBack(await goThere());
  expect(done).toMatchObject({ to: '/poste', error: null, cookie: expect.any(String) });
  const session = await auth().api.getSession({ headers: new Headers({ cookie: done.cookie! }) });
  expect(session?.user).toMatchObject({ name: 'Camille Exemple', email: 'camille@exemple.invalid', emailVerified: true });
  expect(await deps.db.selectFrom('sign_in_method').select(['provider_id', 'account_id', 'siret', 'organization']).execute()).toEqual([{ provider_id: 'proconnect', account_id: 'f3b1c2', siret: '00000000100013', organization: 'Scierie exemple' }]);
  expect(await deps.db.selectFrom('session').select('opened_by').execute()).toEqual([{ opened_by: 'proconnect' }]);

  double.next = { ...camille, siret: '00000000200012' };
  await comeBack(await goThere());
  expect((await deps.db.selectFrom('sign_in_method').select('siret').execute()).map((row) => row.siret), 'the establishment she works for today').toEqual(['00000000200012']);
});

test('what ProConnect is asked is what it takes: no PKCE, state and nonce of 32 characters at least, assurance asked for', async () => {
  await goThere();
  const [asked] = double.asked;
  expect([...asked!.keys()].toSorted()).toEqual(['claims', 'client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state']);
  expect(asked!.get('state')!.length).toBeGreaterThanOrEqual(32);
  expect(asked!.get('nonce')!.length).toBeGreaterThanOrEqual(32);
  expect(JSON.parse(asked!.get('claims')!)).toMatchObject({ id_token: { acr: { essential: true } } });
});

test('who already has an account by mail comes back to the same', async () => {
  const id = await aPerson(deps, 'Camille Exemple', { email: 'camille@exemple.invalid' });
  await comeBack(await goThere());
  expect((await deps.db.selectFrom('sign_in_method').select('person_id').execute()).map((row) => row.person_id)).toEqual([id]);
});

test('whom an adviser vouched for before she ever came may come first by ProConnect', async () => {
  const id = deps.newId();
  await deps.db.insertInto('person').values({ id, name: '', email: 'camille@exemple.invalid' }).execute();
  expect((await comeBack(await goThere())).cookie).not.toBeNull();
  expect((await deps.db.selectFrom('session').select('person_id').execute()).map((row) => row.person_id)).toEqual([id]);
});

const nobody = async () => expect(await deps.db.selectFrom('session').selectAll().execute()).toEqual([]);

test('an identity that ProConnect is not sure enough of is refused here, whatever was asked there', async () => {
  double.next = { ...camille, acr: 'eidas0' };
  expect(await comeBack(await goThere())).toMatchObject({ error: 'weak', cookie: null });
  await nobody();
});

test('a way back with another state, or into another browser, opens nothing', async () => {
  const gone = await goThere();
  const otherState = new URL(gone.back);
  otherState.searchParams.set('state', 'x'.repeat(32));
  expect(await comeBack({ ...gone, back: otherState })).toMatchObject({ error: expect.stringContaining('state'), cookie: null });
  expect(await comeBack({ ...gone, cookie: '' })).toMatchObject({ error: expect.stringContaining('state'), cookie: null });
  await nobody();
});

test('a code serves once; an invented one serves nobody', async () => {
  const gone = await goThere();
  const invented = new URL(gone.back);
  invented.searchParams.set('code', 'invented');
  expect(await comeBack({ ...gone, back: invented })).toMatchObject({ error: 'invalid_code', cookie: null });
  expect((await comeBack(gone)).cookie, 'the state was used up by the first try').toBeNull();
  await nobody();
});

test('a userinfo that ProConnect did not sign is refused', async () => {
  double.fault = 'forged-userinfo';
  expect(await comeBack(await goThere())).toMatchObject({ error: 'forged', cookie: null });
  await nobody();
});

test('who gives up at ProConnect comes back without a session', async () => {
  double.next = null;
  expect(await comeBack(await goThere())).toMatchObject({ to: '/connexion', error: 'access_denied', cookie: null });
  await nobody();
});

test('a SIRET that the person states herself is not kept', async () => {
  double.next = { ...camille, acr: 'eidas0-mfa' };
  expect((await comeBack(await goThere())).cookie).not.toBeNull();
  expect((await deps.db.selectFrom('sign_in_method').select('siret').execute())[0]).toEqual({ siret: null });
});

test('leaving closes ProConnect’s session too: its address carries the token that it gave', async () => {
  const { cookie } = await comeBack(await goThere());
  const out = await auth().api.signOut({ headers: new Headers({ cookie: cookie! }), body: { callbackURL: '/connexion', disableRedirect: true, state: 'y'.repeat(32) } });
  const there = new URL(out.url!);
  expect(there.pathname).toBe('/api/v2/session/end');
  expect(there.searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect(there.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/connexion`);
  await nobody();
});

test('when ProConnect is down, that is known at once; nothing of it is shown where it is not configured', async () => {
  expect(await discoverProConnect({ ...settings(), domain: '127.0.0.1:1' })).toBeNull();
  expect(readProConnect({ PROCONNECT_DOMAIN: 'auth.agentconnect.gouv.fr' })).toBeNull();
  expect(readProConnect({ PROCONNECT_DOMAIN: 'a/b', PROCONNECT_CLIENT_ID: 'x', PROCONNECT_CLIENT_SECRET: 'y' })).toBeNull();
});
