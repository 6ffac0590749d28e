// How long an adviser takes to note on the telephone what a firm or a person says, with the keyboard alone: node bench/entry.ts [--base http://localhost:4646] [kind…]
// The product must be running with its demonstration; what is noted stays in it, so give it a folder of its own. Chromium fills each page really, key by key, and the keys are
// counted; time is then the keystroke-level model (Card, Moran and Newell, The keystroke-level model for user performance time, Communications of the ACM 23(7), 1980):
// a key 0.3 s, 200 characters a minute, between their average typist (0.28 s) and a slow one; 1.2 s to think of what to do at each field (their operator M is 1.35 s; 1.2 in
// Kieras, 2001). Waiting is what the product took here. What the firm says meanwhile is not counted: one types while it speaks.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { base: { type: 'string', default: 'http://localhost:4646' }, json: { type: 'boolean' } } });
const SECONDS = { key: 60 / 200, field: 1.2 };
const ASKED = 120;

/** What is said, field by field in the order of the page: text typed, or the words of what is chosen. */
type Said = Record<string, string | string[]>;
const KINDS: { board: string; kind: string; person?: boolean; material?: string; said: Said }[] = [
  { board: 'matieres', kind: 'flow-out', material: 'sciure', said: { matiere: 'first', quantite: '40', etat: 'dry-solid', prix: '30' } },
  { board: 'matieres', kind: 'flow-in', material: 'sciure', said: { matiere: 'first', quantite: '25', etat: ['dry-solid'], prix: '40', distance: '30' } },
  { board: 'locaux', kind: 'premises-offer', said: { use: 'workshop', squareMetres: '300', heightMetres: '5', rentCents: '40' } },
  { board: 'locaux', kind: 'premises-need', said: { use: 'storage', squareMetres: '150', months: '24', maxKm: '20' } },
  { board: 'trajets', kind: 'commutes', said: { 'shifts-0-start': '06:00', 'shifts-0-end': '14:00', 'staff-0-commune': 'Catus (46064)', 'staff-0-people': '4', 'staff-1-commune': 'Mercuès (46191)', 'staff-1-people': '3' } },
  { board: 'mutualisation', kind: 'equipment-shared', said: { what: 'Nacelle', dayCents: '180', daysPerMonth: '6' } },
  { board: 'mutualisation', kind: 'sharing-wish', said: { sort: 'equipment', what: 'Broyeur', aloneCents: '4200', sharedCents: '9000', daysPerMonth: '3' } },
  { board: 'numerique', kind: 'digital-provider', said: { skills: ['site', 'pay-online'], fromCents: '500', toCents: '2500', perQuarter: '4', made: 'europe', hosted: 'europe' } },
  { board: 'numerique', kind: 'digital-need', said: { need: 'site', budgetCents: '1500' } },
  { board: 'temps-partage', kind: 'time-need', said: { skill: 'accounting', daysAWeek: '2', days: ['1', '2'] } },
  { board: 'temps-partage', kind: 'worker', person: true, said: { skills: ['accounting', 'secretary'], maxKm: '25' } },
  { board: 'circuits-courts', kind: 'produce-offer', said: { product: 'carrot', kgPerWeek: '60', priceFromCents: '1,5', days: ['2', '4'] } },
  { board: 'circuits-courts', kind: 'produce-need', said: { buyer: 'canteen', product: 'carrot', kgPerWeek: '40', priceToCents: '2', days: ['2'] } },
  { board: 'sous-traitance', kind: 'made-here', said: { families: ['machining'], capacityCents: '80000', certificates: ['iso-9001'] } },
  { board: 'sous-traitance', kind: 'purchases', said: { family: 'machining', centsPerYear: '200000', mayBeLocalPercent: '40' } },
  { board: 'emplois', kind: 'job', said: { trade: 'cooking', hoursAWeek: '35', payCents: '2000' } },
  { board: 'emplois', kind: 'household', person: true, said: { 'adults-0-trades': ['cooking'], 'adults-1-trades': ['nursing', 'care-assistant'], lives: 'wishes' } },
  { board: 'transmission', kind: 'transfer', said: { what: 'bakery', priceLowCents: '90000', priceHighCents: '120000', area: 'Ségala' } },
  { board: 'transmission', kind: 'candidate', person: true, said: { project: ['bakery'], budgetCents: '130000', experience: 'both' } },
];

