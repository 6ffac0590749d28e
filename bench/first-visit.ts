// What a first visit of each page weighs: node bench/first-visit.ts [--base http://localhost:4646] [--pictures folder] [--json] /page…
// The product must be running. Sizes are bytes on the wire, headers included, everything counted, from a cold cache.
import AxeBuilder from '@axe-core/playwright';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { ecoIndex } from './ecoindex.ts';

const { values, positionals } = parseArgs({ options: { base: { type: 'string', default: 'http://localhost:4646' }, pictures: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true });
const pages = positionals.length > 0 ? positionals : ['/', '/annuaire', '/bourse/matieres', '/territoire', '/a-propos', '/plan-du-site'];
const SIZES = [{ width: 1280, height: 860 }, { width: 360, height: 780 }];

const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (!executablePath) throw new Error('No browser found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'] });
const visits = [];
for (const path of pages) visits.push(await visit(browser, path));
await browser.close();
if (values.json) console.log(JSON.stringify(visits, null, 2));
else console.table(Object.fromEntries(visits.map(({ path, violations, wide, ...visit }) => [path, { ...visit, axe: violations.length === 0 ? 'rien' : violations.join(' '), 'too wide': wide.join(' ') || 'non' }])));
process.exitCode = visits.some((one) => one.violations.length > 0 || one.wide.length > 0) ? 1 : 0;

async function visit(from: Browser, path: string) {
  const context = await from.newContext({ viewport: SIZES[0]!, locale: 'fr-FR' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  let scripts = 0;
  session.on('Network.requestWillBeSent', ({ type }) => {
    requests++;
    if (type === 'Script') scripts++;
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const response = await page.goto(new URL(path, values.base).href, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length - document.querySelectorAll('svg *').length);
  const violations = new Set<string>();
  const wide: number[] = [];
  for (const colorScheme of ['light', 'dark'] as const)
    for (const size of SIZES) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.waitForTimeout(200);
      for (const one of (await new AxeBuilder({ page }).analyze()).violations) violations.add(`${one.id} (${one.nodes.length}, ${colorScheme} ${size.width} : ${one.nodes[0]!.target.join(' ')})`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(size.width);
      if (values.pictures) {
        mkdirSync(values.pictures, { recursive: true });
        await page.screenshot({ path: join(values.pictures, `${path === '/' ? 'accueil' : path.replace(/^\//, '').replace(/[^a-z0-9]+/gi, '-')}-${size.width}${colorScheme === 'dark' ? '-dark' : ''}.png`), fullPage: true });
      }
    }
  await context.close();
  const { score, grade } = ecoIndex(nodes, requests, bytes / 1000);
  return { path, status: response?.status() ?? 0, kB: Math.round(bytes / 100) / 10, requests, scripts, nodes, ecoindex: `${grade} ${score.toFixed(0)}`, violations: [...violations], wide };
}
