import { beforeAll, expect, inject, test } from 'vitest';
import { type Actor, may, type Person } from '../src/core/identity/index.ts';
import { RIGHTS_OF_ROUTES } from '../src/routes/rights-of-routes.ts';
import { cookieOf, type Role } from './support/browser.ts';
import { routesOnDisk } from './support/routes.ts';

const ROLES: ('visitor' | Role)[] = ['visitor', 'member', 'adviser', 'manager', 'administrator'];
// These close the session that tries them: each try signs in anew.
const CLOSES = /^POST \/(compte|deconnexion)/;
let firms: { own: string; other: string };

beforeAll(async () => {
  const address = inject('address');
  const own = /\/annuaire\/(\d{14})/.exec(await (await fetch(`${address}/compte`, { headers: { cookie: await cookieOf('member') } })).text())![1]!;
  const all = await (await fetch(`${address}/annuaire?q=gourdon`)).text();
  firms = { own, other: [...all.matchAll(/\/annuaire\/(\d{14})/g)].map((match) => match[1]!).find((siret) => siret !== own)! };
});

/** The actor behind a demonstration account, as far as rights ask. */
function actorBehind(role: (typeof ROLES)[number]): Actor {
  if (role === 'visitor') return { kind: 'visitor' };
  const person: Person = { kind: 'person', id: 'herself', name: role, email: '', demonstration: true, firms: [], bodies: [], administrator: role === 'administrator' };
  if (role === 'member') return { ...person, firms: [firms.own] };
  return role === 'administrator' ? person : { ...person, bodies: [{ id: 'hers', role: role === 'manager' ? 'manager' : 'adviser' }] };
}

const filled = (path: string, siret: string) =>
  path.replace('[siret]', siret).replace('[sens]', 'sort').replace('[code]', '46042').replace('[board]', 'locaux').replace('[kind]', 'premises-need').replace('[id]', '00000000-0000-7000-8000-000000000000').replace('[token]', 'aaaa.bbbb').replace('[...path]', 'passkey/none');

type Seen = 'let in' | 'refused' | `broken (${number})`;

async function tryIt(route: string, siret: string, cookie: string | null): Promise<Seen> {
  const [method, path] = route.split(' ') as [string, string];
  const answer = await fetch(inject('address') + filled(path, siret), {
    method, redirect: 'manual', headers: { origin: inject('address'), accept: 'text/html', ...(cookie ? { cookie } : {}), ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, ...(method === 'POST' ? { body: '' } : {}),
  });
  await answer.arrayBuffer();
  if (answer.status >= 500) return `broken (${answer.status})`;
  const toSignIn = answer.status === 303 && answer.headers.get('location')!.startsWith('/connexion?vers=') && !path.startsWith('/connexion');
  return answer.status === 403 || toSignIn ? 'refused' : 'let in';
}

test('every address of the product has its right written down, and no right is for an address that is gone', () => {
  expect(routesOnDisk()).toEqual(Object.keys(RIGHTS_OF_ROUTES).toSorted());
});

test.each(ROLES)('as %s, every address answers as the table of rights says, on one’s own firm and on another’s', { timeout: 240_000 }, async (role) => {
  const actor = actorBehind(role);
  let cookie = role === 'visitor' ? null : await cookieOf(role);
  const wrong: string[] = [];
  for (const [route, action] of Object.entries(RIGHTS_OF_ROUTES))
    for (const whose of route.includes('[siret]') ? (['own', 'other'] as const) : (['own'] as const)) {
      if (cookie && CLOSES.test(route)) cookie = await cookieOf(role as Role);
      const seen = await tryIt(route, firms[whose], cookie);
      if (cookie && CLOSES.test(route)) cookie = await cookieOf(role as Role);
      const expected = may(actor, action, { siret: firms[whose], openDemonstration: true }).ok ? 'let in' : 'refused';
      // A link that nobody signed is refused to everybody, in its own words.
      if (seen !== expected && !(action === 'link.use' && seen === 'refused')) wrong.push(`${route} on ${whose}: ${seen}, should be ${expected}`);
    }
  expect(wrong).toEqual([]);
});

test('a form sent from elsewhere is refused whatever the session, at every address', { timeout: 120_000 }, async () => {
  const cookie = await cookieOf('administrator');
  const taken: string[] = [];
  for (const route of Object.keys(RIGHTS_OF_ROUTES).filter((one) => one.startsWith('POST '))) {
    const answer = await fetch(inject('address') + filled(route.slice(5), firms.own), { method: 'POST', redirect: 'manual', headers: { origin: 'https://elsewhere.example', cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: '' });
    if (answer.status !== 403) taken.push(`${route}: ${answer.status}`);
  }
  expect(taken).toEqual([]);
});

test('nothing that a signed-in person is shown may be kept by a cache, and no page lets scripts of its own text run', async () => {
  const answer = await fetch(`${inject('address')}/compte`, { headers: { cookie: await cookieOf('member') } });
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  const policy = answer.headers.get('content-security-policy')!;
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-inline');
});
