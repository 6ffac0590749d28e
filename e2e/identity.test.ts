import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';
import { codeFor } from './support/command.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const anAddress = () => `essai-${crypto.randomUUID().slice(0, 8)}@exemple.test`;
/** On a phone the account alone is in the header; elsewhere it is there with a name, beside the way out. */
const account = (page: Page) => page.getByRole('banner').getByRole('link', { name: /compte$/i });
const signedIn = (page: Page) => page.getByRole('button', { name: 'Se déconnecter', exact: true });

/** Signs somebody in with a code, as far as the page she asked for. */
async function byCode(page: Page, email: string, name: string): Promise<void> {
  await page.getByLabel('Votre adresse').fill(email);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu').fill(await codeFor(email));
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByLabel('Prénom et nom').fill(name);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await account(page).waitFor();
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

/** The address of the nth open establishment that a search lists. */
async function aFirm(page: Page, nth: number): Promise<string> {
  await page.goto('/annuaire?q=figeac');
  return (await page.locator('#resultats li h3 a').nth(nth).getAttribute('href'))!;
}

test('a newcomer says that a firm is hers, an adviser vouches for her, and she notes what it has', async () => {
  await visit('/', async (page) => {
    const firm = await aFirm(page, 0);
    await page.goto(firm);
    await page.getByRole('link', { name: 'C’est mon entreprise' }).click();
    const email = anAddress();
    await byCode(page, email, 'Sasha Exemple');
    await page.getByLabel('Qui êtes-vous dans cette entreprise').fill('J’en suis la gérante');
    await page.getByRole('button', { name: 'Demander' }).click();
    expect(await page.getByRole('status').textContent()).toContain('chez les conseillers');
    await expectAccessible(page);
    expect((await page.goto(`${firm}/fiche`))!.status()).toBe(403);

    await visit(`${firm}/rejoindre`, async (desk) => {
      await desk.getByText('J’en suis la gérante').waitFor();
      await expectAccessible(desk);
      await desk.getByRole('button', { name: /Je m’en porte garant.*Sasha Exemple/ }).click();
      await desk.getByText(email).waitFor();
      await expectNoSideScroll(desk);
    }, { ...PHONE, as: 'adviser' });

    await page.goto(`${firm}/fiche/sort?q=sciure`);
    expect(await page.getByLabel('Accord donné par').inputValue()).toBe('Sasha Exemple');
    await page.goto(`${firm}/rejoindre`);
    await page.getByRole('button', { name: 'Quitter l’entreprise Sasha Exemple' }).click();
    expect((await page.goto(`${firm}/fiche`))!.status()).toBe(403);
  });
});

test('whose establishment ProConnect states it joins it in one click, and no other', async () => {
  await visit('/', async (page) => {
    const [firm, other] = [await aFirm(page, 1), await aFirm(page, 2)];
    await atProConnect({ next: { ...person, sub: 'e2e-2', email: 'charlie@exemple.test', siret: firm.slice('/annuaire/'.length) } });
    await page.goto(`${other}/rejoindre`);
    await page.getByRole('link', { name: 'S’identifier avec ProConnect' }).click();
    await page.getByRole('heading', { name: 'Par un conseiller' }).waitFor();
    expect(await page.getByRole('heading', { name: 'ProConnect vous y connaît' }).count()).toBe(0);
    await page.goto(`${firm}/rejoindre`);
    await page.getByRole('button', { name: 'C’est mon entreprise' }).click();
    await page.getByText('vous parlez au nom de cette entreprise').waitFor();
    await expectAccessible(page);
  });
});

test('what is held about a person is shown, taken away, and erased when she says so', async () => {
  await visit('/connexion?vers=/mes-donnees', async (page) => {
    const email = anAddress();
    await byCode(page, email, 'Alex Exemple');
    await page.getByRole('heading', { name: 'Ce que Gariotte sait de vous' }).waitFor();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    const file = await page.request.get('/mes-donnees/export.json');
    expect(file.headers()['content-disposition']).toContain('attachment');
    expect(await file.text()).toContain(email);
    await page.getByLabel('Je veux que tout soit effacé').check();
    await page.getByRole('button', { name: 'Effacer mon compte' }).click();
    await page.waitForURL(/\/$/);
    expect(await account(page).count()).toBe(0);
  }, PHONE);
});

test('on a phone, the way out is in the account', async () => {
  await visit('/compte', async (page) => {
    await expectNoSideScroll(page);
    await signedIn(page).click();
    await page.getByRole('banner').getByRole('link', { name: 'Se connecter' }).waitFor();
    expect(await account(page).count()).toBe(0);
  }, { ...PHONE, as: 'member' });
});

test('who signs out everywhere is out everywhere', async () => {
  const [here, there] = [await cookieOf('adviser-cma'), await cookieOf('adviser-cma')];
  const address = inject('address');
  const answer = await fetch(`${address}/compte?/everywhere`, { method: 'POST', headers: { cookie: here, origin: address, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, body: '', redirect: 'manual' });
  expect(answer.status).toBe(303);
  for (const cookie of [here, there]) expect((await fetch(`${address}/compte`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303);
});

test.each(['/connexion', '/compte', '/mes-donnees', '/registre-des-traitements'])('%s fits a phone and a desk and passes the accessibility check', async (path) => {
  for (const size of [PHONE, DESK])
    await visit(path, async (page) => {
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }, path === '/connexion' ? size : { ...size, as: 'member' });
});

test('the administration adds a body; an invented body takes no real person', async () => {
  await visit('/compte', async (page) => {
    await page.getByRole('link', { name: 'Structures et conseillers' }).click();
    await expectAccessible(page);
    const invented = page.locator('section', { has: page.getByRole('heading', { name: 'Chambre de métiers exemple' }) });
    await invented.getByText('on n’y ajoute personne').waitFor();
    expect(await invented.getByText('Ajouter quelqu’un').count()).toBe(0);
    const name = `Structure d’essai ${crypto.randomUUID().slice(0, 8)}`;
    await page.getByLabel('Nom', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Ajouter la structure' }).click();
    await page.getByRole('heading', { name }).waitFor();
    await expectNoSideScroll(page);
    // The first real adviser would close the invented accounts, and leave nobody to administer.
    const real = page.locator('section', { has: page.getByRole('heading', { name }) });
    await real.getByText('Ajouter quelqu’un').click();
    await real.getByLabel('Prénom et nom').fill('Vraie Personne');
    await real.getByLabel('Adresse').fill(anAddress());
    await real.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByText('La première vraie personne ferme les comptes inventés').waitFor();
    expect(await real.getByLabel('Prénom et nom').inputValue()).toBe('Vraie Personne');
  }, { ...PHONE, as: 'administrator' });
});

test('who saw what: an administrator filters the trail, its address can be mailed, and it opens in a spreadsheet; an adviser does not see it', { timeout: 180_000 }, async () => {
  await visit('/annuaire?q=gourdon', async (page) => {
    const firm = page.getByRole('main').locator('a[href^="/annuaire/0"]').first();
    await page.goto(`${(await firm.getAttribute('href'))!}/fiche`);
  }, { ...DESK, as: 'adviser' });
  await visit('/journal', async (page) => {
    await page.getByLabel('Quoi', { exact: true }).selectOption({ label: 'fiche lue' });
    await page.getByLabel('Qui', { exact: true }).fill('camille');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    expect(new URL(page.url()).searchParams.get('quoi')).toBe('record.read');
    expect(await page.getByRole('row', { name: /Camille Exemple fiche lue/ }).count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.getByLabel('Entreprise').fill('scierie');
    await page.getByRole('button', { name: 'Chercher', exact: true }).click();
    await page.getByText('Il faut un SIRET').waitFor();
    expect(await page.getByLabel('Entreprise').inputValue()).toBe('scierie');
  }, { ...PHONE, as: 'administrator' });
  const table = await fetch(`${inject('address')}/journal.csv?quoi=record.read`, { headers: { cookie: await cookieOf('administrator') } });
  expect(await table.text()).toContain('Camille Exemple;fiche lue');
  expect((await fetch(`${inject('address')}/journal`, { headers: { cookie: await cookieOf('adviser'), accept: 'text/html' } })).status).toBe(403);
});

test('somebody who only telephoned: her adviser finds what is held under the number, and erases it', { timeout: 180_000 }, async () => {
  await visit('/demander', async (page) => {
    await page.getByLabel('De quoi avez-vous besoin').fill('Reprendre le café du village');
    await page.getByLabel('Dans quelle commune').fill('Cazals');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('n’avez pas encore d’entreprise').check();
    await page.getByLabel('Par téléphone').check();
    await page.getByLabel('Votre nom').fill('Discrète Exemple');
    await page.getByLabel('Téléphone', { exact: true }).fill('06 00 00 09 09');
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page.waitForURL(/\/demande\//);
  }, { ...PHONE, javaScriptEnabled: false });
  await visit('/poste/personne', async (page) => {
    await page.getByLabel('Son téléphone ou son courriel').fill('+33 6 00 00 09 09');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByText('Ses demandes d’aide').waitFor();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.getByLabel('La personne le demande').check();
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await page.getByText('C’est effacé').waitFor();
    await page.goto('/poste/demandes?voir=closes&q=discrète');
    expect(await page.getByRole('main').textContent()).not.toContain('Discrète');
  }, { ...PHONE, as: 'adviser' });
});
