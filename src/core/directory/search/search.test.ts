import { beforeEach, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import type { Viewer } from '../model.ts';
import { aFirm, aTerritory, offers, TERRITORY } from '../testing/builders.ts';
import { withdrawFact } from '../withdraw-fact.ts';
import { refreshSearch, searchDirectory, SearchInput } from './index.ts';

let deps: Deps;
const VISITOR: Viewer = { kind: 'visitor' };
const find = async (input: Partial<Record<keyof SearchInput, unknown>> | string, viewer: Viewer = VISITOR) =>
  searchDirectory(deps.db, SearchInput.parse(typeof input === 'string' ? { q: input } : input), viewer);
const names = async (...asked: Parameters<typeof find>) => (await find(...asked)).rows.map((row) => row.name);

let bakery: string, sawmill: string;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
  bakery = await aFirm(deps.db, 'Gourdon', { name: 'Au Bon Épi exemple', activity: '10.71C' });
  sawmill = await aFirm(deps.db, 'Cazals', { name: 'SCIERIE EXEMPLE DES CHÂTAIGNIERS', activity: '16.10A' });
  await aFirm(deps.db, 'Cahors', { name: 'G.A.E.C. exemple de Saint-Cirq', activity: '01.41Z' });
  await aFirm(deps.db, 'Cahors', { name: 'Boulangerie fermée exemple', activity: '10.71C', status: 'closed' });
  await refreshSearch(deps.db, TERRITORY, 'all');
});

test.each([
  ['au bon epi', 'Au Bon Épi exemple'],
  ['ÉPI', 'Au Bon Épi exemple'],
  ['chataignier', 'SCIERIE EXEMPLE DES CHÂTAIGNIERS'],
  ['chatagniers', 'SCIERIE EXEMPLE DES CHÂTAIGNIERS'],
  ['chat', 'SCIERIE EXEMPLE DES CHÂTAIGNIERS'],
  ['boulangerie gourdon', 'Au Bon Épi exemple'],
  ['boulanger', 'Au Bon Épi exemple'],
  ['boulangrie gourdno', 'Au Bon Épi exemple'],
  ['gaec', 'G.A.E.C. exemple de Saint-Cirq'],
  ['st cirq', 'G.A.E.C. exemple de Saint-Cirq'],
  ['élevage vaches laitières', 'G.A.E.C. exemple de Saint-Cirq'],
])('« %s » finds « %s » alone', async (typed, name) => {
  expect(await names(typed)).toEqual([name]);
});

test('a SIRET finds its establishment, with or without spaces; a SIREN all of the firm', async () => {
  expect(await names(bakery)).toEqual(['Au Bon Épi exemple']);
  expect(await names(`${bakery.slice(0, 3)} ${bakery.slice(3, 6)} ${bakery.slice(6, 9)} ${bakery.slice(9)}`)).toEqual(['Au Bon Épi exemple']);
  expect((await find(bakery.slice(0, 9))).total).toBe(4);
});

test('closed establishments are shown when asked for only', async () => {
  expect(await names('fermée')).toEqual([]);
  expect(await names({ q: 'fermée', status: 'all' })).toEqual(['Boulangerie fermée exemple']);
});

test('filters narrow down, alone or with words', async () => {
  expect(await names({ commune: '46127' })).toEqual(['Au Bon Épi exemple']);
  expect(await names({ activity: 'C', q: 'exemple' })).toHaveLength(2);
  expect(await names({ activity: '16' })).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
  expect(await names({ activity: 'A', q: 'scierie' })).toEqual([]);
});

test('what was corrected is said, in the words people write', async () => {
  expect((await find('gourdno')).corrections).toEqual([{ typed: 'gourdno', meant: 'Gourdon' }]);
});

test('when no establishment has all the words, those that have some are given and it is said', async () => {
  const page = await find('scierie gourdon');
  expect(page.someWords).toBe(true);
  expect(page.rows.map((row) => row.name).sort()).toEqual(['Au Bon Épi exemple', 'SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
});

test('a firm is found by the product that it says to all, in other words for it too, until it takes it back', async () => {
  const id = await offers(deps, sawmill, { material: 'Poussière de toupie', wasteCode: '030105' }, { consent: 'public' });
  expect(await names('toupies')).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
  expect(await names('sciure')).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
  expect(await names('03 01 05')).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
  expect(await names({ flow: 'out' })).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
  await withdrawFact(deps)({ territoryId: TERRITORY, id });
  expect(await names('toupies')).toEqual([]);
  expect(await names({ flow: 'out' })).toEqual([]);
});

test('what was said to advisers is found by advisers alone', async () => {
  await offers(deps, sawmill, { material: 'Poussière de toupie' }, { consent: 'advisers' });
  expect(await names('toupies')).toEqual([]);
  expect(await names('toupies', { kind: 'adviser' })).toEqual(['SCIERIE EXEMPLE DES CHÂTAIGNIERS']);
});

test('refreshing twice changes nothing, and an establishment that is gone is forgotten', async () => {
  expect(await refreshSearch(deps.db, TERRITORY, 'all')).toBe(0);
  await deps.db.deleteFrom('establishment').where('siret', '=', bakery).execute();
  expect(await refreshSearch(deps.db, TERRITORY, [bakery])).toBe(1);
  expect(await names('épi')).toEqual([]);
  expect(await deps.db.selectFrom('search_word').select('lexeme').where('lexeme', '=', 'nepi').execute()).toEqual([]);
});

test('no words and no filter: everything open, counted', async () => {
  expect(await find('')).toMatchObject({ total: 3, more: false, pages: 1, someWords: false });
});

test.each(["l'", '%', "'; drop table fact; --", '\\', '🙂', '|&!():*<->', 'a', '0', '"', '\u0000x'])('%j is no cause for alarm', async (typed) => {
  expect((await find(typed)).total).toBeGreaterThanOrEqual(0);
});
