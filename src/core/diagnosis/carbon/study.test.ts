import { expect, test } from 'vitest';
import { computed, postsOf, saidOf } from './testing/inventories.ts';

/** A regulated study written by somebody who has her factors at hand, in the words and units of her sources: each in full, with what it is made of. */
const diesel = { name: 'Gazole routier', unit: 'kgCO2e/litre', total: 3.1, number: '14015', source: 'essai', uncertaintyPercent: 10, parts: [{ kind: 'Amont', total: 0.6 }, { kind: 'Combustion', total: 2.5, gases: { co2f: 2.48, n2o: 0.02 }, co2b: 0.17 }] };
const power = { name: 'Électricité', unit: 'kWh', total: 0.06, source: 'essai', parts: [{ kind: 'Combustion à la centrale', total: 0.04 }, { kind: 'Amont', total: 0.015 }, { kind: 'Transport et distribution', name: 'Pertes', total: 0.005 }] };
const lorry = { name: 'Articulé', unit: 'tonne.km', total: 0.1, source: 'essai', parts: [{ kind: 'Combustion', total: 0.07 }, { kind: 'Amont', total: 0.02 }, { kind: 'Fabrication', total: 0.01 }] };
const car = { name: 'Voiture', unit: 'kgCO2e/km', total: 0.2, source: 'essai', parts: [{ kind: 'Combustion', total: 0.15 }, { kind: 'Amont', total: 0.03 }, { kind: 'Fabrication', total: 0.02 }] };
const plain = (unit: string, total: number, name = 'Facteur d’essai') => ({ name, unit, total, source: 'essai' });

test('a regulated study with its factors in full, in its own units, goes post by post where BEGES v5 says', () => {
  const balance = computed([
    { activity: 'fossil-fuel', quantity: 1.2, unit: 'GWh PCI', factor: { ...plain('kWh PCI', 0.2), parts: [{ kind: 'Combustion', total: 0.17 }, { kind: 'Amont', total: 0.03 }] } },
    { activity: 'vehicle-fuel', quantity: 2, unit: 'm³', factor: diesel },
    { activity: 'process', quantity: 3, unit: 'tonnes', factor: plain('kg', 0.5) },
    { activity: 'refrigerant', quantity: 500, unit: 'g', factor: plain('kg', 1960) },
    { activity: 'land-use', quantity: 2, unit: 'hectares', factor: plain('ha', 900) },
    { activity: 'electricity', quantity: 10, unit: 'MWh', factor: power },
    { activity: 'heat-network', quantity: 5, unit: 'MWh', factor: plain('kWh', 0.1) },
    { activity: 'freight-in', operatedBy: 'paid', quantity: 10_000, unit: 'tonnes-km', factor: lorry },
    { activity: 'freight-out', operatedBy: 'neither', quantity: 20_000, unit: 't.km', factor: lorry },
    { activity: 'freight-between', operatedBy: 'operated', quantity: 1_000, unit: 'tkm', factor: lorry },
    { activity: 'commuting', operatedBy: 'neither', quantity: 100_000, unit: 'véhicule.km', factor: car },
    { activity: 'visitors', quantity: 1_000, unit: 'km', factor: car },
    { activity: 'business-travel', operatedBy: 'operated', quantity: 10_000, unit: 'km', factor: car },
    { activity: 'business-travel', operatedBy: 'neither', quantity: 3_000, unit: 'passagers.km', factor: plain('passager.km', 0.2) },
    { activity: 'business-travel', operatedBy: 'paid', quantity: 12, unit: 'nuitées', factor: plain('nuit', 7) },
    { activity: 'goods', quantity: 200, unit: 'repas', factor: plain('repas', 2) },
    { activity: 'goods', quantity: 3, unit: 'kt', factor: plain('tonne', 1) },
    { activity: 'services', quantity: 12_500, unit: '€ HT', factor: plain('k€ HT', 110) },
    { activity: 'waste', operatedBy: 'neither', quantity: 1_300, unit: 'kg', factor: plain('tonne de déchets', 40) },
    { activity: 'building', quantity: 750, unit: 'm2', years: 30, factor: plain('m²', 300) },
    { activity: 'computing', quantity: 15, unit: 'unités', years: 3, factor: plain('unité', 150) },
    { activity: 'leased-in', quantity: 1, unit: 'véhicule', years: 5, factor: plain('véhicule', 5_000) },
    { activity: 'sold-use', quantity: 8, unit: 'MWh', factor: power },
    { activity: 'rented-out', quantity: 4, unit: 'MWh', factor: power },
    { activity: 'sold-end-of-life', quantity: 2.5, unit: 't', factor: plain('t', 320) },
    { activity: 'investments', quantity: 10, unit: 'k€', years: 10, factor: plain('keuro', 400) },
    { activity: 'other', quantity: 1, unit: 'forfait', factor: plain('forfait', 55) },
  ]);
  expect(saidOf(balance)).toEqual([]);
  const expected = {
    '1.1': 204_000, '1.2': 5_000 + 70 + 1_500, '1.3': 1_500, '1.4': 980, '1.5': 1_800, '2.1': 400, '2.2': 500,
    '3.1': 1_000, '3.2': 2_000, '3.3': 20_000, '3.4': 200, '3.5': 600 + 84,
    '4.1': 36_000 + 1_200 + 200 + 20 + 300 + 400 + 3_000, '4.2': 10 + 200 + 7_500 + 750, '4.3': 52, '4.4': 1_000, '4.5': 1_375,
    '5.1': 480, '5.2': 240, '5.3': 800, '5.4': 400, '6.1': 55,
  };
  const found = postsOf(balance);
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [post, kg] of Object.entries(expected)) expect([post, found[post]!.toFixed(6)]).toEqual([post, kg.toFixed(6)]);
  expect(balance.co2b).toBeCloseTo(340, 9);
  expect(balance.gases.n2o).toBeCloseTo(40, 9);
});

