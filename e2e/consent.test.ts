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

type Said = Record<string, string>;
/** What two firms say on each board so that it proposes them to each other; nothing when a person's side is an adviser's alone to note. */
const ON_BOARDS: Record<string, [string, Said][]> = {
  locaux: [['premises-offer', { use: 'dock', squareMetres: '410' }], ['premises-need', { use: 'dock', squareMetres: '310' }]],
  trajets: [['commutes', { 'shifts-0-start': '03:10', 'shifts-0-end': '11:10', 'staff-0-commune': 'Catus (46064)', 'staff-0-people': '2' }], ['commutes', { 'shifts-0-start': '03:10', 'shifts-0-end': '11:10', 'staff-0-commune': 'Catus (46064)', 'staff-0-people': '1' }]],
  mutualisation: [['sharing-wish', { sort: 'equipment', what: 'Presse témoin', aloneCents: '4000', sharedCents: '5000' }], ['sharing-wish', { sort: 'equipment', what: 'Presse témoin', aloneCents: '4200', sharedCents: '5000' }]],
  numerique: [['digital-provider', { skills: 'hours', fromCents: '200', toCents: '900', perQuarter: '3', made: 'europe', hosted: 'europe' }], ['digital-need', { need: 'hours', budgetCents: '800' }]],
  'temps-partage': [['time-need', { skill: 'textile', daysAWeek: '3' }], ['time-need', { skill: 'textile', daysAWeek: '2' }]],
  'circuits-courts': [['produce-offer', { product: 'honey', kgPerWeek: '200', priceFromCents: '8', days: '3', vehicleKg: '300' }], ['produce-need', { buyer: 'shop', product: 'honey', kgPerWeek: '150', priceToCents: '9', days: '3' }]],
  'sous-traitance': [['made-here', { families: 'security', capacityCents: '80000' }], ['purchases', { family: 'security', centsPerYear: '60000', mayBeLocalPercent: '100' }]],
  emplois: [['job', { trade: 'hairdressing' }]],
  transmission: [['transfer', { what: 'garage', priceLowCents: '30000', priceHighCents: '50000' }]],
};

/** Notes what a firm says of a kind, at a level of consent, as its adviser would on the telephone. */
async function say(siret: string, kind: string, said: Said, level: string, cookie: string): Promise<void> {
  const form = new URLSearchParams({ ...Object.fromEntries(Object.entries(said).map(([name, value]) => [`c-${name}`, value])), source: 'firm', certitude: 'stated', date: '2026-11-20', consentement: level, accord_qui: 'La gérante', accord_comment: 'au téléphone' });
  const address = inject('address');
  const answer = await fetch(`${address}/annuaire/${siret}/fiche/noter/${kind}`, { method: 'POST', body: form, headers: { origin: address, accept: 'text/html', cookie }, redirect: 'manual' });
  expect(answer.status, `${kind}: ${answer.status === 303 ? '' : await answer.text()}`).toBe(303);
}

/** Every page and file of a board. */
const pagesOf = (board: string) => ['', '?voir=offres', '?voir=besoins', '/sans-solution', '/bilan', '/resultats', '/export.csv?voir=offres', '/export.csv?voir=besoins'].map((end) => `/bourse/${board}${end}`);

test.each(Object.entries(ON_BOARDS))('on the board %s, a firm that agreed to nothing is nowhere, for anybody; one that agreed to advisers is for them alone', { timeout: 120_000 }, async (board, sides) => {
  const address = inject('address');
  const adviser = await cookieOf('adviser');
  const lines = (await (await fetch(`${address}/annuaire.csv`)).text()).split('\r\n').slice(1).map((line) => line.split(';')).filter((cells) => cells[7] === '46042');
  const from = 60 + 4 * Object.keys(ON_BOARDS).indexOf(board);
  const firms = lines.slice(from, from + 4).map(([siret, name]) => ({ siret: siret!, name: name! }));
  const [secret, open] = [firms.slice(0, 2), firms.slice(2, 4)];
  for (const [i, [kind, said]] of sides.entries()) {
    await say(secret[i]!.siret, kind, said, 'private', adviser);
    await say(open[i]!.siret, kind, said, 'advisers', adviser);
  }
  const read = async (path: string, cookie: string) => (await fetch(address + path, { headers: { cookie, accept: 'text/html' } })).text();
  const shown = async (firm: { siret: string; name: string }, paths: string[], cookie: string) => {
    const found: string[] = [];
    for (const path of paths) {
      const text = await read(path, cookie);
      if (text.includes(firm.siret) || text.includes(firm.name)) found.push(path);
    }
    return found;
  };
  const searched = (firm: { name: string }) => [`/bourse/${board}?q=${encodeURIComponent(firm.name.split(' ').at(-1)!)}&voir=besoins`];
  const own = pagesOf(board);
  const member = await cookieOf('member');
  for (const [i] of sides.entries()) {
    for (const cookie of ['', member, adviser]) expect(await shown(secret[i]!, own, cookie), `private, ${cookie === adviser ? 'adviser' : 'others'}`).toEqual([]);
    for (const cookie of ['', member]) expect(await shown(open[i]!, [...own, ...searched(open[i]!)], cookie), 'advisers only, to others').toEqual([]);
    expect((await shown(open[i]!, own, adviser)).length, 'advisers only, to an adviser').toBeGreaterThan(0);
  }
  // Where few speak, counts and worths would tell who: a visitor reads neither.
  for (const path of [`/bourse/${board}`, `/bourse/${board}/bilan`]) for (const cookie of ['', member]) expect((await read(path, cookie)).replaceAll(/[\s\u00a0\u202f]+/g, ' ')).toMatch(/moins de 5 offres|([5-9]|\d\d+) (fiches|besoins)/);
  // The proposal that rests on them is no one else's to read, nor its dates.
  const proposal = new RegExp(`/bourse/${board}/[0-9a-f-]{36}`).exec(await read(`/bourse/${board}?q=${encodeURIComponent(open[0]!.name)}`, adviser))?.[0];
  if (sides.length > 1) expect(proposal).toBeDefined();
  if (proposal) for (const path of [proposal, `${proposal}/calendrier.ics`]) for (const cookie of ['', member]) expect((await fetch(address + path, { headers: { cookie } })).status, path).toBe(404);
});
