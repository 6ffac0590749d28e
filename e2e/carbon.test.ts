import { expect, test } from 'vitest';
import { expectLeadsSomewhere } from './support/leads.ts';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const FEC = ['JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise', ...[['601000', 'Farines', '21000,00', ''], ['606400', 'Papeterie', '800,00', ''], ['445660', 'TVA', '1200,00', ''], ['641000', 'Salaire de Paule Inventée', '30000,00', ''], ['401000', 'Fournisseurs', '', '53000,00']].map(([account, label, debit, credit]) => `AC\tAchats\t1\t20250301\t${account}\t${label}\t\t\tA1\t20250301\tExemple\t${debit}\t${credit}\t\t\t20250301\t\t`)].join('\r\n');
const path = (url: string) => new URL(url).pathname;

/** From the list of diagnoses to a first result, four answers. */
async function firstResult(page: Parameters<Parameters<typeof visit>[1]>[0]): Promise<string> {
  await page.getByRole('link', { name: 'Carbone', exact: true }).click();
  await page.getByLabel('Boulangerie, pâtisserie').check();
  await page.getByRole('button', { name: /Continuer|Voir/ }).click();
  await page.getByLabel('Combien de personnes travaillent').fill('4');
  await page.getByLabel('Combien de tonnes de farine').fill('30');
  await page.getByLabel('Gaz de ville').check();
  await page.getByRole('button', { name: 'Voir le résultat' }).click();
  await page.getByRole('heading', { name: 'Six choses à faire d’abord' }).waitFor();
  return path(page.url());
}

test('a baker without an account knows in four answers, on a phone with scripts off, then line by line', async () => {
  await visit('/diagnostics', async (page) => {
    const result = await firstResult(page);
    expect(await page.getByText('la ligne à préciser d’abord').isVisible()).toBe(true);
    await expectNoSideScroll(page);
    const before = await page.locator('.figures .value').first().textContent();

    await page.getByRole('link', { name: 'Préciser ligne par ligne' }).click();
    await expectNoSideScroll(page);
    await page.locator('details', { hasText: 'Four et chaleur (gaz de ville)' }).locator('summary').click();
    expect(await page.getByText(/Facteur 37133/).isVisible()).toBe(true);
    expect(await page.locator('details[open]').getByText('ADEME, Base Carbone V23.6').isVisible()).toBe(true);
    await page.getByRole('link', { name: /Remplacer par mon chiffre.*gaz de ville/ }).click();
    await page.getByLabel('Quantité sur l’année').fill('quatre-vingt mille');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByRole('alert').getByText('n’est pas un nombre').isVisible()).toBe(true);
    expect(await page.getByLabel('Quantité sur l’année').inputValue()).toBe('quatre-vingt mille');
    await page.getByLabel('Quantité sur l’année').fill('82 000');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('La ligne est enregistrée').waitFor();
    await page.goto(result);
    expect(await page.locator('.figures .value').first().textContent()).not.toBe(before);
  }, NO_SCRIPT);
});

