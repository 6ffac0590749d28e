import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { expectLeadsSomewhere } from './support/leads.ts';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, signInAs, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const next = (page: Page) => page.getByRole('button', { name: /^(Continuer|Voir le résultat)$/ }).click();
const choose = async (page: Page, ...labels: (string | RegExp)[]) => {
  for (const label of labels) await page.getByLabel(label).check();
};

/** Answers the thirteen questions of the cyber diagnosis as a baker would. Answers the private address of the result. */
async function answerCyber(page: Page): Promise<string> {
  await choose(page, 'Un ordinateur, ou plusieurs', 'Une caisse ou un terminal de paiement', 'Des fichiers qu’il serait grave de perdre', 'De temps en temps', 'Je n’ai rien chez un hébergeur');
  await next(page);
  await choose(page, 'Oui, mais quand j’y pense', 'Sur certains', 'Je crois, personne n’y a touché', 'Non, tout est mêlé');
  await next(page);
  await choose(page, 'Souvent les mêmes', 'On fait confiance', 'Il est verrouillé par un code, sans plus');
  await next(page);
  await choose(page, 'On en a parlé une fois', 'Non, ou je ne sais pas', 'J’ai une idée');
  await next(page);
  await page.waitForURL(/\/diagnostics\/resultat\//);
  return new URL(page.url()).pathname;
}

/** Makes the result the firm's, takes its two first actions up, and finds them in the plan. */
async function attachAndFollow(page: Page, uses: RegExp[], title: RegExp): Promise<void> {
  await expectLeadsSomewhere(page);
  await signInAs(page, 'member');
  await page.reload();
  for (const use of uses) await page.getByLabel(use).check();
  await page.getByRole('button', { name: 'Rattacher' }).click();
  await page.getByText('Le diagnostic est rattaché.').waitFor();
  const boxes = page.locator('.pick input');
  const titles = await page.locator('.actions h3').allTextContents();
  await boxes.nth(0).check();
  if ((await boxes.count()) > 1) await boxes.nth(1).check();
  await page.getByRole('button', { name: /^Mettre ce qui est coché au plan/ }).click();
  await page.getByText('C’est dans le plan.').waitFor();
  expect(await page.locator('.actions').first().textContent()).toContain('Au plan');
  await page.getByRole('link', { name: 'Voir le plan' }).click();
  await page.getByRole('heading', { level: 1, name: /^Plan de/ }).waitFor();
  const plan = await page.getByRole('main').textContent();
  expect(plan).toContain(titles[0]!.replace(/^\d+/, '').trim());
  expect(plan).toContain('Diagnostic');
  // From the firm's own page, her people find it again.
  await page.getByRole('navigation', { name: 'Fil d’Ariane' }).getByRole('link').last().click();
  await page.getByRole('region', { name: 'Diagnostics' }).getByRole('link', { name: title }).click();
  await page.waitForURL(/\/diagnostics\/resultat\//);
}

test('cyber: on a phone without scripts and without an account, thirteen questions, six things to do first, then the firm’s plan', async () => {
  await visit('/diagnostics', async (page) => {
    await expectNoSideScroll(page);
    await page.getByRole('link', { name: 'Cybersécurité' }).click();
    // What lacks is said at its field, what was ticked is kept.
    await choose(page, 'Un ordinateur, ou plusieurs');
    await next(page);
    expect(await page.getByRole('alert').textContent()).toContain('réponses sont à revoir');
    expect(await page.getByLabel('Un ordinateur, ou plusieurs').isChecked()).toBe(true);
    await answerCyber(page);
    await expectNoSideScroll(page);
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('Six choses à faire d’abord');
    expect(await page.locator('.actions').first().getByRole('listitem').count()).toBe(6);
    expect(text).toContain('À faire ce soir');
    expect(text).toContain('17cyber.gouv.fr');
    await attachAndFollow(page, [/Les conseillers du territoire/], /Cybersécurité/);
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
});

test('two tabs of one link keep each to its page: what one answers does not swallow the other’s', async () => {
  const second = ['Oui, mais quand j’y pense', 'Sur certains', 'Je crois, personne n’y a touché', 'Non, tout est mêlé'];
  await visit('/diagnostics/cyber', async (page) => {
    await choose(page, 'Un ordinateur, ou plusieurs', 'Une caisse ou un terminal de paiement', 'Des fichiers qu’il serait grave de perdre', 'De temps en temps', 'Je n’ai rien chez un hébergeur');
    await next(page);
    const bare = new URL(page.url()).pathname;
    await page.goto(bare);
    const other = await page.context().newPage();
    await other.goto(bare);
    await choose(other, ...second);
    await next(other);
    await choose(page, ...second);
    await next(page);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByLabel('Souvent les mêmes').isVisible()).toBe(true);
  }, NO_SCRIPT);
});

test('a result is a document: it opens to its lines and sources, goes out as CSV and JSON, and leads to an adviser with the words ready', async () => {
  await visit('/diagnostics/cyber', async (page) => {
    const path = await answerCyber(page);
    await expectAccessible(page);
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    const line = page.locator('details.line').first();
    await line.locator('summary').click();
    expect(await line.textContent()).toContain('MonAideCyber');
    const [csv, json] = await Promise.all(['csv', 'json'].map(async (kind) => (await page.request.get(`${path}/export.${kind}`)).text()));
    expect(csv).toContain('action;');
    expect(JSON.parse(json!)).toMatchObject({ diagnosis: 'cyber', actions: expect.any(Array) });
    await page.getByRole('link', { name: /Se faire aider par un conseiller/ }).first().click();
    expect(await page.getByLabel('De quoi avez-vous besoin').inputValue()).toContain('Cybersécurité');
  });
});

test('done again, the result says what changed since', async () => {
  await visit('/diagnostics/cyber', async (page) => {
    await answerCyber(page);
    await signInAs(page, 'member');
    await page.reload();
    await page.getByRole('button', { name: 'Rattacher' }).click();
    await page.getByText('Le diagnostic est rattaché.').waitFor();
    await page.getByRole('button', { name: 'Refaire ce diagnostic' }).click();
    await page.waitForURL(/suite/);
    await choose(page, 'Oui, une copie débranchée ou à l’abri, et j’ai vérifié qu’elle se relit');
    for (let step = 0; step < 4; step++) await next(page);
    await page.waitForURL(/resultat/);
    expect(await page.getByRole('region', { name: /^Depuis le/ }).textContent()).toMatch(/→/);
  });
});

test('digital: twelve questions, the duty of electronic invoices, tools one can leave, then the firm’s plan', async () => {
  await visit('/diagnostics/numerique', async (page) => {
    await choose(page, 'Fibre, ou 30 Mbit/s et plus', 'Un site à votre nom', 'Non', 'Par carte');
    await next(page);
    await choose(page, 'Au traitement de texte, au tableur ou à la main', 'Des tableurs', 'Je regarde un tableau de bord au moins chaque mois', 'Des fichiers');
    await next(page);
    await choose(page, 'Oui, jamais vérifiée', 'plus de la moitié ont internet pour leur travail', 'Rédiger, traduire ou résumer par une intelligence artificielle', 'Un budget est prévu');
    await next(page);
    await page.waitForURL(/resultat/);
    await expectAccessible(page);
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('Dolibarr');
    expect(text).toMatch(/Émettre.{0,4}: obligatoire à partir du 1er/);
    expect(await page.locator('.actions h3').first().textContent()).toContain('plateforme agréée');
    await attachAndFollow(page, [], /Numérique/);
  });
});

test('labels: which of fourteen fit, for the firm whose trade is known; one kept is on its page with its end', async () => {
  await visit('/compte', async (page) => {
    const siret = /\/annuaire\/(\d{14})/.exec(await page.content())![1]!;
    await page.goto(`/diagnostics/labels?siret=${siret}`);
    expect(await page.getByText('Déjà su par l’annuaire').count()).toBe(1);
    const trade = page.getByLabel('Métier de bouche, alimentation');
    if ((await trade.count()) > 0) await trade.check();
    const size = page.getByLabel('Moins de 10', { exact: true });
    if ((await size.count()) > 0) await size.check();
    await choose(page, 'Les déchets sont triés', 'L’équipe est sensibilisée');
    await next(page);
    if (/suite/.test(page.url())) {
      await page.getByLabel('Rien de tout cela').check();
      await next(page);
    }
    await page.waitForURL(/resultat/);
    await expectAccessible(page);
    expect(await page.getByRole('region', { name: 'Les quatorze labels' }).last().getByRole('row').count()).toBe(15);
    await attachAndFollow(page, [], /Labels/);
    await page.goto(`/annuaire/${siret}/labels`);
    await page.getByLabel('Label', { exact: true }).selectOption({ index: 2 });
    await page.getByLabel('Valable jusqu’au').fill('2031-06-30');
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByText('C’est noté.').waitFor();
    await expectAccessible(page);
    await page.goto(`/annuaire/${siret}`);
    expect(await page.getByRole('region', { name: 'Identité' }).textContent()).toMatch(/jusqu’au 30.juin.2031/);
  }, { ...DESK, as: 'member' });
});

test('mobility: staff by commune from a file that keeps no name, absurd figures refused with a sentence, a plan that prints', async () => {
  await visit('/diagnostics/mobilite', async (page) => {
    await page.getByLabel('Dans quelle commune est le lieu de travail').fill('Cahors');
    await page.getByLabel('Non', { exact: true }).check();
    await page.locator('input[name="staff.0.home"]').fill('Gourdon');
    await page.locator('input[name="staff.0.people"]').fill('-3');
    await page.locator('select[name="staff.0.mode"]').selectOption('car');
    await next(page);
    expect(await page.getByRole('alert').textContent()).toContain('entre 1 et 500');
    expect(await page.locator('input[name="staff.0.home"]').inputValue()).toBe('Gourdon');
    await page.locator('summary', { hasText: 'Ou donner un fichier' }).click();
    await page.getByLabel('Fichier CSV').setInputFiles({ name: 'equipe.csv', mimeType: 'text/csv', buffer: Buffer.from('Nom;Commune du domicile;Combien;Façon de venir\nLou Exemple;Gourdon;trois;Seul en voiture\nMax Exemple;Cahors;2;À vélo\n') });
    await next(page);
    expect(await page.getByRole('alert').textContent()).toContain('n’est pas un nombre entier');
    expect(await page.locator('input[name="staff.1.home"]').inputValue()).toBe('Cahors');
    expect(await page.locator('select[name="staff.0.mode"]').inputValue()).toBe('car');
    expect([await page.locator('input[name$=".home"]').count(), (await page.content()).includes('Lou Exemple')]).toEqual([6, false]);
    await page.locator('summary', { hasText: 'Ou donner un fichier' }).click();
    await page.getByLabel('Fichier CSV').setInputFiles({ name: 'equipe.csv', mimeType: 'text/csv', buffer: Buffer.from('Nom;Commune du domicile;Combien;Façon de venir\nLou Exemple;Gourdon;3;Seul en voiture\nMax Exemple;Cahors;2;À vélo\nAda Exemple;Prayssac;1;Seul en voiture\n') });
    await next(page);
    await choose(page, 'Rien de tout cela');
    await page.getByLabel('Combien de personnes pourraient télétravailler').fill('1');
    await next(page);
    await page.waitForURL(/resultat/);
    await expectAccessible(page);
    const text = (await page.getByRole('main').textContent())!;
    expect(text).toContain('Gourdon');
    expect(text).not.toContain('Exemple');
    expect(text).toContain('Qui pourrait venir avec qui');
    expect(text).toContain('Plan de mobilité');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);
    await attachAndFollow(page, [/comparés, sans nom, à ceux des employeurs voisins/], /Mobilité/);
  });
});

test('a result is nobody else’s: another link opens nothing, its number opens for the firm’s people only, and it can be erased', async () => {
  let id = '';
  await visit('/diagnostics/cyber', async (page) => {
    const path = await answerCyber(page);
    await signInAs(page, 'member');
    await page.reload();
    await page.getByRole('button', { name: 'Rattacher' }).click();
    await page.getByText('Le diagnostic est rattaché.').waitFor();
    await page.goto(`${path.replace(/[^/]+$/, '')}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`);
    expect(await page.getByRole('main').textContent()).toContain('n’ouvre aucun résultat');
    await page.goto('/compte');
    const siret = /\/annuaire\/(\d{14})/.exec(await page.content())![1]!;
    await page.goto(`/annuaire/${siret}`);
    id = (await page.getByRole('region', { name: 'Diagnostics' }).getByRole('link', { name: 'Cybersécurité' }).getAttribute('href'))!;
    await page.goto(id);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Cybersécurité');
  });
  for (const as of ['adviser', null] as const)
    await visit(id, async (page) => {
      expect(await page.getByRole('main').textContent()).toContain('n’ouvre aucun résultat');
    }, { ...DESK, ...(as ? { as } : {}) });
  await visit(id, async (page) => {
    await page.getByText('Effacer ce diagnostic').click();
    await page.getByLabel('Oui, effacer').check();
    await page.getByRole('button', { name: 'Effacer', exact: true }).click();
    await page.waitForURL(/\/diagnostics\?efface/);
    await page.goto(id);
    expect(await page.getByRole('main').textContent()).toContain('n’ouvre aucun résultat');
  }, { ...DESK, as: 'member' });
});

test('in the demonstration, an adviser finds an invented bakery that did better than last year, beside five like it, with its plan under way', async () => {
  await visit('/diagnostics', async (page) => {
    const again = page.getByRole('region', { name: 'À rouvrir' });
    expect(await again.getByText('Exemple inventé').count()).toBeGreaterThan(5);
    await again.getByRole('link', { name: /^Carbone, (Fournil|Boulangerie) exemple/ }).first().click();
    await page.getByText('Exemple inventé').first().waitFor();
    expect(await page.getByRole('region', { name: /^Depuis le .* à méthode égale/ }).textContent()).toContain('→');
    expect((await page.locator('.compared').textContent())!.replaceAll(/\s+/g, ' ')).toMatch(/\d+ entreprises de la même activité/);
    expect(await page.locator('.actions').getByText('Fait', { exact: true }).count()).toBe(1);
    expect(await page.locator('.actions').getByText('Au plan', { exact: true }).count()).toBe(2);
    // A gain opens to the firm's own line, its factor and its edition; an aid says who to call and opens the adviser's form.
    const gain = page.locator('details', { hasText: 'D’où vient ce gain' }).first();
    await gain.locator('summary').click();
    expect(await gain.textContent()).toMatch(/facteur \d+, .*Base Carbone V23\.6/u);
    await expectAccessible(page);
    await expectLeadsSomewhere(page);
    await page.getByRole('link', { name: 'Tout le calcul' }).click();
    await page.locator('summary', { hasText: /^4\.1 / }).click();
    await page.locator('details[open] li a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#ligne-/);
    await expectAccessible(page);
    await page.goBack();
    await page.goBack();
    await page.getByRole('link', { name: /aides? possibles?/ }).first().click();
    expect(await page.getByRole('main').textContent()).toContain('Qui appeler');
    await expectAccessible(page);
    await page.getByRole('link', { name: /^Demander cette aide/ }).first().click();
    expect(await page.getByLabel('De quoi avez-vous besoin').inputValue()).toContain('pour ceci');
  }, { ...DESK, as: 'adviser-cma' });
});