const executablePath = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
if (!executablePath) throw new Error('No browser found: set CHROMIUM_PATH.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });
const page = await (await browser.newContext({ baseURL: options.base, locale: 'fr-FR' })).newPage();
await page.goto('/connexion');
await page.locator('button[value="adviser"]').click();
const firms = (await (await fetch(new URL('/annuaire.csv', options.base))).text()).split('\r\n').slice(1).map((line) => line.split(';')).filter((cells) => cells[7] === '46042').map(([siret, name]) => ({ siret: siret!, name: name! }));

const noted = [];
for (const [at, one] of KINDS.entries()) if (positionals.length === 0 || positionals.includes(one.kind)) noted.push(await note(one, firms[at + 60]!));
await browser.close();
if (options.json) console.log(JSON.stringify(noted, null, 2));
else console.table(Object.fromEntries(noted.map(({ kind, ...rest }) => [kind, rest])));
process.exitCode = noted.some(({ seconds }) => seconds > ASKED) ? 1 : 0;

async function note({ board, kind, person, material, said }: (typeof KINDS)[number], firm: { siret: string; name: string }) {
  let [keys, fields, waited] = [0, 0, 0];
  const nameOf = (name: string) => (material ? name : `c-${name}`);
  const press = async (key: string) => (keys++, page.keyboard.press(key));
  const type = async (text: string) => {
    keys += text.length;
    await page.keyboard.type(text);
  };
  const arrived = async (act: () => Promise<unknown>, there: () => Promise<unknown>) => {
    const begun = performance.now();
    await Promise.all([there(), act()]);
    waited += (performance.now() - begun) / 1000;
  };
  const focused = () => page.evaluate(() => { const here = document.activeElement as HTMLInputElement | null; return { name: here?.name ?? '', value: here?.value ?? '', type: here instanceof HTMLSelectElement ? 'select' : (here?.type ?? ''), tag: here?.tagName ?? '', words: (here?.textContent ?? '').trim() }; });
  const tabTo = async (reached: (here: Awaited<ReturnType<typeof focused>>) => boolean) => {
    fields++;
    for (let tabs = 0; !reached(await focused()); tabs++) {
      if (tabs > 400) throw new Error(`${kind}: the keyboard does not reach it`);
      await press('Tab');
    }
  };

  await page.goto(`/poste/noter/${kind}`);
  if (person) {
    for (const [name, text] of [['nom', 'Camille Essai'], ['telephone', '05 65 00 00 99'], ['commune', 'Cahors (46042)']] as const) {
      await tabTo((here) => here.name === name);
      await type(text);
    }
  } else {
    await tabTo((here) => here.name === 'qui');
    await type(firm.name);
    const link = page.locator(`a[href$="siret=${firm.siret}"]`);
    await arrived(() => link.waitFor(), () => Promise.resolve());
    const words = (await link.textContent())!.trim();
    await tabTo((here) => here.tag === 'A' && here.words === words);
    await arrived(() => press('Enter'), () => page.waitForURL(material ? /fiche\/(sort|manque)/ : /siret=/));
  }
  if (material) {
    await tabTo((here) => here.name === 'q');
    await type(material);
    await arrived(() => press('Enter'), () => page.waitForEvent('load'));
  }

  for (const [name, value] of Object.entries(said)) {
    const field = page.locator(`[name="${nameOf(name)}"]`).first();
    // What is folded is opened once, by its own key.
    if (!(await field.isVisible())) {
      await tabTo((here) => here.tag === 'SUMMARY' && !/mètres cubes/.test(here.words));
      await press('Enter');
    }
    const type_ = await field.evaluate((input) => (input instanceof HTMLSelectElement ? 'select' : (input as HTMLInputElement).type));
    await tabTo((here) => here.name === nameOf(name));
    for (const wanted of [value].flat()) {
      if (wanted === 'first') await (await field.isChecked() ? Promise.resolve() : press('Space'));
      else if (type_ === 'select') await choose(page, nameOf(name), wanted, type, press);
      else if (type_ === 'radio') await turnTo(name, wanted);
      else if (type_ === 'checkbox') await tick(name, wanted);
      else await type(wanted);
    }
  }
  if (!person) {
    await tabTo((here) => here.name === 'accord_qui');
    await type('La gérante');
  }
  await tabTo((here) => here.tag === 'BUTTON' && here.words === (material ? 'Enregistrer' : 'Noter'));
  await arrived(() => press('Enter'), () => page.waitForEvent('load'));
  const refused = await page.getByRole('alert').allTextContents();
  if (refused.length > 0) throw new Error(`${kind}: ${refused.join(' ')}`);
  return { kind, board, fields, keys, waited: Math.round(waited * 10) / 10, seconds: Math.round(keys * SECONDS.key + fields * SECONDS.field + waited) };

  /** Rounds: the space bar takes the one that has the focus, arrows the next. */
  async function turnTo(name: string, wanted: string) {
    if ((await focused()).value === wanted) await press('Space');
    for (let turns = 0; (await page.locator(`[name="${nameOf(name)}"]:checked`).first().getAttribute('value').catch(() => null)) !== wanted; turns++) {
      if (turns > 40) throw new Error(`${kind}: no ${wanted} in ${name}`);
      await press('ArrowDown');
    }
  }

  /** Boxes: in a long list by the first letters of its words, else by the Tab key. */
  async function tick(name: string, wanted: string) {
    const box = page.locator(`[name="${nameOf(name)}"][value="${wanted}"]`);
    const [words, long] = await box.evaluate((input) => [(input as HTMLInputElement).labels![0]!.textContent!.trim(), input.closest('fieldset')!.hasAttribute('data-long')] as const);
    for (let tries = 0; (await focused()).value !== wanted; tries++) {
      if (tries > 60) throw new Error(`${kind}: no ${wanted} in ${name}`);
      if (!long) await press('Tab');
      else if (tries < 4) await type(words[tries]!.toLowerCase());
      else await press('ArrowDown');
    }
    await press('Space');
  }
}

/** A list that unfolds: letters of the words until it is the one. */
async function choose(on: Page, name: string, wanted: string, type: (text: string) => Promise<void>, press: (key: string) => Promise<unknown>) {
  const select = on.locator(`[name="${name}"]`);
  const words = (await select.locator(`option[value="${wanted}"]`).textContent())!.trim();
  for (let tries = 0; (await select.inputValue()) !== wanted; tries++) {
    if (tries > 60) throw new Error(`${name}: no ${wanted}`);
    if (tries < 6) await type(words[tries]!.toLowerCase());
    else await press('ArrowDown');
  }
}
