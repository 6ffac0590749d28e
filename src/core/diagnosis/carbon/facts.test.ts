import { describe, expect, test } from 'vitest';
import { coolingValues, partKind, readFactors, shippedFactors } from './factors-file.ts';
import { gasesOf } from './gases.ts';
import { noGas } from './model.ts';
import { conversion, unitOf } from './units.ts';

const all = [...shippedFactors().values()];

describe('the factors shipped', () => {
  test('are more than 400, each with its number, unit and name', () => {
    expect(all.filter(({ doubt }) => !doubt).length).toBeGreaterThan(400);
    expect(all.filter(({ unit, name, number }) => !unit || !name || !number)).toEqual([]);
  });

  test('have parts that make their total to the source’s rounding', () => {
    const far = (a: number, b: number) => Math.abs(a - b) > 0.02 * Math.max(Math.abs(a), Math.abs(b));
    expect(all.filter(({ parts, total }) => parts.length > 0 && far(parts.reduce((sum, part) => sum + part.total, 0), total)).map(({ number }) => number)).toEqual([]);
    expect(all.filter(({ parts }) => parts.some(({ kind }) => kind === 'other')).map(({ number }) => number)).toEqual([]);
    for (const factor of all) expect(gasesOf(factor, 2)).toEqual({ ...noGas(), undetailed: 2 * factor.total });
  });

  test('that are suspicious say why', () => {
    expect(all.filter(({ doubt }) => doubt).map(({ number }) => number)).toEqual(expect.arrayContaining(['43787', '43791', '43638', '28007']));
  });

  test('of waste come as impacts, and as avoided emissions kept apart', () => {
    const avoided = all.filter((factor) => factor.avoided);
    expect(avoided.length).toBeGreaterThan(0);
    expect(all.filter(({ name, avoided: apart }) => /vit[ée]es/i.test(name) && !apart).map(({ number }) => number)).toEqual([]);
  });

  test('a broken file is refused, not half read', () => {
    const head = 'number;part;partName;total;co2b;unit;uncertaintyPercent;validity;avoided;place;category;name;doubt\n';
    for (const row of ['1;;;abc;;kg;5;;;;;Nom', '1;;;;;kg;5;;;;;Nom', '1;Amont;;3', '1;;;3;;;5;;;;;Nom', '1;;;3;;kg;5;;;;;', 'x;;;3;;kg;5;;;;;Nom']) expect(() => readFactors(head + row)).toThrow();
  });

  test('cooling equipment has its charges and leaks', () => {
    expect(coolingValues().size).toBe(112);
    expect(coolingValues().get('14603')).toMatchObject({ quantity: 'annual-leak', value: 5 });
  });
});

test('parts are known by the names Base Carbone gives them', () => {
  expect(['Amont', 'Combustion', 'Fuites', 'Pertes', 'Fabrication', "Autres émissions liées à la consommation d'électricité (barrage?)", 'Un nom nouveau'].map(partKind)).toEqual(['upstream', 'combustion', 'fugitive', 'losses', 'manufacture', 'plant-combustion', 'other']);
});

describe('units', () => {
  test.each([
    ['MWh', 'kWh', 1000],
    ['L', 'litre', 1],
    ['m3', 'litre', 1000],
    ['m³', 'm3', 1],
    ['m^3', 'm³', 1],
    ['kg de matière sèche', 't de MS', 0.001],
    ['t', 'kg', 1000],
    ['tonne de déchets', 'kg', 1000],
    ['kWhPCI', 'KWh PCI', 1],
    ['tep PCI', 'kWh PCI', 11_630],
    ['tonne.km', 't.km', 1],
    ['k€ HT 2023', 'keuro (2023) HT', 1],
    ['t de N', 'kg de N', 1000],
    ['kg d’azote', 'tonne de N', 0.001],
    ['tonnes-km', 't.km', 1],
    ['tkm', 'tonne.km', 1],
    ['t × km', 't.km', 1],
    ['passagers.km', 'passager.km', 1],
    ['km (par passager)', 'passager.km', 1],
    ['km.personne', 'voyageur-km', 1],
    ['véhicule.km', 'km', 1],
    ['M€', 'keuro', 1000],
    ['k€HT', '€ HT', 1000],
    ['euros HT (2023)', 'keuro (2023) HT', 0.001],
    ['unités', 'unité', 1],
    ['pièces', 'unité', 1],
    ['nuitées', 'nuit', 1],
    ['heures', 'h', 1],
    ['hectares', 'm²', 10_000],
    ['m2 (SHON)', 'm² SHON', 1],
    ['kWh/an', 'kWh', 1],
    ['Mg', 'kg', 1000],
    ['mg', 'kg', 1e-6],
    ['kg de poids net', 'kg', 1],
  ])('%s is so many %s', (from, to, rate) => expect(conversion(from, to)).toBeCloseTo(rate, 6));

  test.each([
    ['litre', 'kWh'], ['litre', 'kg'], ['kWh PCI', 'kWh PCS'], ['kWh', 'kWh PCI'], ['kg', 'kg de poids vif'], ['tonne', 'tonne de N'], ['keuro (2023) HT', 'keuro'], ['km', 'passager.km'], ['appareil', 'unité'], ['ha', 'ha.an'], ['t', 't.km'], ['k€ TTC', 'k€ HT'], ['keuro (2022) HT', 'keuro (2023) HT'], ['Nm3', 'm3'], ['ML', 'litre'], ['tête', 'tête.an'], ['personne', 'passager.km'],
  ])('%s is never taken for %s', (from, to) => expect(conversion(from, to)).toBeNull());

  test('two units of one dimension convert both ways', () => {
    const units = [...new Set(all.map(({ unit }) => unit))];
    for (const a of units) for (const b of units) if (unitOf(a).dimension === unitOf(b).dimension) expect(conversion(a, b)! * conversion(b, a)!).toBeCloseTo(1, 9);
  });
});
