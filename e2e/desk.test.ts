import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, openBrowser, PHONE, visit } from './support/browser.ts';
import { freePort, type Product, startProduct } from './support/start-product.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const ROOT = join(import.meta.dirname, '..');
const run = promisify(execFile);
/** The command line, on a product that is running. */
const gariotte = (folder: string, ...words: string[]) => run(process.execPath, ['src/cli/main.ts', ...words], { cwd: ROOT, env: { ...process.env, GARIOTTE_DATA: folder, DATABASE_URL: '' } });

test('a firm phoned in: noted with the keyboard alone, found again by its telephone, and on the list of the day it was promised for', async () => {
  await visit('/poste', async (page) => {
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Noter un appel' }).waitFor();
    await page.getByLabel('Qui appelle').fill('scierie');
    await page.locator('#trouve li a').first().click();
    await page.getByText('ce n’est pas elle').waitFor();
    await page.getByLabel('Qui parle').fill('Mme Exemple');
    await page.getByLabel('Téléphone').fill('05 65 11 22 33');
    await page.getByLabel('Ce qu’elle a').fill('sciure de chêne');
    await page.getByLabel('Ce que vous avez promis').fill('dire qui prend la sciure');
    await page.getByLabel('Ce que vous avez promis').press('Enter');
    await page.getByRole('heading', { name: 'Mme Exemple', level: 1 }).waitFor();
    // What she has is one click from her record.
    expect(await page.getByRole('link', { name: /dans sa fiche/ }).getAttribute('href')).toMatch(/\/fiche\/sort\?q=sciure/);
    await expectAccessible(page);
    await page.goto('/poste?q=0565112233');
    await page.getByRole('link', { name: 'Mme Exemple', exact: true }).waitFor();
  }, { ...DESK, as: 'adviser-epci' });
});

test('what cannot be noted says why where the person looks, and keeps what was typed; scripts off, on a phone', async () => {
  await visit('/poste/appel', async (page) => {
    await page.getByLabel('Nom de la personne').fill('Dominique Voisin');
    await page.getByLabel('Courriel').fill('dominique@exemple.invalid');
    await page.getByLabel('Téléphone').fill('plus tard');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByText('Ce numéro ne se lit pas').waitFor();
    expect(await page.getByLabel('Nom de la personne').inputValue()).toBe('Dominique Voisin');
    await page.getByLabel('Téléphone').fill('06 00 00 00 44');
    await page.getByLabel('Minutes').fill('-5');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByText('Écrivez un nombre de minutes').waitFor();
    expect(await page.getByLabel('Minutes').inputValue()).toBe('-5');
    await page.getByLabel('Minutes').fill('7');
    await page.getByLabel('Ce que vous avez promis').fill('envoyer la plaquette des aides à la création');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByRole('heading', { name: 'Dominique Voisin', level: 1 }).waitFor();
    await expectNoSideScroll(page);
  }, { ...NO_SCRIPT, as: 'adviser-epci' });
});

test('one key answers the first line, the list shortens, and the answer can be undone', async () => {
  await visit('/poste', async (page) => {
    const lines = page.locator('#lignes > li');
    const before = await lines.count();
    const who = await lines.first().locator('.who').innerText();
    await page.keyboard.press('o');
    await page.getByText(`C’est noté pour ${who}`).waitFor();
    expect(await lines.count()).toBe(before - 1);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('comme avant').waitFor();
    expect(await lines.count()).toBe(before);
    // Put off by a key, and back on its date by a button.
    const line = page.locator('#lignes > li', { hasText: who });
    const was = await line.locator('.when').innerText();
    await page.keyboard.press('p');
    await page.getByText(`${who} revient`).waitFor();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('comme avant').waitFor();
    expect(await line.locator('.when').innerText()).toBe(was);
    await page.keyboard.press('ArrowDown');
    expect(await lines.nth(1).locator('[data-line]').getAttribute('class')).toContain('open');
    await expectAccessible(page);
  }, { ...DESK, as: 'adviser' });
});

test('a line tapped twice is answered once, and its answer can be taken back; what somebody else changed is said', async () => {
  const cookie = await cookieOf('adviser');
  const post = (action: string, fields: Record<string, string>) =>
    fetch(`${inject('address')}/poste?/${action}`, { method: 'POST', redirect: 'manual', headers: { origin: inject('address'), accept: 'text/html', cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
  const desk = await (await fetch(`${inject('address')}/poste`, { headers: { cookie } })).text();
  const [, id = '', version = ''] = /name="id" value="([^"]+)".*?name="version" value="(\d+)"/s.exec(desk)!;
  for (let tap = 0; tap < 2; tap++) expect((await post('answer', { id, version, answer: 'plus-tard' })).headers.get('location')).toBe(`/poste?fait=${id}`);
  expect((await post('undo', { id, version: String(Number(version) + 1) })).status).toBe(303);
  const late = await post('answer', { id, version, answer: 'oui' });
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('Quelqu’un vient de changer ce dossier')]);
});

