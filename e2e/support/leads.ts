import { expect } from 'vitest';
import type { Page } from 'playwright-core';

/** Every action shown leads to at least one page of the product that opens: an adviser, a board, an aid, a label or another diagnosis. Outside addresses are left alone. */
export async function expectLeadsSomewhere(page: Page): Promise<void> {
  const cards = await page.locator('.actions > li').evaluateAll((all) => all.map((card) => [...card.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? '')));
  expect(cards.length).toBeGreaterThan(0);
  const inside = cards.map((links) => links.filter((href) => href.startsWith('/')));
  expect(inside.filter((links) => links.length === 0)).toEqual([]);
  for (const href of new Set(inside.flat())) expect([href, (await page.request.get(href)).status()]).toEqual([href, 200]);
}
