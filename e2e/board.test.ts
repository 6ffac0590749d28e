import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };

test('from the home page to a proposal without help, on a phone with scripts off', async () => {
  await visit('/', async (page) => {
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Bourse' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Matières' }).click();
    await page.getByRole('main').getByRole('listitem').getByRole('heading').first().getByRole('link').click();
    expect(await page.getByRole('heading', { name: 'Pourquoi cette proposition' }).isVisible()).toBe(true);
    expect(await page.getByText('à se partager').isVisible()).toBe(true);
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
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
  });
});

test('what found nobody says why, and the least change that would help', async () => {
  await visit('/bourse/matieres/sans-solution', async (page) => {
    expect(await page.locator('.change').count()).toBeGreaterThan(0);
    await expectAccessible(page);
  });
});

test('a visitor sees no name, no proposal and no quantity that was not made public', async () => {
  await visit('/bourse/matieres?vue=public', async (page) => {
    expect(await page.getByRole('button', { name: 'Chercher de nouveau' }).count()).toBe(0);
    await expectAccessible(page);
  });
  const fromElsewhere = await fetch(`${inject('address')}/bourse/matieres/sans-solution`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  expect(await fromElsewhere.text()).not.toContain('À appeler, d’après leur métier');
});

test('nobody but this machine’s user may write, wherever the form comes from', async () => {
  const send = (headers: Record<string, string>) => fetch(`${inject('address')}/bourse/matieres?/run`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers }, redirect: 'manual', body: '' });
  expect((await send({ origin: inject('address'), 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
  expect((await send({ origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await send({ origin: inject('address') })).status).toBe(303);
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
  }, size);
});
