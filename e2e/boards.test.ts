import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

/** What is typed in a field of a form: its name on the page, and a value, a choice, or boxes. */
type Typed = Record<string, string | string[]>;
type Said = { kind: string; fields: Typed };
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

/** What is counted once it is done, and how much of it was promised. */
const PROMISED: Record<string, string> = { locaux: '300 m²', trajets: '20 trajets de voiture en moins par semaine', mutualisation: '2 membres', numerique: '1 projet', 'temps-partage': '1 820 h', 'circuits-courts': '7 800 kg', 'sous-traitance': '60 000 € d’achats', emplois: '1 emploi', transmission: '1 installation' };

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

/** Notes that it is done, how much of what was promised, and what it is worth. */
async function noteOutcome(page: Page, promised: string): Promise<void> {
  const outcome = page.locator('section', { has: page.getByRole('heading', { name: 'Ce qui en est sorti' }) }).first();
  await outcome.getByText('Noter ce qu’elle dit').first().click();
  await outcome.getByLabel('C’est fait').first().check();
  expect((await outcome.textContent())!.replaceAll(/\s+/g, ' ')).toContain(`Prévu : ${promised}`);
  await outcome.locator('[name="quantite"]').first().fill('1');
  await outcome.locator('[name="valeur"]').first().fill('1200');
  await outcome.getByRole('button', { name: 'Noter', exact: true }).first().click();
  await page.waitForLoadState();
  expect(await page.getByRole('main').textContent()).toMatch(/fait, 1\s.* pour .* promis, 1.200.€ par an/);
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
    await noteOutcome(page, PROMISED[board]!);

    // Searched again, what was introduced stands; the board tells what came of it without a name.
    await page.goto(proposal);
    await page.goto(`/bourse/${board}/resultats`);
    await expectAccessible(page);
    expect(await page.getByRole('main').textContent()).not.toContain(firms[0]!.name);
  }, { ...DESK, as: 'adviser' });
});

/** On these boards a firm meets a person whom an adviser looks after. */
const WITH_PEOPLE: Record<string, [Said, Said & { name: string }]> = {
  emplois: [
    { kind: 'job', fields: { trade: 'design' } },
    { kind: 'household', name: 'Maëlle Exemple', fields: { 'adults-0-trades': ['design'], lives: 'here', maxMinutes: '25' } },
  ],
  transmission: [
    { kind: 'transfer', fields: { what: 'care', priceLowCents: '30000', priceHighCents: '50000' } },
    { kind: 'candidate', name: 'Yanis Exemple', fields: { project: ['care'], budgetCents: '60000' } },
  ],
};

test.each(Object.entries(WITH_PEOPLE))('on the board %s, a person who telephones is noted with consent, finds a firm, her adviser brings them together, and what came of it is counted', { timeout: 180_000 }, async (board, [first, second]) => {
  const at = 40 + Object.keys(WITH_PEOPLE).indexOf(board);
  const firm = (await firmsOfCahors())[at]!;
  await visit('/poste', async (page) => {
    await noteFor(page, firm.siret, first);
    await page.goto(`/poste/noter/${second.kind}`);
    await expectAccessible(page);
    await page.getByLabel('Nom de la personne').fill(second.name);
    await page.getByLabel('Commune', { exact: false }).first().fill('Cahors (46042)');
    await fill(page, second.fields);
    // Without a way to reach her, nothing is noted and what was typed is kept.
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Un téléphone ou un courriel');
    expect(await page.getByLabel('Nom de la personne').inputValue()).toBe(second.name);
    await page.getByLabel('Téléphone').fill('05 65 00 00 77');
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    await page.waitForURL(new RegExp(`/bourse/${board}\\?`));
    expect(await page.getByRole('status').textContent()).toMatch(/C’est noté. [1-9]/);

    await page.goto(`/bourse/${board}?q=${encodeURIComponent(firm.name)}`);
    await page.getByRole('main').locator('ul.list h2 a').first().click();
    await page.getByRole('heading', { name: 'Ce que dit la loi' }).waitFor();
    expect(await page.getByRole('main').textContent()).toContain(second.name);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Mettre en relation' }).click();
    expect((await page.locator('blockquote').allTextContents()).join(' ')).not.toContain(second.name);
    await page.locator(`[name="telephone-${firm.siret}"]`).fill('05 65 00 00 01');
    await page.getByRole('button', { name: /^Envoyer/ }).click();
    await page.waitForURL(/mises-en-relation\/[^/]+\?fait/);
    const side = page.locator('section', { has: page.getByRole('button', { name: 'Noter sa réponse' }) }).first();
    await side.getByLabel('Intéressé').check();
    await side.getByRole('button', { name: 'Noter sa réponse' }).click();
    await page.getByRole('heading', { name: 'Ce qui en est sorti' }).first().waitFor();
    await noteOutcome(page, PROMISED[board]!);
    await page.goto(`/bourse/${board}/resultats`);
    expect(await page.getByRole('main').textContent()).not.toContain(second.name);
    // Her adviser finds her on the desk, with the number to call.
    await page.goto(`/poste?q=${encodeURIComponent(second.name)}`);
    expect(await page.getByRole('main').textContent()).toContain(second.name);
  }, { ...DESK, as: 'adviser' });
  // Nobody else ever reads of her.
  await visit(`/bourse/${board}?q=${encodeURIComponent(second.name)}`, async (page) => {
    expect((await page.locator('main').textContent())!.split(second.name).length).toBeLessThanOrEqual(2);
    expect(await page.locator('main a').filter({ hasText: second.name }).count()).toBe(0);
  });
});

test('whoever looks at a board without an account finds its promise, nothing private, and where to ask', async () => {
  for (const board of [...Object.keys(JOURNEYS), ...Object.keys(WITH_PEOPLE)]) {
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
