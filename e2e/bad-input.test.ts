import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const alert = async (page: Page) => ((await page.getByRole('alert').textContent()) ?? '').replaceAll(/\s+/g, ' ');
const next = (page: Page) => page.getByRole('button', { name: /^(Continuer|Voir le résultat)$/ }).click();

/** A baker’s first result, from four answers; answers where her lines are. */
async function bakery(page: Page): Promise<string> {
  await page.getByLabel('Boulangerie, pâtisserie').check();
  await next(page);
  await page.getByLabel('Combien de personnes travaillent').fill('4');
  await page.getByLabel('Combien de tonnes de farine').fill('30');
  await page.getByLabel('Gaz de ville').check();
  await next(page);
  return `/diagnostics/carbone/${new URL(page.url()).pathname.split('/').at(-1)}`;
}

test('in the questions: what is negative, absurd, in another unit or no number gets a sentence at its field, and stays as typed', async () => {
  await visit('/diagnostics/carbone', async (page) => {
    await page.getByLabel('Boulangerie, pâtisserie').check();
    await next(page);
    await page.getByLabel('Gaz de ville').check();
    await page.getByLabel('Combien de personnes travaillent').fill('4');
    const flour = page.getByLabel('Combien de tonnes de farine');
    for (const [typed, said] of [['-30', 'Un nombre négatif n’a pas de sens'], ['trente', '« trente » n’est pas un nombre'], ['30 litres', '« litres » n’est pas une unité connue ici'], ['1,5,2', 'n’est pas un nombre'], ['90 000 000', 'vérifiez le nombre et son unité']] as const) {
      await flour.fill(typed);
      await next(page);
      expect([typed, await flour.inputValue(), (await page.getByRole('main').textContent())!.replaceAll(/\s+/g, ' ').includes(said)]).toEqual([typed, typed, true]);
    }
  }, NO_SCRIPT);
});

test('line by line: a bakery at 3 GWh is asked about, a wrong unit and an unknown factor are told, a year to come is refused', async () => {
  await visit('/diagnostics/carbone', async (page) => {
    const base = await bakery(page);
    await page.goto(`${base}/ligne?ligne=electricity`);
    const quantity = page.getByLabel('Quantité sur l’année');
    for (const [typed, said] of [['-4', 'Un nombre négatif'], ['beaucoup', 'n’est pas un nombre'], ['12 kWh', 'se dit avec l’unité'], ['3 000 000', 'plus de 200 000 kWh par personne']] as const) {
      await quantity.fill(typed);
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      expect([typed, await quantity.inputValue(), (await alert(page)).includes(said)]).toEqual([typed, typed, true]);
    }
    // What a page offers cannot be wrong; what somebody sends by hand can.
    const answer = async (fields: Record<string, string>) => (await (await page.request.post(`${base}/ligne`, { form: { activity: 'electricity', factor: '42513', quantity: '10', unit: 'kWh', ...fields }, headers: { origin: new URL(page.url()).origin, accept: 'text/html' } })).text()).replaceAll(/\s+|&nbsp;/g, ' ');
    expect(await answer({ unit: 'litre' })).toContain('La quantité est en « litre », le facteur est par « kWh »');
    expect(await answer({ factor: '999999' })).toContain('Le facteur « 999999 » n’est pas connu ici');
    await page.goto(base);
    await page.getByLabel('Année', { exact: false }).first().fill('2099');
    await page.getByRole('button', { name: 'Noter', exact: true }).click();
    expect(await page.getByLabel('Année', { exact: false }).first().inputValue()).toBe('2099');
    expect(await page.getByRole('main').textContent()).toContain('est une année à venir');
  }, NO_SCRIPT);
});

test('a file: another encoding, a line written twice and 100,000 lines are each told, and nothing is taken before it is said so', async () => {
  await visit('/diagnostics/carbone', async (page) => {
    const base = await bakery(page);
    const line = { activity: 'electricity', quantity: 1000, unit: 'kWh', factor: 42513 };
    const file = (lines: unknown[], encoding: BufferEncoding = 'utf8') => ({ name: 'inventaire.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ format: 'gariotte-carbon/1', year: 2025, organisation: 'Boulangerie inventée à Bétaille', lines }), encoding) });
    const give = async (what: ReturnType<typeof file>, sure = false) => {
      await page.goto(`${base}/fichier`);
      await page.getByLabel('Fichier d’inventaire').setInputFiles(what);
      if (sure) await page.getByLabel('C’est bien ça').check();
      await page.getByRole('button', { name: 'Lire le fichier' }).last().click();
    };
    await give(file([line, line, { ...line, quantity: '12,5' }], 'latin1'));
    const said = (await page.getByRole('main').textContent())!.replaceAll(/\s+/g, ' ');
    for (const sentence of ['Le fichier n’est pas en UTF-8', 'Elle dit la même chose que la ligne 1', 'il faut un nombre, sans guillemets']) expect(said).toContain(sentence);
    await page.goto(base);
    expect(await page.getByText('Four et chaleur (gaz de ville)').count(), 'nothing was taken').toBeGreaterThan(0);

    await give(file(Array.from({ length: 100_000 }, (_, i) => ({ ...line, quantity: i }))));
    expect((await page.getByRole('main').textContent())!.replaceAll(/\s+/g, ' ')).toContain('Ce fichier a 100 000 lignes');

    await give(file([{ ...line, quantity: 12_345, label: 'Compteur du fournil' }]));
    await page.getByText('L’inventaire est lu').waitFor();
    expect(await page.getByText('Compteur du fournil').count()).toBeGreaterThan(0);
  }, NO_SCRIPT);
});
