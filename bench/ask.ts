// How long somebody takes to ask for help on a phone, and an adviser to note a call with the keyboard alone: node bench/ask.ts [--base http://localhost:4646]
// The product must be running with its demonstration; what is asked stays in it, so give it a folder of its own. Each page is really filled in Chromium and what is done is counted. A phone:
// 36 words a minute of five letters (Palin and others, How do people type on mobile devices?, MobileHCI 2019), 0.33 s a letter; a tap 1.2 s with its thought, as for a field of bench/entry.ts;
// 10 s to read the two pages before typing is our assumption. A keyboard: 0.3 s a key and 1.2 s a field, as in bench/entry.ts. Waiting is what the product took here.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Locator, type Page } from 'playwright-core';

const { values: options } = parseArgs({ options: { base: { type: 'string', default: 'http://localhost:4646' } } });
const PHONE = { letter: 60 / (36 * 5), step: 1.2, reading: 10, viewport: { width: 360, height: 740 }, asked: 90 };
const DESK = { letter: 60 / 200, step: 1.2, reading: 0, viewport: { width: 1280, height: 900 }, asked: 120 };
type Way = typeof PHONE;

const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (!executablePath) throw new Error('No browser found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });

/** A page filled by somebody: what is typed and chosen is counted, and what the product made wait. */
async function filled(way: Way, fill: (on: { page: Page; type: (where: Locator, text: string) => Promise<void>; tap: (where: Locator) => Promise<void>; go: (where: Locator) => Promise<void> }) => Promise<void>) {
  const page = await (await browser.newContext({ baseURL: options.base, viewport: way.viewport, locale: 'fr-FR' })).newPage();
  let [letters, steps, waited] = [0, 0, 0];
  const type = async (where: Locator, text: string) => {
    steps++;
    letters += text.length;
    await where.fill(text);
  };
  const tap = async (where: Locator) => {
    steps++;
    await where.click();
  };
  const go = async (where: Locator) => {
    steps++;
    const begun = performance.now();
    await Promise.all([page.waitForEvent('load'), where.click()]);
    waited += (performance.now() - begun) / 1000;
  };
  await fill({ page, type, tap, go });
  await page.context().close();
  const seconds = letters * way.letter + steps * way.step + way.reading + waited;
  return { letters, steps, waited: Math.round(waited * 10) / 10, seconds: Math.round(seconds), asked: way.asked };
}

const asked = await filled(PHONE, async ({ page, type, tap, go }) => {
  await page.goto('/demander');
  await type(page.locator('[name=mots]'), 'Je veux reprendre la boulangerie de mon village, par où commencer ?');
  await type(page.locator('[name=commune]'), '46300');
  await go(page.getByRole('button', { name: 'Continuer' }));
  const which = page.locator('[name="commune-code"][type=radio]');
  if ((await which.count()) > 0) await tap(which.first());
  await tap(page.locator('[name=sujet]').first());
  await tap(page.locator('[name=statut][value="pas-encore"]'));
  await tap(page.locator('[name=joindre]').first());
  await type(page.locator('[name=nom]'), 'Camille Essai');
  await type(page.locator('[name=telephone]'), '0600000000');
  await go(page.getByRole('button', { name: 'Envoyer ma demande' }));
  await page.waitForURL(/\/demande\//);
});

const called = await filled(DESK, async ({ page, type, go }) => {
  await page.goto('/connexion?vers=/poste/appel');
  await Promise.all([page.waitForURL(/appel/), page.locator('button[value="adviser"]').click()]);
  await type(page.getByLabel('Qui appelle ?'), 'boulangerie exemple figeac');
  await go(page.getByRole('button', { name: 'Chercher' }));
  await go(page.locator('main .found a').first());
  await type(page.getByLabel('Qui parle'), 'Madame Essai');
  await type(page.getByLabel('Téléphone'), '0565000099');
  await type(page.getByLabel('Ce qu’elle a'), 'pain invendu, 20 kg par jour');
  await type(page.getByLabel('Ce qu’elle cherche'), 'un apprenti pour septembre');
  await type(page.getByLabel('Ce que vous avez promis'), 'rappeler avec deux éleveurs qui en prendraient');
  await go(page.getByRole('button', { name: 'Noter', exact: true }));
});
await browser.close();
console.table({ 'to ask for help, on a phone': asked, 'to note a call, with the keyboard': called });
process.exitCode = asked.seconds > asked.asked || called.seconds > called.asked ? 1 : 0;
