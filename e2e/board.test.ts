import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { cookieOf, DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };

test('from the home page to a proposal without help, on a phone with scripts off', async () => {
  await visit('/', async (page) => {
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Bourse' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Matières' }).click();
    await page.getByRole('main').getByRole('listitem').getByRole('heading').first().getByRole('link').click();
    expect(await page.getByRole('heading', { name: 'Pourquoi cette proposition' }).isVisible()).toBe(true);
    expect(await page.getByText('à se partager').isVisible()).toBe(true);
    await expectNoSideScroll(page);
  }, { ...NO_SCRIPT, as: 'adviser' });
});

test('an adviser looks for proposals again, reads the balance, and answers one with a word', async () => {
  await visit('/bourse/matieres', async (page) => {
    await page.getByRole('button', { name: 'Chercher de nouveau' }).click();
    await page.getByRole('heading', { name: 'Bilan de la recherche', level: 1 }).waitFor();
    expect(await page.getByText('écart à la borne').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Matières' }).first().click();
    await page.getByRole('main').getByRole('listitem').getByRole('heading').getByRole('link').first().click();
    await page.getByLabel('Un mot pour la suite').fill('Rappeler après la récolte');
    await page.getByRole('button', { name: 'Pas maintenant' }).click();
    await page.getByText('« Rappeler après la récolte »').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Rouvrir' }).click();
    expect(await page.getByRole('button', { name: 'Rouvrir' }).count()).toBe(0);
  }, { ...DESK, as: 'adviser' });
});

test('what found nobody says why, and the least change that would help', async () => {
  await visit('/bourse/matieres/sans-solution', async (page) => {
    expect(await page.locator('.change').count()).toBeGreaterThan(0);
    await expectAccessible(page);
  }, { ...DESK, as: 'adviser' });
});

test('a visitor sees no name, no proposal and no quantity that was not made public', async () => {
  await visit('/bourse/matieres', async (page) => {
    expect(await page.getByRole('button', { name: 'Chercher de nouveau' }).count()).toBe(0);
    await expectAccessible(page);
  });
  const toVisitor = await fetch(`${inject('address')}/bourse/matieres/sans-solution`);
  expect(await toVisitor.text()).not.toContain('À appeler, d’après leur métier');
});

test('a table of by-products is read whole or not at all, and what is written out is read again without saying anything twice', async () => {
  await visit('/bourse/matieres', async (page) => {
    const table = await page.context().request.get('/bourse/matieres/export.csv?voir=offres');
    const siret = /\n(\d{14});/.exec(await table.text())![1]!;
    await page.getByRole('link', { name: 'Lire un tableau' }).click();
    const read = async (lines: string) => {
      await page.getByLabel('ou collez-le ici').fill(lines);
      await page.getByLabel('Accord donné par').fill('La gérante');
      await page.getByRole('button', { name: 'Lire' }).click();
    };
    await read(`siret;Matière;Code déchet;Tonnes par an;Forme\n${siret};coquilles de moules;99 99 98;3;solide sec\n12345678901234;coquilles;02 02 03;3;solide sec`);
    const told = await page.getByRole('alert').textContent();
    expect(told).toContain('Ligne 2, Code déchet : Un code de la liste des déchets');
    expect(told).toContain('Ligne 3 : le SIRET « 12345678901234 » n’est pas dans l’annuaire.');
    expect(await page.getByLabel('ou collez-le ici').inputValue()).toContain('coquilles de moules');
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await read(`siret;Matière;Code déchet;Tonnes par an;Forme;Élimination, euros par tonne\n${siret};coquilles de moules;02 02 03;3,5;solide sec;-12,50`);
    await page.getByText('1 fiche enregistrée').waitFor();
    const written = await (await page.context().request.get('/bourse/matieres/export.csv?voir=offres')).text();
    expect(written).toContain('coquilles de moules;3,5;02 02 03;solide sec;;-12,5');
    await page.goto('/bourse/matieres/importer');
    await page.getByLabel('Le fichier (CSV)').setInputFiles({ name: 'offres.csv', mimeType: 'text/csv', buffer: Buffer.from(written) });
    await page.getByLabel('Accord donné par').fill('La gérante');
    await page.getByRole('button', { name: 'Lire' }).click();
    await page.getByText('Aucune fiche nouvelle').waitFor();
  }, { ...PHONE, as: 'adviser' });
});

test('nobody but an adviser may look for proposals, and only from a page of ours', async () => {
  const send = (headers: Record<string, string>) => fetch(`${inject('address')}/bourse/matieres?/run`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers }, redirect: 'manual', body: '' });
  const toSignIn = await send({ origin: inject('address') });
  expect([toSignIn.status, toSignIn.headers.get('location')]).toEqual([303, '/connexion?vers=%2Fbourse%2Fmatieres']);
  expect((await send({ origin: inject('address'), cookie: await cookieOf('member') })).status).toBe(403);
  const cookie = await cookieOf('adviser');
  expect((await send({ origin: 'https://elsewhere.example', cookie })).status).toBe(403);
  expect((await send({ origin: inject('address'), cookie })).headers.get('location')).toBe('/bourse/matieres/bilan');
});

test('a command typed while the product runs is done by it', async () => {
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, '../src/cli/main.ts'), 'match', 'matieres', '--json'], { env: { ...process.env, GARIOTTE_DATA: inject('folder'), DATABASE_URL: '' } }, (_, stdout) => resolve({ code: child.exitCode, output: stdout }));
  });
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ proposals: expect.any(Number), summary: { gap: expect.any(Number) } });
});

test.each([
  ['/bourse', PHONE], ['/bourse/matieres', PHONE], ['/bourse/matieres?voir=offres', PHONE], ['/bourse/matieres?voir=besoins&q=sciure', DESK], ['/bourse/matieres/bilan', PHONE], ['/bourse/matieres/sans-solution', PHONE],
])('%s fits the screen and passes the accessibility check', async (path, size) => {
  await visit(path, async (page) => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...size, as: 'adviser' });
});
