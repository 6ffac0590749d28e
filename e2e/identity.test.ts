import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';
import { codeFor } from './support/command.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const anAddress = () => `essai-${crypto.randomUUID().slice(0, 8)}@exemple.test`;
const signedIn = (page: Page) => page.getByRole('button', { name: 'Se déconnecter', exact: true });

/** Signs somebody in with a code, as far as the page she asked for. */
async function byCode(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('Votre adresse').fill(email);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu').fill(await codeFor(email));
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByLabel('Prénom et nom').fill(name);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await signedIn(page).waitFor();
}

test('with scripts off, on a phone: sent to sign in, a code, a name, and back to the page that was asked for', async () => {
  await visit('/annuaire?q=gourdon', async (page) => {
    const firm = (await page.locator('#resultats li h3 a').first().getAttribute('href'))!;
    await page.goto(`${firm}/rejoindre`);
    await page.getByText('Vous y reviendrez aussitôt').waitFor();
    const email = anAddress();
    await page.getByLabel('Votre adresse').fill(email);
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    await expectNoSideScroll(page);
    await page.getByLabel('Code reçu').fill('000000');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Ce n’est pas ce code');
    await page.getByLabel('Code reçu').fill(await codeFor(email));
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByLabel('Prénom et nom').fill('Lou Exemple');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(new URL(page.url()).pathname).toBe(`${firm}/rejoindre`);
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
});

test('codes are counted by address: too many are refused with a sentence that says when', async () => {
  await visit('/connexion', async (page) => {
    const email = anAddress();
    for (let i = 0; i < 6; i++) {
      await page.goto('/connexion');
      await page.getByLabel('Votre adresse').fill(email);
      await page.getByRole('button', { name: 'Recevoir un code' }).click();
    }
    expect(await page.getByRole('alert').textContent()).toMatch(/Trop de codes ont été demandés. Réessayez dans \d+/);
    await expectAccessible(page);
  });
});

test('a passkey is added once signed in, and opens the door the next time', async () => {
  await visit('/connexion?vers=/compte', async (page) => {
    const client = await page.context().newCDPSession(page);
    await client.send('WebAuthn.enable');
    await client.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    await byCode(page, anAddress(), 'Noa Exemple');
    await page.getByRole('button', { name: 'Ajouter une clé sur cet appareil' }).click();
    await page.getByText('Clé ajoutée le').waitFor();
    await expectAccessible(page);
    await signedIn(page).click();
    await page.getByRole('link', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await signedIn(page).waitFor();
    await page.goto('/compte');
    expect(await page.getByText('avec une clé d’accès').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Oublier cette clé' }).click();
    expect(await page.getByText('Clé ajoutée le').count()).toBe(0);
  });
});

const person = { sub: 'e2e-1', given_name: 'Andréa', usual_name: 'Exemple', email: 'andrea@exemple.test', siret: '99999999999999', organization_label: 'Entreprise exemple', acr: 'eidas1' };
const atProConnect = (state: object) => fetch(`http://${inject('proConnect')}/double`, { method: 'POST', body: JSON.stringify(state) });

test('ProConnect: there and back, then out of both; a weak identity gets a sentence and another way', async () => {
  await atProConnect({ next: person });
  await visit('/connexion?vers=/compte', async (page) => {
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
    await page.getByRole('heading', { name: 'Votre compte' }).waitFor();
    expect(await page.getByText('andrea@exemple.test').isVisible()).toBe(true);
    expect(await page.getByText('avec ProConnect').isVisible()).toBe(true);
    await signedIn(page).click();
    await page.getByRole('heading', { name: 'Vous êtes déconnecté de Gariotte' }).waitFor();
    expect(await page.getByRole('link', { name: 'Fermer aussi ProConnect' }).getAttribute('href')).toContain('id_token_hint=');
    await page.waitForURL(/\/connexion/);
    expect(await signedIn(page).count()).toBe(0);

    await atProConnect({ next: { ...person, acr: 'eidas0' } });
    await page.goto('/connexion');
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
    await page.getByText('ProConnect n’a pas pu s’assurer assez de votre identité').waitFor();
    await expectAccessible(page);
  });
});

test('who signs out everywhere is out everywhere', async () => {
  const [here, there] = [await cookieOf('adviser-cma'), await cookieOf('adviser-cma')];
  const address = inject('address');
  const answer = await fetch(`${address}/compte?/everywhere`, { method: 'POST', headers: { cookie: here, origin: address, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, body: '', redirect: 'manual' });
  expect(answer.status).toBe(303);
  for (const cookie of [here, there]) expect((await fetch(`${address}/compte`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303);
});

test.each(['/connexion', '/compte'])('%s fits a phone and a desk and passes the accessibility check', async (path) => {
  for (const size of [PHONE, DESK])
    await visit(path, async (page) => {
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }, path === '/connexion' ? size : { ...size, as: 'member' });
});
