import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchWaste, wasteList } from './index.ts';

test.each([
  ['sciure', '030105'],
  ['marc de raisin', '020701'],
  ['petit-lait', '020501'],
  ['coques de noix', '020304'],
  ['chutes de cuir', '040108'],
  ['palettes', '150103'],
  ['huile de friture', '200125'],
  ['drêches', '020799'],
  ['fumier', '020106'],
  ['laitier', '100202'],
  ['plâtre', '170802'],
  ['gravats', '170101'],
  ['pneus', '160103'],
  ['écorces', '030101'],
  ['déchets verts', '200201'],
  ['copeaux de métal', '120101'],
  ['huile de vidange', '130205'],
  ['restes de repas', '200108'],
  ['carton', '150101'],
  ['terre', '170504'],
])('%s is found under the code people use', (words, code) => {
  expect(searchWaste(words, 3).map(({ waste }) => waste.code)).toContain(code);
});

test('accents, case and plural change nothing, one typing error changes neither what comes first nor what is found', () => {
  const codesOf = (words: string) => searchWaste(words, 5).map(({ waste }) => waste.code);
  const asked = codesOf('drêches');
  for (const typed of ['DRECHES', 'drêche', 'dréches']) expect(codesOf(typed)).toEqual(asked);
  for (const typed of ['drehces', 'drèhes', 'dréchess']) {
    expect(codesOf(typed)[0]).toBe(asked[0]);
    expect(codesOf(typed).toSorted()).toEqual(asked.toSorted());
  }
});

test('the first digits of a code list what is under it', () => {
  expect(searchWaste('03 01').map(({ waste }) => waste.code)).toEqual(['030101', '030104', '030105', '030199']);
  expect(searchWaste('030105').map(({ waste }) => waste.code)).toEqual(['030105']);
});

test('a common thing is not answered by its hazardous twin first', () => {
  expect(searchWaste('bois')[0]?.waste.hazardous).toBe(false);
});

test('any entry of the list is found by its own title', () => {
  fc.assert(
    fc.property(fc.constantFrom(...wasteList()), (waste) => {
      const same = wasteList().filter((other) => other.label === waste.label).length;
      return searchWaste(waste.label, 30 + same).some((found) => found.waste.code === waste.code);
    }),
    { numRuns: 200, seed: 2026 },
  );
});

test('nonsense finds nothing and breaks nothing', () => {
  expect(searchWaste('xqzwv')).toEqual([]);
  fc.assert(fc.property(fc.string(), (words) => Array.isArray(searchWaste(words))), { numRuns: 100 });
});

test('an answer takes a few milliseconds once the index is built', () => {
  searchWaste('sciure');
  const start = performance.now();
  for (let i = 0; i < 100; i++) searchWaste(i % 2 ? 'marc de raisin' : 'chutes de cuirr');
  expect((performance.now() - start) / 100).toBeLessThan(10);
});
