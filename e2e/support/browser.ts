import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { findBrowser } from './find-browser.ts';

let browser: Browser | undefined;

/** A real browser, one for all journeys of a process. It talks to nobody but the product. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium: `npm test` gets one, or set CHROMIUM_PATH.');
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  return browser;
}

export const PHONE = { viewport: { width: 360, height: 740 } } satisfies BrowserContextOptions;
export const DESK = { viewport: { width: 1280, height: 900 } } satisfies BrowserContextOptions;

export type Role = 'adviser' | 'adviser-epci' | 'adviser-cma' | 'manager' | 'administrator' | 'member';

const entering = (role: Role) => ({ method: 'POST', headers: { origin: inject('address'), 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, body: new URLSearchParams({ compte: role, vers: '/' }).toString(), redirect: 'manual' }) as const;

/** The `cookie` header of a demonstration account that has just signed in, for requests made without a browser. */
export async function cookieOf(role: Role): Promise<string> {
  const answer = await fetch(`${inject('address')}/connexion?/demonstration`, entering(role));
  expect(answer.status).toBe(303);
  return answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
}

/** Signs a demonstration account in, in this page's browser. */
export async function signInAs(page: Page, role: Role): Promise<void> {
  const cookies = (await cookieOf(role)).split('; ').map((one) => ({ name: one.slice(0, one.indexOf('=')), value: one.slice(one.indexOf('=') + 1), url: inject('address') }));
  await page.context().addCookies(cookies);
}

/** Opens a page of the product as a person would, scripts on or off, signed in with a demonstration account if `as` says so, and closes it afterwards. Anything the browser complains of fails the journey. */
export async function visit(path: string, journey: (page: Page) => Promise<void>, { as, ...options }: BrowserContextOptions & { as?: Role } = DESK): Promise<void> {
  const context = await (await openBrowser()).newContext({ baseURL: inject('address'), locale: 'fr-FR', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  if (as) await signInAs(page, as);
  try {
    await page.goto(path);
    await journey(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

/** What an automatic accessibility check finds on the page as it stands; must be nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  // With scripts off the check would wait for ever.
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('The accessibility check does not end: are scripts off?')), 45_000).unref());
  const { violations } = await Promise.race([new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze(), late]);
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

/** Nothing runs off the side of the screen. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }));
  expect(scroll).toBeLessThanOrEqual(width);
}
