import { expect, test } from 'vitest';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { aPerson } from '../testing/builders.ts';
import { makeAuth } from './auth.ts';

const ORIGIN = 'http://localhost:4646';
const cookieOf = (headers: Headers) => headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');

test('a code opens a session, once; a session answers who she is, and no more once it is closed', async () => {
  const deps = await testDeps();
  const id = await aPerson(deps, 'Camille Exemple', { email: 'camille@exemple.invalid' });
  const sent: string[] = [];
  const auth = makeAuth(deps, ORIGIN, async ({ code }) => void sent.push(code));
  await auth.api.sendVerificationOTP({ body: { email: 'Camille@exemple.invalid', type: 'sign-in' } });
  const { headers } = await auth.api.signInEmailOTP({ body: { email: 'camille@exemple.invalid', otp: sent[0]! }, returnHeaders: true });
  expect(headers.getSetCookie()[0]).toMatch(/^gariotte\.session_token=.*HttpOnly; SameSite=Lax/i);
  const cookie = new Headers({ cookie: cookieOf(headers) });
  expect((await auth.api.getSession({ headers: cookie }))?.user.id).toBe(id);
  await expect(auth.api.signInEmailOTP({ body: { email: 'camille@exemple.invalid', otp: sent[0]! } })).rejects.toThrow();
  await auth.api.signOut({ headers: cookie });
  expect(await auth.api.getSession({ headers: cookie })).toBeNull();
  const forged = new Headers({ cookie: 'gariotte.session_token=abcdefghijklmnopqrstuvwxyzabcdef.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmE%3D' });
  expect(await auth.api.getSession({ headers: forged })).toBeNull();
});

test('behind https the cookie is for https alone', async () => {
  const deps = await testDeps();
  const personId = await aPerson(deps);
  const auth = makeAuth(deps, 'https://gariotte.example', async () => {});
  const { headers } = await auth.api.enter({ body: { personId, openedBy: 'demonstration' }, returnHeaders: true });
  expect(headers.getSetCookie()[0]).toMatch(/^__Secure-gariotte\.session_token=.*; Secure/);
  expect(await deps.db.selectFrom('session').select('opened_by').execute()).toEqual([{ opened_by: 'demonstration' }]);
});
