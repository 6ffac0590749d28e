import { expect, inject, test } from 'vitest';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

test.each(['/', '/territoire', '/territoire?q=st cere', '/territoire/46042', '/a-propos', '/plan-du-site', '/bourse', '/annuaire', '/nulle-part'])('%s fits a phone and a desk, in light and in dark, and passes the accessibility check', async (path) => {
  await visit(path, async (page) => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, PHONE);
  await visit(path, async (page) => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...DESK, colorScheme: 'dark' });
});

test('at 320 pixels, as at 200 % zoom on a small screen, nothing runs off the side', async () => {
  for (const path of ['/', '/annuaire?q=scierie', '/bourse/matieres', '/bourse/matieres/bilan', '/territoire']) await visit(path, expectNoSideScroll, { viewport: { width: 320, height: 640 } });
});

test('from the home page, with the keyboard alone: skip to the content, search, open a firm', async () => {
  await visit('/', async (page) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('scierie');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/annuaire\?q=scierie/);
    expect(await page.locator('main a[href^="/annuaire/0"]').count()).toBeGreaterThan(0);
  });
});

test('a commune leads to its firms', async () => {
  await visit('/territoire?q=cazal', async (page) => {
    await page.getByRole('main').getByRole('link', { name: 'Cazals', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /Cazals/ }).waitFor();
    await page.locator('main a[href^="/annuaire?"]').first().click();
    await page.waitForURL(/\/annuaire\?/);
  }, PHONE);
});

test('a page that does not exist says so, and what to do next', async () => {
  const answer = await fetch(`${inject('address')}/nulle-part`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('Cette page est introuvable');
});

test('content pages send no script, and nothing asks anybody else for anything', async () => {
  for (const path of ['/', '/bourse/matieres', '/territoire', '/a-propos']) {
    const html = await (await fetch(inject('address') + path)).text();
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/);
    expect(html).not.toMatch(/(src|href)="https?:\/\/(?!www\.w3\.org)[^"]*\.(js|css|woff2|png|svg)/);
  }
});
