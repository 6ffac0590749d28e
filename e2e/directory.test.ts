import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const results = (page: Page) => page.locator('#resultats li h3 a');

/** The page of the first open establishment that a search lists, whatever the demonstration holds. */
async function aFirm(page: Page, q: string): Promise<string> {
  await page.goto(`/annuaire?q=${encodeURIComponent(q)}`);
  return (await results(page).first().getAttribute('href'))!;
}

test('by form with scripts off, on a phone: a word with a typing error finds, a filter narrows, the address can be mailed', async () => {
  await visit('/annuaire', async (page) => {
    await page.getByRole('searchbox').fill('gourdno');
    await page.getByRole('button', { name: 'Chercher' }).click();
    expect(await page.getByText('voici pour « Gourdon »').isVisible()).toBe(true);
    const all = await results(page).count();
    expect(all).toBeGreaterThan(0);
    await page.getByText('Filtrer par commune').click();
    await page.getByLabel('Commune', { exact: true }).fill('46300');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    expect(page.url()).toContain('commune=46127');
    expect(await page.getByLabel('Commune', { exact: true }).inputValue()).toBe('Gourdon');
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
});

test('results come as one types, the count is announced, and what was typed is in the address', async () => {
  await visit('/annuaire', async (page) => {
    await page.getByRole('searchbox').pressSequentially('cahors', { delay: 20 });
    await page.waitForFunction(() => document.querySelector('#annonce')?.textContent?.includes('cahors'));
    expect(new URL(page.url()).searchParams.get('q')).toBe('cahors');
    expect(await page.getByRole('status').textContent()).toContain('établissement');
    expect(await page.getByRole('searchbox').inputValue()).toBe('cahors');
    await expectAccessible(page);
  });
});

test('a search without an answer says what to do next', async () => {
  await visit('/annuaire?q=zzqqxx', async (page) => {
    expect(await page.getByRole('heading', { name: 'Aucun établissement' }).isVisible()).toBe(true);
    expect(await page.getByText('Essayez un mot de moins').isVisible()).toBe(true);
    await expectAccessible(page);
  });
});

test.each(['/annuaire', '/annuaire?voir=carte', '/annuaire?q=gourdon&voir=tableau', '/annuaire?matieres=offre'])('%s is accessible and fits, wide and narrow', async (path) => {
  for (const size of [DESK, PHONE])
    await visit(path, async (page) => {
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }, size);
});

test('an adviser notes what goes out with the keyboard alone, corrects it, takes it back; the public never sees it', async () => {
  await visit('/annuaire', async (page) => {
    const firm = await aFirm(page, 'gourdon');
    await page.goto(`${firm}/fiche/sort`);
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('sciure');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=sciure/);
    await page.keyboard.press('Tab');
    await page.getByLabel('Quantité').focus();
    await page.keyboard.type('12,5');
    await page.keyboard.press('Enter');

    // The name of who agreed is required: the browser holds the form back, with what was typed.
    expect(await page.getByLabel('Accord donné par').evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(true);
    await page.getByLabel('solide humide').check();
    await page.getByLabel('Accord donné par').focus();
    await page.keyboard.type('La gérante');
    await page.keyboard.press('Enter');
    await page.waitForURL(/fait=note/);
    expect(await page.getByText('12,5 t par an').isVisible()).toBe(true);
    await expectAccessible(page);

    const asVisitor = await (await fetch(`${inject('address')}${firm}`)).text();
    expect(asVisitor).not.toContain('12,5');

    await page.getByRole('link', { name: 'Corriger' }).first().click();
    await page.getByLabel('Quantité').fill('14');
    await page.getByLabel('Accord donné par').fill('La gérante');
    await page.getByRole('button', { name: 'Enregistrer la correction' }).click();
    await page.waitForURL(/fait=corrige/);
    expect(await page.getByText('14 t par an').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Retirer' }).first().click();
    await page.waitForURL(/fait=retire/);
    expect(await page.getByText('14 t par an').count()).toBe(0);
  }, { ...DESK, as: 'adviser' });
});

test('with scripts off, what is missing is said at its field and what was typed is kept', async () => {
  await visit('/annuaire', async (page) => {
    const firm = await aFirm(page, 'gourdon');
    await page.goto(`${firm}/fiche/manque?q=palettes`);
    await page.getByLabel('Quantité').fill('dix');
    await page.getByLabel('Accord donné par').fill('Le gérant');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByRole('alert').isVisible()).toBe(true);
    expect(await page.getByLabel('Quantité').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Quantité').inputValue()).toBe('dix');
    expect(await page.getByLabel('Accord donné par').inputValue()).toBe('Le gérant');
    await expectNoSideScroll(page);
  }, { ...NO_SCRIPT, as: 'adviser' });
});

test('a record is edited by its firm and by advisers; others are sent to sign in, or told why not', async () => {
  const address = inject('address');
  const member = await cookieOf('member');
  const own = /\/annuaire\/(\d{14})/.exec(await (await fetch(`${address}/compte`, { headers: { cookie: member } })).text())![1]!;
  const all = await (await fetch(`${address}/annuaire?q=scierie`)).text();
  const another = [...all.matchAll(/\/annuaire\/(\d{14})/g)].map((match) => match[1]!).find((siret) => siret !== own)!;
  const visitor = await fetch(`${address}/annuaire/${own}/fiche`, { redirect: 'manual' });
  expect(visitor.headers.get('location')).toBe(`/connexion?vers=${encodeURIComponent(`/annuaire/${own}/fiche`)}`);
  const toHer = await fetch(`${address}/annuaire/${own}/fiche`, { headers: { cookie: member } });
  expect([toHer.status, await toHer.text()]).toEqual([200, expect.stringContaining('Ce qui est noté')]);
  const toOthers = await fetch(`${address}/annuaire/${another}/fiche`, { headers: { cookie: member, accept: 'text/html' } });
  expect([toOthers.status, await toOthers.text()]).toEqual([403, expect.stringContaining('réservé à l’entreprise elle-même')]);
  const sent = await fetch(`${address}/annuaire/${another}/fiche?/withdraw`, { method: 'POST', headers: { origin: address, cookie: member, 'content-type': 'application/x-www-form-urlencoded' }, body: 'id=x' });
  expect(sent.status).toBe(403);
});

test('a firm’s page describes it to search engines without complaint from the browser, and its table opens in a spreadsheet', async () => {
  await visit('/annuaire', async (page) => {
    await page.goto(await aFirm(page, 'gourdon'));
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
    expect(data).toMatchObject({ '@type': 'LocalBusiness', address: { addressLocality: 'Gourdon' } });
    await expectAccessible(page);
  });
  const table = await (await fetch(`${inject('address')}/annuaire.csv?commune=46127`)).text();
  expect(table.split('\r\n')[0]).toMatch(/^SIRET;Nom;/);
  expect(table.split('\r\n').slice(1, -1).every((line) => line.includes(';46127;'))).toBe(true);
});
