import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

/** What is typed in a field of a form: its name on the page, and a value, a choice, or boxes. */
type Typed = Record<string, string | string[]>;
type Said = { kind: string; fields: Typed; person?: { name: string; commune: string } };
/** What two parties say on a board so that one proposal brings them together; the second is the one who telephones. */
const JOURNEYS: Record<string, [Said, Said]> = {
  locaux: [
    { kind: 'premises-offer', fields: { use: 'yard', squareMetres: '500' } },
    { kind: 'premises-need', fields: { use: 'yard', squareMetres: '300' } },
  ],
  trajets: [
    { kind: 'commutes', fields: { 'shifts-0-start': '06:10', 'shifts-0-end': '14:10', 'staff-0-commune': 'Catus (46064)', 'staff-0-people': '2' } },
    { kind: 'commutes', fields: { 'shifts-0-start': '06:15', 'shifts-0-end': '14:15', 'staff-0-commune': 'Catus (46064)', 'staff-0-people': '1' } },
  ],
  mutualisation: [
    { kind: 'sharing-wish', fields: { sort: 'equipment', what: 'Four mobile d’essai', aloneCents: '4000', sharedCents: '5000' } },
    { kind: 'sharing-wish', fields: { sort: 'equipment', what: 'Four mobile d’essai', aloneCents: '4200', sharedCents: '5000' } },
  ],
  numerique: [
    { kind: 'digital-provider', fields: { skills: ['personal-data'], fromCents: '200', toCents: '900', perQuarter: '3', made: 'europe', hosted: 'europe' } },
    { kind: 'digital-need', fields: { need: 'personal-data', budgetCents: '800' } },
  ],
  'temps-partage': [
    { kind: 'time-need', fields: { skill: 'welding', daysAWeek: '3' } },
    { kind: 'time-need', fields: { skill: 'welding', daysAWeek: '2' } },
  ],
  'circuits-courts': [
    { kind: 'produce-offer', fields: { product: 'eggs', kgPerWeek: '200', priceFromCents: '3', days: ['2', '4'], vehicleKg: '300' } },
    { kind: 'produce-need', fields: { buyer: 'shop', product: 'eggs', kgPerWeek: '150', priceToCents: '4', days: ['2', '4'] } },
  ],
  'sous-traitance': [
    { kind: 'made-here', fields: { families: ['textile'], capacityCents: '80000' } },
    { kind: 'purchases', fields: { family: 'textile', centsPerYear: '60000', mayBeLocalPercent: '100' } },
  ],
};

/** Invented firms of Cahors, by their number. */
async function firmsOfCahors(): Promise<{ siret: string; name: string }[]> {
  const lines = (await (await fetch(`${inject('address')}/annuaire.csv`)).text()).split('\r\n').slice(1);
  return lines.map((line) => line.split(';')).filter((cells) => cells[7] === '46042').map(([siret, name]) => ({ siret: siret!, name: name! }));
}

/** Fills the fields of a kind as one types while the firm speaks. */
async function fill(page: Page, fields: Typed): Promise<void> {
  await page.locator('details').evaluateAll((list) => { for (const one of list as HTMLDetailsElement[]) one.open = true; });
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="c-${name}"]`);
    const tag = await field.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName.toLowerCase()));
    if (tag === 'radio' || tag === 'checkbox') for (const one of [value].flat()) await page.locator(`[name="c-${name}"][value="${one}"]`).check();
    else if (tag === 'select') await field.selectOption(value);
    else await field.fill(String(value));
  }
}

/** Notes on the telephone what a firm says, with its consent; answers the address of the page that follows. */
async function noteFor(page: Page, siret: string, said: Said): Promise<string> {
  await page.goto(`/poste/noter/${said.kind}?siret=${siret}`);
  await fill(page, said.fields);
  await page.getByLabel('Accord donné par').fill('La gérante');
  await page.getByRole('button', { name: 'Noter', exact: true }).click();
  await page.waitForURL(/\/fiche\?|\/fiche\/noter\//);
  expect(await page.getByRole('alert').allTextContents(), said.kind).toEqual([]);
  return page.url();
}

test.each(Object.entries(JOURNEYS))('on the board %s, a need that is telephoned in finds somebody, is introduced, answered and comes to something', { timeout: 180_000 }, async (board, [first, second]) => {
  const at = 2 * Object.keys(JOURNEYS).indexOf(board);
  const firms = (await firmsOfCahors()).slice(at, at + 2);
  await visit('/poste', async (page) => {
    await noteFor(page, firms[0]!.siret, first);
    const after = await noteFor(page, firms[1]!.siret, second);
    expect(new URL(after).searchParams.get('propositions')).toBe('1');
    await page.getByRole('status').getByRole('link', { name: 'voir' }).click();

    // The proposal, with its reasons and what the law says, on a screen and on a phone.
    await page.getByRole('main').locator('h2 a').first().click();
    await page.getByRole('heading', { name: 'Ce que dit la loi' }).waitFor();
    const proposal = page.url();
    expect(await page.getByRole('main').textContent()).toContain(firms[1]!.name);
    await expectAccessible(page);
    await page.setViewportSize(PHONE.viewport);
    await expectNoSideScroll(page);
    await page.setViewportSize(DESK.viewport);

    // Nothing is sent before the adviser says so; each is then written to, or called.
    await page.getByRole('link', { name: 'Mettre en relation' }).click();
    const words = (await page.locator('blockquote').allTextContents()).join(' ');
    for (const firm of firms) expect(words).not.toContain(firm.name);
    for (const firm of firms) await page.locator(`[name="telephone-${firm.siret}"]`).fill('05 65 00 00 01');
    await page.getByRole('button', { name: /^Envoyer/ }).click();
    await page.waitForURL(/mises-en-relation\/[^/]+\?fait/);

    for (const _ of firms) {
      const side = page.locator('section', { has: page.getByRole('button', { name: 'Noter sa réponse' }) }).first();
      await side.getByLabel('Intéressé').check();
      await side.getByRole('button', { name: 'Noter sa réponse' }).click();
      await page.waitForLoadState();
    }
    const outcome = page.locator('section', { has: page.getByRole('heading', { name: 'Ce qui en est sorti' }) }).first();
    await outcome.getByText('Noter ce qu’elle dit').first().click();
    await outcome.getByLabel('C’est fait').first().check();
    await outcome.locator('[name="valeur"]').first().fill('1200');
    await outcome.getByRole('button', { name: 'Noter', exact: true }).first().click();
    await page.waitForLoadState();
    expect(await page.getByRole('main').textContent()).toMatch(/fait, 1.200.€ par an/);

    // Searched again, what was introduced stands; the board tells what came of it without a name.
    await page.goto(proposal);
    await page.goto(`/bourse/${board}/resultats`);
    await expectAccessible(page);
    expect(await page.getByRole('main').textContent()).not.toContain(firms[0]!.name);
  }, { ...DESK, as: 'adviser' });
});

test('whoever looks at a board without an account finds its promise, nothing private, and where to ask', async () => {
  for (const board of Object.keys(JOURNEYS)) {
    await visit(`/bourse/${board}`, async (page) => {
      await expectAccessible(page);
      await expectNoSideScroll(page);
      await page.goto(`/bourse/${board}/sans-solution`);
      await page.goto(`/bourse/${board}/bilan`);
      await expectNoSideScroll(page);
      expect(await page.getByRole('heading', { name: 'Ce que dit la loi' }).isVisible()).toBe(true);
    }, { ...PHONE, javaScriptEnabled: true });
  }
});
