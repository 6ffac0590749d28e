import { expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';
import { DESK, expectAccessible, expectNoSideScroll, PHONE, visit } from './support/browser.ts';

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };

/** Asks for help as somebody would; answers the address where she follows it. */
async function ask(page: Page, words: string, given: { commune?: string; starting?: boolean; name: string; phone: string; mail?: string }): Promise<string> {
  await page.goto('/demander');
  await page.getByLabel('De quoi avez-vous besoin').fill(words);
  await page.getByLabel('Dans quelle commune').fill(given.commune ?? 'Cazals');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel(given.starting ? 'n’avez pas encore d’entreprise' : 'avez une entreprise, une ferme').check();
  await page.getByLabel('Par téléphone').check();
  await page.getByLabel('Le soir').check();
  await page.getByLabel('Votre nom').fill(given.name);
  await page.getByLabel('Téléphone', { exact: true }).fill(given.phone);
  if (given.mail) await page.getByLabel('Courriel').fill(given.mail);
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
  await page.waitForURL(/\/demande\//);
  return new URL(page.url()).pathname;
}

/** Opens somebody's request from the desk's list. */
async function openFromDesk(page: Page, name: string, view = ''): Promise<void> {
  await page.goto(`/poste/demandes${view}`);
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

test('on a phone without scripts, somebody who has no firm yet asks, sees who will call and by when, adds a word', async () => {
  await visit('/', async (page) => {
    await page.getByRole('main').getByRole('link', { name: 'Demander de l’aide' }).click();
    await expectNoSideScroll(page);
    await page.getByLabel('De quoi avez-vous besoin').fill('Je quitte mon boulot pour lancer mon food truck');
    await page.getByLabel('Dans quelle commune').fill('cazals');
    await page.getByRole('button', { name: 'Continuer' }).click();
    expect(await page.getByLabel('Créer mon entreprise').first().isChecked()).toBe(true);
    await page.getByLabel('n’avez pas encore d’entreprise').check();
    await page.getByLabel('Par téléphone').check();
    await page.getByLabel('Votre nom').fill('Lou Exemple');

    // What lacks is said at its field, what was typed is kept.
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Donnez un téléphone ou une adresse');
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Lou Exemple');
    expect(await page.getByLabel('n’avez pas encore d’entreprise').isChecked()).toBe(true);
    await expectNoSideScroll(page);
    await page.getByLabel('Téléphone', { exact: true }).fill('06 00 00 01 01');
    await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await page.waitForURL(/\/demande\//);
    expect(await page.getByRole('main').textContent()).toMatch(/vous répond par téléphone, avant le \d+/);
    expect(await page.getByRole('main').textContent()).toContain('Pourquoi cette personne');
    await page.getByLabel('Ajouter un mot').fill('Plutôt le mardi');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    expect(await page.getByText('Vous : « Plutôt le mardi »').isVisible()).toBe(true);
    await expectNoSideScroll(page);
  }, NO_SCRIPT);
});

test('a subject that nobody follows here is said to whoever asks, and is a list of its own on the desk', async () => {
  await visit('/demander', async (page) => {
    await ask(page, 'Un client en Allemagne veut commander, comment faire avec la douane', { name: 'Ode Exemple', phone: '06 00 00 02 02' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('personne ne suit encore ce sujet ici');
  });
  await visit('/poste/demandes?voir=sans-conseiller', async (page) => {
    const card = page.getByRole('listitem').filter({ hasText: 'Ode Exemple' });
    expect(await card.textContent()).toContain('ne suit pas « Vendre à l’étranger »');
  }, { ...DESK, as: 'adviser' });
});

test('a request is passed on with a reason: the asker reads it, the new adviser takes it, calls, fixes a day, closes', async () => {
  let followed = '';
  await visit('/demander', async (page) => {
    followed = await ask(page, 'Prendre un apprenti en boulangerie', { name: 'Max Exemple', phone: '06 00 00 03 03', mail: 'max@exemple.invalid' });
  });
  await visit('/poste', async (page) => {
    await openFromDesk(page, 'Max Exemple');
    await page.getByText('Passer à quelqu’un d’autre').click();
    await page.getByLabel('À qui').selectOption({ label: 'Dominique Exemple, Communauté de communes exemple des Pierres-Levées' });
    await page.getByRole('textbox', { name: 'Pourquoi' }).fill('Dominique connaît la boulangerie');
    await page.getByRole('button', { name: 'Passer', exact: true }).click();
    await page.getByRole('status').waitFor();
  }, { ...DESK, as: 'adviser-cma' });
  await visit(followed, async (page) => {
    expect(await page.getByRole('main').textContent()).toContain('Dominique Exemple');
    expect(await page.getByRole('main').textContent()).toContain('Dominique connaît la boulangerie');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Relancer' }).click();
    expect(await page.getByRole('status').textContent()).toContain('passe avant les autres');
  }, PHONE);
  await visit('/poste', async (page) => {
    await openFromDesk(page, 'Max Exemple');
    await page.getByRole('button', { name: 'Je la prends' }).click();
    await page.getByLabel('Ce qui s’est dit').fill('Elle veut un apprenti en septembre');
    await page.getByRole('button', { name: 'Noter l’appel' }).click();
    await page.getByText('Fixer un rendez-vous').click();
    await page.getByLabel('Jour').fill(`${new Date().getFullYear() + 1}-03-15`);
    await page.getByLabel('Heure').fill('14:30');
    await page.getByLabel('Où, ou par quel moyen').fill('au fournil');
    await page.getByRole('button', { name: 'Fixer', exact: true }).click();
    expect(await page.getByRole('main').textContent()).toMatch(/Rendez-vous .*15.mars.*14.h.30.*au fournil/);
    await expectAccessible(page);
    await expectNoSideScroll(page);
  }, { ...PHONE, as: 'adviser-epci' });
  await visit(followed, async (page) => {
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Vous avez rendez-vous');
    const file = await (await fetch(`${inject('address')}${followed}/rendez-vous.ics`)).text();
    expect(file).toContain('BEGIN:VEVENT');
    expect(file).toContain('LOCATION:au fournil');
  });
  await visit('/poste', async (page) => {
    await openFromDesk(page, 'Max Exemple', '?voir=miennes');
    await page.getByText('Clore', { exact: true }).first().click();
    await page.getByLabel('C’est fait').check();
    await page.getByLabel('En quelques mots').fill('Contrat signé');
    await page.getByRole('button', { name: 'Clore' }).click();
    expect(await page.getByRole('heading', { name: 'C’est fait' }).isVisible()).toBe(true);
  }, { ...DESK, as: 'adviser-epci' });
});

test('one key on the desk tells the asker too: a ring in vain, then a closing, taken back as if it had not been', async () => {
  let followed = '';
  await visit('/demander', async (page) => {
    followed = await ask(page, 'Prendre un apprenti en boulangerie', { name: 'Ivo Exemple', phone: '06 00 00 03 13', mail: 'ivo@exemple.invalid' });
  }, NO_SCRIPT);
  await visit('/poste', async (page) => {
    await openFromDesk(page, 'Ivo Exemple', '?voir=toutes');
    await page.getByRole('button', { name: 'Je la prends' }).click();
    await page.getByText('Elle est à vous').waitFor();
  }, { ...NO_SCRIPT, as: 'adviser-cma' });
  const read = async () => {
    let text = '';
    await visit(followed, async (page) => void (text = await page.getByRole('main').innerText()), NO_SCRIPT);
    return text;
  };
  await visit(followed, (page) => page.getByRole('button', { name: 'Relancer' }).click(), NO_SCRIPT);
  await visit('/poste', async (page) => {
    const line = page.locator('#lignes > li', { hasText: 'Ivo Exemple' });
    const answer = async (name: string) => {
      await line.locator('.when').click();
      await line.getByRole('button', { name }).click();
    };
    await answer('silence');
    await page.getByText('Ivo Exemple revient').waitFor();
    expect(await read()).toContain('a essayé de vous joindre');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('comme avant').waitFor();
    await answer('oui, fait');
    await page.getByText('C’est noté pour Ivo Exemple').waitFor();
    expect(await read()).toContain('Votre demande est close');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByText('comme avant').waitFor();
    expect(await read()).not.toContain('close');
    // The promise's page is the request's own: nothing is said there that its asker would not read.
    await page.getByRole('link', { name: 'Ouvrir le dossier', exact: true }).click();
    await page.waitForURL(/\/poste\/demandes\//);
    await page.getByText('Clore', { exact: true }).first().click();
    await page.getByLabel('C’est fait').check();
    await page.getByRole('button', { name: 'Clore' }).click();
    await page.getByRole('button', { name: 'Rouvrir' }).click();
    await page.getByText('Elle est rouverte').waitFor();
    await expectNoSideScroll(page);
    await expectAccessible(page);
  }, { ...PHONE, as: 'adviser-cma' });
  expect(await read()).toContain('Rouverte');
});

test('two advisers open the same request: the second is told who took it, and what she wrote is kept', async () => {
  await visit('/demander', async (page) => void (await ask(page, 'Installer un logiciel de caisse', { name: 'Duo Exemple', phone: '06 00 00 04 04' })));
  await visit('/poste', async (second) => {
    await openFromDesk(second, 'Duo Exemple');
    await visit('/poste', async (first) => {
      await openFromDesk(first, 'Duo Exemple');
      await first.getByRole('button', { name: 'Je la prends' }).click();
      await first.getByRole('status').waitFor();
    }, { ...DESK, as: 'adviser-cma' });
    await second.getByLabel('Ce qui s’est dit').fill('Elle préfère une caisse simple');
    await second.getByRole('button', { name: 'Noter l’appel' }).click();
    expect(await second.getByRole('alert').textContent()).toContain('suivie par Sacha Exemple');
    expect(await second.getByLabel('Ce qui s’est dit').inputValue()).toBe('Elle préfère une caisse simple');
  }, { ...DESK, as: 'adviser' });
});

test('a firm that never answers: two rings in vain are noted, then it is closed as such, and it sees so', async () => {
  let followed = '';
  await visit('/demander', async (page) => void (followed = await ask(page, 'Ma facture d’électricité a doublé', { name: 'Muet Exemple', phone: '06 00 00 05 05' })));
  await visit('/poste', async (page) => {
    await openFromDesk(page, 'Muet Exemple');
    for (let ring = 0; ring < 2; ring++) {
      await page.getByLabel('Jointe').selectOption('non');
      await page.getByRole('button', { name: 'Noter l’appel' }).click();
      await page.getByRole('status').waitFor();
    }
    expect(await page.getByText('Appel sans réponse.').count()).toBe(2);
    await page.getByText('Clore', { exact: true }).first().click();
    await page.getByLabel('Injoignable').check();
    await page.getByRole('button', { name: 'Clore' }).click();
    // Why is asked: she will read it.
    expect(await page.getByRole('alert').textContent()).toContain('Dites pourquoi');
    await page.getByLabel('En quelques mots').fill('Deux appels sans réponse, rappelez-nous quand vous voulez');
    await page.getByRole('button', { name: 'Clore' }).click();
    await page.getByRole('heading', { name: 'Injoignable' }).waitFor();
  }, { ...DESK, as: 'adviser' });
  await visit(followed, async (page) => {
    expect(await page.getByRole('main').textContent()).toContain('rappelez-nous quand vous voulez');
    expect(await page.getByRole('link', { name: 'Refaire une demande' }).isVisible()).toBe(true);
  });
});

test('an adviser plans a round, answers at a door without network, and it arrives when the network is back', async () => {
  await visit('/poste/tournees', async (page) => {
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Faire la tournée' }).click();
    await page.waitForURL(/tournees\/[0-9a-f-]{36}/);
    await expectAccessible(page);
    const round = page.url();
    await page.setViewportSize(PHONE.viewport);
    await expectNoSideScroll(page);
    await page.context().setOffline(true);
    await page.locator('summary').filter({ hasText: 'Noter' }).first().click();
    await page.getByLabel('Rencontrée').first().check();
    await page.getByLabel('Ce que vous avez promis').first().fill('envoyer la liste des aides');
    await page.getByRole('button', { name: 'Noter' }).first().click();
    expect(await page.getByText('gardée sur ce téléphone').isVisible()).toBe(true);
    await page.context().setOffline(false);
    await page.getByText('Tout est envoyé.').waitFor();
    await page.goto(round);
    expect(await page.locator('.chip').filter({ hasText: 'Rencontrée' }).count()).toBe(1);
    await page.goto('/poste?voir=plus-tard');
    expect(await page.getByText('envoyer la liste des aides').count()).toBeGreaterThan(0);
  }, { ...DESK, as: 'adviser' });
});

test('what an adviser covers is stated in a form; an unknown commune is said and nothing typed is lost', async () => {
  await visit('/poste/couverture', async (page) => {
    await expectAccessible(page);
    await page.getByLabel('Et ces communes').fill('Gourdon, Nulle-Part-sur-Rien');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Nulle-Part-sur-Rien');
    expect(await page.getByLabel('Et ces communes').inputValue()).toBe('Gourdon, Nulle-Part-sur-Rien');
    await page.getByLabel('Et ces communes').fill('');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    expect(await page.getByRole('status').textContent()).toContain('prochaines demandes');
  }, { ...DESK, as: 'adviser' });
});

test('a firm’s own people read its plan, add to it and say who else reads it', async () => {
  await visit('/compte', async (page) => {
    const href = (await page.locator('a[href^="/annuaire/0"]').first().getAttribute('href'))!;
    await page.goto(`${href}/plan`);
    await expectAccessible(page);
    await page.getByLabel('Quoi', { exact: true }).fill('Isoler le toit');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    expect(await page.getByRole('heading', { name: 'Isoler le toit' }).isVisible()).toBe(true);
    await page.getByLabel('Partager avec').selectOption({ label: 'Chambre de métiers exemple' });
    await page.getByRole('button', { name: 'Partager', exact: true }).click();
    expect(await page.getByRole('button', { name: /Ne plus partager/ }).isVisible()).toBe(true);
    await expectNoSideScroll(page);
  }, { ...PHONE, as: 'member' });
});

test.each(['/demander', '/poste/demandes', '/poste/demandes?voir=closes', '/poste/couverture', '/poste/tournees'])('%s is accessible and fits, wide and narrow, light and dark', async (path) => {
  for (const options of [PHONE, { ...DESK, colorScheme: 'dark' as const }])
    await visit(path, async (page) => {
      await expectAccessible(page);
      await expectNoSideScroll(page);
    }, { ...options, as: 'adviser' });
});

test('the table of requests opens in a spreadsheet, for advisers only', async () => {
  const far = await fetch(`${inject('address')}/poste/demandes.csv`, { redirect: 'manual' });
  expect(far.status).toBe(303);
  const forged = await fetch(`${inject('address')}/demande/aaaa.bbbb`);
  expect(forged.status).toBe(404);
});