test('an adviser away: her colleague has her lines at once, and she gets them back by one click', async () => {
  const toDo = async () => {
    let count = 0;
    await visit('/poste', async (page) => void (count = await page.locator('#lignes > li').count()), { ...NO_SCRIPT, as: 'manager' });
    return count;
  };
  const before = await toDo();
  await visit('/poste/absence', async (page) => {
    await page.getByLabel('Dernier jour').fill(await page.getByLabel('Premier jour').inputValue());
    await page.getByLabel('Qui me remplace').selectOption({ label: 'Alix Exemple, Département exemple, service économie' });
    await page.getByRole('button', { name: 'Noter l’absence' }).click();
    await page.getByText('Alix Exemple remplace').waitFor();
    expect(await toDo()).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('Alix Exemple remplace').waitFor({ state: 'detached' });
  }, { ...NO_SCRIPT, as: 'adviser' });
  expect(await toDo()).toBe(before);
});

test.each(['/poste', '/poste?voir=attente', '/poste?q=exemple', '/poste/appel', '/poste/equipe', '/poste/absence', '/courrier'])('%s fits a phone and a desk and passes the accessibility check', async (path) => {
  for (const size of [PHONE, DESK])
    await visit(path, async (page) => {
      await expectNoSideScroll(page);
      await expectAccessible(page);
    }, { ...size, as: 'adviser' });
});

test('a session that ends while one types loses nothing: signed in beside, the call is sent as it was', async () => {
  await visit('/poste/appel', async (page) => {
    const kept = await page.context().cookies();
    await page.getByLabel('Nom de la personne').fill('Dominique Exemple');
    await page.getByLabel('Téléphone').fill('05 65 00 99 98');
    await page.getByLabel('Ce que vous avez promis').fill('rappeler avec le nom d’un menuisier');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    await page.getByRole('heading', { name: 'Rien n’est perdu' }).waitFor();
    expect(await page.getByText('rappeler avec le nom d’un menuisier').isVisible()).toBe(true);
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await page.context().addCookies(kept);
    await page.getByRole('button', { name: 'Envoyer de nouveau' }).click();
    await page.waitForURL('**/poste**');
    await page.goto('/poste?q=Dominique+Exemple');
    expect(await page.getByText('rappeler avec le nom d’un menuisier').first().isVisible()).toBe(true);
  }, { ...PHONE, as: 'adviser' });
});

// People leave and weeks pass here: on a product of its own, so that other journeys find theirs as they left it.
let apart: Product;
beforeAll(async () => {
  apart = await startProduct(await freePort());
}, 600_000);
afterAll(() => apart.stop(), 30_000);

