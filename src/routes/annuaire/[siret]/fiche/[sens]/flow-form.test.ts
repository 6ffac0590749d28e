import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FlowFact } from '#core/directory/index.ts';
import { frenchNumber } from '#lib/format.ts';
import { blankValues, choicesFor, readFlow, tonnesPerYear, type Values, valuesOf } from './flow-form.ts';

const ON = { territoryId: 'lot', siret: '00000000000010' };
const typed = (more: Values = {}): Values => ({ ...blankValues('2026-11-23'), matiere: ['030105|'], quantite: '380', etat: ['wet-solid'], accord_qui: 'La gérante', ...more });

test('three answers and a name are enough to note what goes out', () => {
  const read = readFlow(typed(), 'flow-out', ON, null);
  expect(read).toMatchObject({ ok: true, fact: { siret: ON.siret, consent: 'advisers', consentGivenBy: 'La gérante', consentHow: 'au téléphone, le 2026-11-23', value: { wasteCode: '030105', tonnesPerYear: 380, state: 'wet-solid' } } });
});

test.each([
  ['12,5', 12.5],
  ['1 234,5', 1234.5],
  ['1\u202f234', 1234],
  ['-3', -3],
  ['', null],
  ['douze', Number.NaN],
  ['1e9', Number.NaN],
])('« %s » reads as %d', (text, value) => expect(frenchNumber(text)).toEqual(value));

test('weeks and months count in the months ticked, a volume needs its mass', () => {
  expect(tonnesPerYear(2, 't', 'mois', 5, null)).toBe(10);
  expect(tonnesPerYear(300, 'kg', 'semaine', 12, null)).toBeCloseTo(15.6);
  expect(tonnesPerYear(10, 'm3', 'an', 12, 250)).toBe(2.5);
  expect(tonnesPerYear(10, 'm3', 'an', 12, null)).toBeNull();
});

test('what is missing is said at its field, in one sentence each', () => {
  const read = readFlow({ ...typed(), matiere: [], quantite: '', unite: 'm3', mois: [], etat: [], accord_qui: '' }, 'flow-out', ON, null);
  if (read.ok) throw new Error('read');
  expect(Object.keys(read.problems).sort()).toEqual(['accord_qui', 'etat', 'masse', 'matiere', 'mois', 'quantite']);
});

test('a need takes several materials, forms and a distance', () => {
  const read = readFlow(typed({ matiere: ['030105|', '030101|'], etat: ['dry-solid', 'wet-solid'], distance: '40', minimum: '20', prix: '35,50' }), 'flow-in', ON, null);
  expect(read).toMatchObject({ ok: true, fact: { value: { wasteCodes: ['030105', '030101'], states: ['dry-solid', 'wet-solid'], maxKm: 40, minTonnesPerYear: 20, purchaseCentsPerTonne: 3550 } } });
});

test('a fact opened to be corrected and sent as it is says the same', () => {
  const anOut = fc.record({
    material: fc.constantFrom('Sciure de chêne', 'Copeaux'), wasteCode: fc.constantFrom('030105', '020304'), tonnesPerYear: fc.integer({ min: 1, max: 5_000 }).map((n) => n / 2), state: fc.constantFrom('dry-solid' as const, 'liquid' as const),
    months: fc.subarray([1, 2, 3, 11, 12], { minLength: 1 }), moisturePercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), disposalCentsPerTonne: fc.option(fc.integer({ min: -99_999, max: 99_999 }), { nil: undefined }),
    byproduct: fc.constantFrom({}, { 'certain-use': { met: 'yes' as const, evidence: 'Contrat signé' } }),
  });
  fc.assert(
    fc.property(anOut, (value) => {
      const fact: FlowFact = { id: 'x', territoryId: ON.territoryId, siret: ON.siret, kind: 'flow-out', value, source: 'firm', sourceDetail: null, statedOn: '2026-11-01', certainty: 'measured', consent: 'public' };
      const read = readFlow({ ...valuesOf(fact, '2026-11-23'), accord_qui: 'Le gérant' }, 'flow-out', ON, { material: value.material });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(JSON.parse(JSON.stringify(read.fact.value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(read.fact).toMatchObject({ consent: 'public', certainty: 'measured' });
    }),
  );
});

test('everyday words give codes, and what was already chosen stays first', () => {
  expect(choicesFor('sciure', null).map(({ code }) => code)).toContain('030105');
  expect(choicesFor('petit-lait', { codes: ['030105'], material: 'Sciure de chêne' })[0]).toMatchObject({ code: '030105', label: 'Sciure de chêne' });
});
