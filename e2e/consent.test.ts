import { expect, inject, test } from 'vitest';
import { cookieOf } from './support/browser.ts';

const LEVELS = ['private', 'advisers', 'partners', 'public'] as const;
const marker = (level: string) => `temoin-${level}-7q4`;
// Pages of one kind look alike: a few hundred hold every kind of page of the product.
const MOST_PAGES = 250;

/** Notes a flow on an establishment as its adviser would, at one level of consent, with words found nowhere else. */
async function note(siret: string, level: string, cookie: string): Promise<void> {
  const form = new URLSearchParams({
    matiere: '030105|', quantite: '41,5', unite: 't', par: 'an', etat: 'wet-solid', humidite: '44', prix: '30', condition: marker(level), source: 'firm', precision: marker(level), certitude: 'stated',
    date: '2026-11-20', consentement: level, accord_qui: marker(level), accord_comment: 'au téléphone', 'condition-0': 'yes', 'preuve-0': marker(level),
  });
  for (let month = 1; month <= 12; month++) form.append('mois', String(month));
  const address = inject('address');
  const answer = await fetch(`${address}/annuaire/${siret}/fiche/sort`, { method: 'POST', body: form, headers: { origin: address, accept: 'text/html', cookie }, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

/** Every page and file that links lead a visitor to, from the home page, breadth first. */
async function crawl(): Promise<Map<string, string>> {
  const address = inject('address');
  const seen = new Map<string, string>();
  const queue = ['/', '/annuaire?q=scierie', '/annuaire.csv?q=scierie', '/bourse/matieres?voir=offres', '/bourse/matieres/export.csv?voir=offres', '/bourse/matieres/sans-solution', `/annuaire?q=${marker('advisers')}`];
  while (queue.length > 0 && seen.size < MOST_PAGES) {
    const path = queue.shift()!;
    if (seen.has(path)) continue;
    const text = await (await fetch(address + path)).text();
    seen.set(path, text);
    for (const [, href] of text.matchAll(/href="(\/[^"#]*)"/g)) if (!href!.startsWith('/_app/') && !seen.has(href!)) queue.push(href!.replaceAll('&amp;', '&'));
  }
  return seen;
}

test('no page and no file shows a visitor more than each firm allowed', { timeout: 240_000 }, async () => {
  const address = inject('address');
  const cookie = await cookieOf('adviser');
  const found = await (await fetch(`${address}/annuaire?q=scierie`)).text();
  const sirets = [...new Set([...found.matchAll(/\/annuaire\/(\d{14})/g)].map((match) => match[1]!))].slice(0, LEVELS.length);
  expect(sirets).toHaveLength(LEVELS.length);
  for (const [i, level] of LEVELS.entries()) await note(sirets[i]!, level, cookie);
  expect((await fetch(`${address}/bourse/matieres?/run`, { method: 'POST', headers: { cookie, origin: address, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }, redirect: 'manual', body: '' })).status).toBe(303);

  const pages = await crawl();
  for (const siret of sirets) pages.set(`/annuaire/${siret}`, await (await fetch(`${address}/annuaire/${siret}`)).text());
  for (const level of ['private', 'advisers', 'partners']) {
    // A search page repeats the words that were searched: that is what the visitor typed, not what a firm said.
    const leaks = [...pages].filter(([path, text]) => !path.includes(marker(level)) && text.includes(marker(level))).map(([path]) => path);
    expect(leaks, `${level} facts on`).toEqual([]);
  }
  expect(pages.get(`/annuaire/${sirets[3]}`)).toContain(marker('public'));
  const toAdviser = await (await fetch(`${address}/annuaire/${sirets[1]}`, { headers: { cookie } })).text();
  expect(toAdviser).toContain(marker('advisers'));
});