async function visitApart(account: string, path: string, options: BrowserContextOptions, journey: (page: Page) => Promise<void>) {
  const context = await (await openBrowser()).newContext({ ...options, baseURL: apart.address, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    await page.goto(`/connexion?vers=${path}`);
    await page.getByRole('button', { name: `Entrer : ${account}` }).click();
    await journey(page);
  } finally {
    await context.close();
  }
}

test('a mail answered from a phone: opening its link answers nothing, its button does, and the desk knows', { timeout: 300_000 }, async () => {
  await visitApart('Camille Exemple', '/poste/appel', NO_SCRIPT, async (page) => {
    await page.getByLabel('Nom de la personne').fill('Boulangerie exemple');
    await page.getByLabel('Courriel').fill('boulangerie@exemple.invalid');
    await page.getByLabel('Ce que vous avez promis').fill('trouver qui reprend le pain de la veille');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByRole('heading', { name: 'Boulangerie exemple', level: 1 }).waitFor();
    // Fifteen working days, wherever public holidays fall.
    for (const days of [21, 24, 27, 30]) await gariotte(apart.folder, 'clocks', '--on', new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
    await page.goto('/courrier?a=boulangerie@exemple.invalid');
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
    const answer = (await page.getByRole('link', { name: 'C’est fait' }).getAttribute('href'))!;
    // A mail scanner opens every link.
    for (let i = 0; i < 3; i++) await fetch(`${apart.address}${answer}`);
    await page.goto(answer);
    await page.getByRole('button', { name: 'Envoyer cette réponse' }).click();
    await page.getByRole('heading', { name: 'Merci, c’est noté' }).waitFor();
    await page.goto('/poste?q=boulangerie');
    await page.getByText('« C’est fait »').waitFor();
    await page.goto(answer);
    await page.getByRole('heading', { name: 'Merci, c’est noté' }).waitFor();
  });
});

test('a firm that nobody calls: its adviser, her stand-in, the firm itself, the managers are told in turn; after forty-five working days it is closed, the firm is told so, and reads it on its page', { timeout: 300_000 }, async () => {
  await visitApart('Camille Exemple', '/poste', PHONE, async (page) => {
    const visitor = await (await openBrowser()).newContext({ ...NO_SCRIPT, baseURL: apart.address, locale: 'fr-FR' });
    const firm = await visitor.newPage();
    await firm.goto('/demander');
    await firm.getByLabel('De quoi avez-vous besoin').fill('Ma facture d’électricité a doublé, que faire');
    await firm.getByLabel('Dans quelle commune').fill('Cazals');
    await firm.getByRole('button', { name: 'Continuer' }).click();
    await firm.getByLabel('avez une entreprise, une ferme').check();
    await firm.getByLabel('Par écrit').check();
    await firm.getByLabel('Votre nom').fill('Atelier oublié exemple');
    await firm.getByLabel('Courriel').fill('oublie@exemple.invalid');
    await firm.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await firm.waitForURL(/\/demande\//);
    const mails = async (to: string) => {
      await page.goto(`/courrier?a=${to}`);
      return page.getByRole('main').getByRole('listitem').allInnerTexts();
    };
    const pass = async (...days: number[]) => {
      for (const day of days) await gariotte(apart.folder, 'clocks', '--on', new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10));
    };
    const desk = async () => {
      await page.goto('/poste/demandes?voir=toutes&q=oublié');
      await page.getByRole('link', { name: 'Atelier oublié exemple' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Atelier oublié exemple' }).waitFor();
      return (await page.getByRole('region', { name: 'Ce qui s’est passé' }).textContent())!;
    };
    // Calendar days from any day of the week: the third working day first, then past the fifth and the sixth.
    await pass(3, 4, 5, 6);
    expect(await desk()).toContain('Rappel au conseiller');
    await pass(10, 13);
    expect(await desk()).toContain('Signalé au remplaçant ou au responsable');
    expect((await mails('oublie@exemple.invalid')).some((mail) => mail.includes('n’est pas oubliée'))).toBe(true);
    await firm.reload();
    expect(await firm.getByRole('main').textContent()).toContain('Nous vous avons demandé où vous en êtes');
    await pass(17, 20, 34, 37);
    expect((await desk()).match(/Signalé/g)!.length, 'then the managers, twice').toBeGreaterThanOrEqual(2);
    const before = await mails('oublie@exemple.invalid');
    await pass(80, 84);
    const last = (await mails('oublie@exemple.invalid')).filter((mail) => !before.includes(mail));
    expect(last.filter((mail) => mail.includes('Nous n’avons pas su vous répondre'))).toHaveLength(1);
    await pass(90);
    expect((await mails('oublie@exemple.invalid')).length, 'told once').toBe(before.length + last.length);
    await firm.reload();
    await firm.getByRole('heading', { name: 'Votre demande est close' }).waitFor();
    expect(await firm.getByRole('main').textContent()).toContain('Personne n’a pu répondre en 45 jours ouvrés');
    expect(await firm.getByRole('link', { name: 'Refaire une demande' }).isVisible()).toBe(true);
    await expectNoSideScroll(firm);
    await visitor.close();
  });
});

test('an adviser leaves: all she had goes to a colleague in one step with a note; then the last one leaves, and nobody is left waiting in silence', async () => {
  await visitApart('Alix Exemple', '/poste/equipe', DESK, async (page) => {
    await page.getByText('Quelqu’un s’en va').click();
    await page.getByLabel('Qui part').selectOption({ label: 'Camille Exemple' });
    await page.getByLabel('Qui reprend').selectOption({ label: 'Alix Exemple' });
    await page.getByRole('button', { name: 'Noter le départ' }).click();
    await page.getByText(/Camille Exemple suivait \d+/).waitFor();
    await page.goto('/courrier?a=alix@exemple.invalid');
    await page.getByRole('link', { name: /Vous reprenez \d+.dossiers de Camille Exemple/ }).waitFor();
    await page.goto('/poste');
    expect(await page.locator('#lignes > li').count()).toBeGreaterThan(3);
    await page.goto('/poste/equipe');
    await page.getByText('Quelqu’un s’en va').click();
    await page.getByLabel('Qui part').selectOption({ label: 'Alix Exemple' });
    await page.getByLabel('Qui reprend').selectOption({ label: 'Personne pour le moment' });
    await page.getByRole('button', { name: 'Noter le départ' }).click();
    await page.getByText('elle est notée en sommeil').waitFor();
  });
});

test('beyond thirty requests an hour from one connection, a kind sentence; what was typed is kept', async () => {
  const send = (i: number) =>
    fetch(`${apart.address}/demander?/envoyer`, {
      method: 'POST', redirect: 'manual', headers: { origin: apart.address, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ id: crypto.randomUUID(), mots: `Je cherche un apprenti, ${i}`, sujet: 'apprentice', commune: 'Gourdon', statut: 'pas-encore', joindre: 'telephone', nom: 'Chambre exemple', telephone: `06 00 11 22 ${String(i).padStart(2, '0')}` }).toString(),
    });
  let answer = await send(0);
  for (let i = 1; i < 40 && answer.status === 303; i++) answer = await send(i);
  expect(answer.status).toBe(429);
  const page = await answer.text();
  expect(page).toContain('Beaucoup de demandes viennent d’arriver de votre connexion');
  expect(page).toContain('Chambre exemple');
});

test.each([['/demande/forged.token', 'ne répond plus'], ['/courrier/arret/forged.token', 'plus valable'], ['/repondre/forged.token', 'ne répond plus']])('%s, which nobody signed, is not found, and a kind page says what to do', async (path, words) => {
  for (const request of [{}, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: inject('address') } }]) {
    const answer = await fetch(`${inject('address')}${path}`, request);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(words);
  }
});
