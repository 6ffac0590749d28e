// Takes pictures of a running product into docs/pictures, to be looked at: `npm run pictures [address]`, http://localhost:4646 unless told. Those that the README shows are kept.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../e2e/support/find-browser.ts';

const address = process.argv[2] ?? 'http://localhost:4646';
const executablePath = findBrowser();
if (!executablePath) throw new Error('No Chromium: install one, or give its path in CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

for (const width of [360, 1280]) {
  const page = await (await browser.newContext({ baseURL: address, viewport: { width, height: width === 360 ? 740 : 900 }, locale: 'fr-FR' })).newPage();
  const take = async (name: string, path: string, open?: () => Promise<void>) => {
    await page.goto(path);
    await open?.();
    await page.screenshot({ path: join(import.meta.dirname, `${name}-${width}.png`), fullPage: name !== 'directory' && name !== 'board' });
    console.log(`${name}-${width}.png`);
  };
  await take('home', '/');
  await take('ask', '/demander');
  await take('sign-in', '/connexion');
  await take('territory', '/territoire');
  await take('directory', '/annuaire?q=scierie');
  await take('firm', '/annuaire?q=scierie exemple cazals', async () => {
    await page.locator('main a[href^="/annuaire/0"]').first().click();
  });
  // What follows is an adviser's.
  await page.goto('/connexion');
  await page.locator('button[value="adviser"]').click();
  await take('desk', '/poste');
  await take('call', '/poste/appel');
  await take('requests', '/poste/demandes');
  await take('request', '/poste/demandes', async () => {
    await page.locator('main li h2 a, main li h3 a').first().click();
  });
  await take('team', '/poste/equipe');
  await take('board', '/bourse/matieres');
  await take('proposal', '/bourse/matieres?q=Bois-Noir', async () => {
    await page.locator('main li h2 a').first().click();
  });
  await take('run', '/bourse/matieres/bilan');
  await take('left-out', '/bourse/matieres/sans-solution?page=2');
  await take('error', '/nulle-part');
}
await browser.close();