test('a line of one’s own is added and taken out; a quote puts its action on the cost curve', async () => {
  await visit('/diagnostics', async (page) => {
    const result = await firstResult(page);
    await page.getByRole('link', { name: 'Préciser ligne par ligne' }).click();
    await page.getByRole('link', { name: 'Ajouter une ligne' }).click();
    await page.getByLabel('De quoi s’agit-il').selectOption({ label: 'Eau du réseau' });
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('Quantité sur l’année').fill('180');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('details', { hasText: 'Eau du réseau' }).locator('summary').click();
    await page.getByRole('button', { name: /Retirer.*Eau du réseau/ }).click();
    await page.getByText('La ligne est retirée').waitFor();
    expect(await page.locator('.lines').getByText('Eau du réseau').count()).toBe(0);

    await page.locator('summary', { hasText: 'Faire entretenir et régler le brûleur du four' }).click();
    await page.locator('#devis-burner-tuning').fill('180');
    await page.getByRole('button', { name: /Calculer.*Faire entretenir/ }).click();
    await page.getByText('C’est noté').waitFor();
    await page.goto(result);
    expect(await page.getByText('votre devis').first().isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Ce que coûte la tonne évitée' }).isVisible()).toBe(true);
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
});

test('absurd for its size, a quantity is asked about kindly, and let through when it is so', async () => {
  await visit('/diagnostics', async (page) => {
    await firstResult(page);
    await page.getByRole('link', { name: 'Préciser ligne par ligne' }).click();
    await page.getByRole('link', { name: 'Ajouter une ligne' }).click();
    await page.getByLabel('De quoi s’agit-il').selectOption({ label: 'Fioul' });
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('Quantité sur l’année').fill('5000');
    await page.getByLabel('Unité').selectOption('m³');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByRole('alert').getByText('plus de 1').isVisible()).toBe(true);
    await page.getByLabel('C’est bien ça').check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('La ligne est enregistrée').waitFor();
  });
});

test('every page of it is accessible, and narrow enough for a phone', async () => {
  await visit('/diagnostics', async (page) => {
    const result = await firstResult(page);
    const base = `/diagnostics/carbone/${result.split('/').at(-1)}`;
    for (const one of [result, base, `${base}/ligne`, `${base}/ligne?ligne=oven-gas`, `${base}/ligne?q=gazole`, `${base}/fichier`, `${base}/vsme`]) {
      await page.goto(one);
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }
  }, PHONE);
});

test('accounts become lines without a name kept, and the standard that a bank asks for fills itself', async () => {
  await visit('/diagnostics', async (page) => {
    await firstResult(page);
    await page.getByRole('link', { name: 'Préciser ligne par ligne' }).click();
    await page.getByRole('link', { name: 'Donner mes comptes ou un fichier' }).click();
    await expectAccessible(page);
    await page.getByLabel('Fichier des écritures comptables').setInputFiles({ name: 'fec.txt', mimeType: 'text/plain', buffer: Buffer.from(FEC.replace('30000,00', 'trente')) });
    await page.getByRole('button', { name: 'Lire le fichier' }).first().click();
    expect(await page.getByText('Le montant « trente » n’est pas un nombre').isVisible()).toBe(true);
    await page.getByLabel('Fichier des écritures comptables').setInputFiles({ name: 'fec.txt', mimeType: 'text/plain', buffer: Buffer.from(FEC) });
    await page.getByRole('button', { name: 'Lire le fichier' }).first().click();
    await page.getByRole('heading', { name: 'Ce qui a été lu dans vos comptes' }).waitFor();
    expect(await page.getByText('Matières premières').first().isVisible()).toBe(true);
    expect(await page.content()).not.toContain('Paule');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Ce que clients et loi demandent' }).click();
    await expectAccessible(page);
    expect(await page.getByText('Scope 1 (tCO₂e)').isVisible()).toBe(true);
    await page.getByText('Déclarer ce qui manque').click();
    await page.getByLabel('B9 · Décès').fill('aucun');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByText('C’est noté').waitFor();
    const file = await page.request.get(`${path(page.url())}.json`);
    const vsme = (await file.json()) as { disclosures: { code: string; points: { id: string; value: unknown }[] }[]; duties: { id: string }[] };
    expect(vsme.disclosures.find(({ code }) => code === 'B9')!.points.find(({ id }) => id === 'b9-deaths')!.value).toBe('aucun');
    expect(vsme.duties.map(({ id }) => id)).toContain('e-invoice-receive');
  });
});

test('from no account to a result attached to the firm, its actions followed in the plan, and an inventory that comes back', async () => {
  await visit('/diagnostics', async (page) => {
    const result = await firstResult(page);
    await page.getByRole('button', { name: 'Rattacher' }).click();
    await page.getByText('Le diagnostic est rattaché').waitFor();
    await expectLeadsSomewhere(page);
    await page.getByLabel(/Mettre au plan.*Faire entretenir et régler le brûleur du four/).check();
    await page.getByRole('button', { name: /Mettre ce qui est coché au plan/ }).click();
    await page.getByText('C’est dans le plan').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Voir le plan' }).click();
    expect(await page.getByText('Faire entretenir et régler le brûleur du four').first().isVisible()).toBe(true);

    const token = result.split('/').at(-1)!;
    const inventory = await (await page.request.get(`/diagnostics/carbone/${token}/inventaire.json`)).text();
    expect((await (await page.request.get(`/diagnostics/carbone/${token}/lignes.csv`)).text()).split('\r\n').length).toBeGreaterThan(12);
    await page.goto(`/diagnostics/carbone/${token}/fichier`);
    await page.getByLabel('Fichier d’inventaire').setInputFiles({ name: 'inventaire.json', mimeType: 'application/json', buffer: Buffer.from(inventory) });
    await page.getByRole('button', { name: 'Lire le fichier' }).last().click();
    await page.getByText('L’inventaire est lu').waitFor();
    await page.goto(`/diagnostics/carbone/${token}/vsme`);
    expect(await page.getByText('Faire entretenir et régler le brûleur du four').first().isVisible()).toBe(true);
  }, { ...DESK, as: 'member' });
});