test('a program that writes null for what it does not say, and words beside a line, is read', () => {
  const balance = computed([{ id: null, label: null, comment: 'Facture de janvier', activity: 'electricity', operatedBy: null, quantity: 100, unit: 'kWh', years: null, factor: { ...power, co2b: null, gases: null, avoided: null }, cooling: null, quality: null }], { employees: null });
  expect([balance.problems, balance.total.kg.toFixed(6)]).toEqual([[], '6.000000']);
});

test('gases said for the whole of a factor that is cut are shared among its parts, and it is said', () => {
  const balance = computed([{ activity: 'vehicle-fuel', quantity: 100, unit: 'litre', factor: { ...plain('litre', 4), gases: { co2f: 3, ch4f: 0.4, n2o: 0.6 }, parts: [{ kind: 'combustion', total: 3 }, { kind: 'upstream', total: 1 }] } }]);
  expect([saidOf(balance), balance.gases]).toEqual([[[1, 'gases-shared']], { co2f: 300, ch4f: expect.closeTo(40), ch4b: 0, n2o: expect.closeTo(60), others: 0, undetailed: 0 }]);
  expect(balance.posts.find(({ post }) => post === '1.2')!.gases.n2o).toBeCloseTo(45);
});

test('what recycling avoids stays beside the balance when only its name says so', () => {
  const balance = computed([{ activity: 'waste', quantity: 2, unit: 't', factor: plain('t', -500, 'Acier, fin de vie - Emissions évitées') }]);
  expect([balance.total.kg, balance.avoidedKg]).toEqual([0, -1000]);
});

test.each(['kgCO2e/kg', 'kg CO2-eq/kg', 'kg CO2-e / kg', 'kgCO₂eq./kg', 'kgeqCO2/kg', 'kg de CO2e par kg', 'kg CO2 équivalent/kg'])('a factor written whole as « %s » is by the kilogramme', (unit) => {
  expect(postsOf(computed([{ activity: 'goods', quantity: 2, unit: 'kg', factor: plain(unit, 3) }]))).toEqual({ '4.1': 6 });
});

test('a factor’s number may carry the prefix of the table it was read in', () => {
  const balance = computed([
    { activity: 'fossil-fuel', quantity: 1500, unit: 'litre', factor: 'bc-14087' },
    { activity: 'computing', quantity: 2, unit: 'appareils', factor: 'bc-20591', years: 7 },
  ]);
  expect(saidOf(balance)).toEqual([]);
  expect(balance.bilanCarbone.kg).toBeCloseTo(4875 + 838.571, 3);
});

test('a negative factor outside soils is counted as given, and said: it takes emissions off', () => {
  const balance = computed([{ activity: 'goods', quantity: 2, unit: 'm3', factor: plain('m3', -700) }, { activity: 'land-use', quantity: 1, unit: 'ha', factor: plain('ha', -370) }]);
  expect([saidOf(balance), postsOf(balance)]).toEqual([[[1, 'factor-negative']], { '1.5': -370, '4.1': -1400 }]);
});

test('electricity of the sun, wind, water or atom burns nothing: a factor that is not cut is upstream whole', () => {
  const panels = { name: 'Électricité, photovoltaïque, fabrication Europe', unit: 'kWh', total: 0.0323, co2b: 0.001, gases: { co2f: 0.0323 }, source: 'essai' };
  const balance = computed([
    { activity: 'electricity', quantity: 32, unit: 'MWh', factor: panels },
    { activity: 'electricity', quantity: 1_000, unit: 'kWh', factor: 34721 },
    { activity: 'electricity', quantity: 1_000, unit: 'kWh', factor: 42773 },
    { activity: 'electricity', quantity: 1_000, unit: 'kWh', factor: 15563 },
    { activity: 'electricity', quantity: 1_000, unit: 'kWh', factor: plain('kWh', 0.05, 'Mix moyen') },
    { activity: 'heat-network', quantity: 1_000, unit: 'kWh', factor: plain('kWh', 0.1, 'Réseau de géothermie et bois') },
  ]);
  const found = postsOf(balance);
  expect([saidOf(balance), Object.keys(found)]).toEqual([[], ['2.1', '2.2', '4.1']]);
  expect([found['2.1'], found['2.2'], found['4.1']]).toEqual([expect.closeTo(351 + 50), expect.closeTo(100), expect.closeTo(1033.6 + 32.3 + 3.7 + 67)]);
  expect([balance.co2b, balance.gases.co2f]).toEqual([expect.closeTo(32), expect.closeTo(1033.6)]);
});
