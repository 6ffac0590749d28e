import { beforeAll, expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const [FROM, TO] = ['atelier-textile@exemple.invalid', 'isolants@exemple.invalid'];
let firms: { from: string; to: string };

/** Notes what a firm says on the telephone, as its adviser would. */
async function note(siret: string, sens: 'sort' | 'manque', fields: Record<string, string>): Promise<void> {
  const form = new URLSearchParams({ matiere: '040222|', quantite: '120', unite: 't', par: 'an', etat: 'dry-solid', prix: '90', source: 'firm', certitude: 'stated', date: '2026-11-20', consentement: 'advisers', accord_qui: 'La gérante', accord_comment: 'au téléphone', ...fields });
  for (let month = 1; month <= 12; month++) form.append('mois', String(month));
  const answer = await fetch(`${inject('address')}/annuaire/${siret}/fiche/${sens}`, { method: 'POST', body: form, headers: { origin: inject('address'), accept: 'text/html', cookie: await cookieOf('adviser') }, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

/** Opens the latest mail to an address that offers an answer, and follows that answer's link. */
async function follow(page: Page, to: string, answer: string): Promise<void> {
  await page.goto(`/courrier?a=${to}`);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.getByRole('link', { name: answer, exact: true }).click();
}

beforeAll(async () => {
  const found = await (await fetch(`${inject('address')}/annuaire?q=menuiserie`)).text();
  const [from, to] = [...new Set([...found.matchAll(/\/annuaire\/(\d{14})/g)].map((match) => match[1]!))];
  firms = { from: from!, to: to! };
});

test('from a phoned-in need to what came of it: noted, proposed, introduced, answered from a phone without scripts, named, told, counted', { timeout: 300_000 }, async () => {
  await note(firms.from, 'sort', {});
  await note(firms.to, 'manque', { prix: '120' });
  await visit('/bourse/matieres', async (page) => {
    await page.getByRole('button', { name: 'Chercher de nouveau' }).click({ timeout: 120_000 });
    await page.getByRole('heading', { name: 'Bilan de la recherche', level: 1 }).waitFor();
    await page.goto(`/annuaire/${firms.from}`);
    await page.locator('section[aria-labelledby="aujourdhui"]').getByRole('heading', { level: 3 }).first().getByRole('link').click();
    await page.getByRole('link', { name: 'Mettre en relation' }).click();
    expect(await page.getByRole('main').textContent()).toContain('Rien ne part tant que vous n’avez pas envoyé');
    await page.locator(`[name="courriel-${firms.from}"]`).fill(FROM);
    await page.locator(`[name="telephone-${firms.from}"]`).fill('05 65 00 00 31');
    await page.locator(`[name="courriel-${firms.to}"]`).fill(TO);
    await page.locator(`[name="telephone-${firms.to}"]`).fill('05 65 00 00 32');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Envoyer aux 2' }).click();
    expect(await page.getByRole('status').textContent()).toContain('C’est parti');
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...DESK, as: 'adviser' });

  await visit('/', async (page) => {
    await follow(page, FROM, 'Intéressé');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Intéressé');
    // Opening the link answers nothing: reload as a mail scanner does.
    await page.reload();
    expect(await page.getByRole('button', { name: 'Envoyer cette réponse' }).isVisible()).toBe(true);
    await expectNoSideScroll(page);
    await page.getByRole('button', { name: 'Envoyer cette réponse' }).click();
    expect(await page.getByRole('main').textContent()).toContain('Nous attendons la réponse de l’autre côté');
    await follow(page, TO, 'Intéressé');
    await page.getByRole('button', { name: 'Envoyer cette réponse' }).click();
    expect(await page.getByRole('link', { name: /05.65.00.00.31/ }).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: FROM }).isVisible()).toBe(true);
    await expectNoSideScroll(page);
    await follow(page, FROM, 'C’est fait');
    expect(await page.getByLabel('C’est fait').isChecked()).toBe(true);
    await page.getByLabel(/^Combien, par an/).fill('beaucoup');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Ce nombre ne se lit pas');
    await page.getByLabel(/^Combien, par an/).fill('96,5');
    await page.getByLabel(/^Ce que cela vous vaut/).fill('8 000');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Merci, c’est noté');
  }, { ...NO_SCRIPT, as: 'administrator' });

  await visit('/poste/mises-en-relation?voir=accord', async (page) => {
    await page.getByRole('main').getByRole('listitem').getByRole('heading').first().getByRole('link').click();
    expect((await page.getByRole('main').textContent())!.replaceAll(/\s+/g, ' ')).toContain('96,5 t pour 120 promis');
    await expectAccessible(page);
  }, { ...DESK, as: 'adviser' });
  await visit('/bourse/matieres/resultats', async (page) => {
    expect(await page.getByRole('row', { name: /Accords/ }).isVisible()).toBe(true);
    expect(await page.getByRole('main').textContent()).not.toContain(FROM);
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, PHONE);
});

test('a firm’s own people see what can be done, name nobody, and find its page readable on a phone', { timeout: 240_000 }, async () => {
  const own = /\/annuaire\/(\d{14})/.exec(await (await fetch(`${inject('address')}/compte`, { headers: { cookie: await cookieOf('member') } })).text())![1]!;
  await visit(`/annuaire/${own}`, async (page) => {
    expect(await page.getByRole('heading', { name: 'Ce qu’on peut faire aujourd’hui' }).isVisible()).toBe(true);
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...PHONE, as: 'member' });
});

test.each(['/poste/mises-en-relation', '/poste/mises-en-relation?voir=closes', '/bourse/locaux/resultats'])('%s fits the screen and passes the accessibility check', async (path) => {
  await visit(path, async (page) => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...PHONE, as: 'adviser' });
});

test('a link that nobody signed says so, with its status', async () => {
  for (const path of ['/mise-en-relation/aaaa.bbbb', '/mise-en-relation/suite/aaaa.bbbb']) {
    const answer = await fetch(inject('address') + path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Cette adresse est incomplète');
  }
});
