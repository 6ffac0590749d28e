import { describe, expect, test } from 'vitest';
import { computed } from '../testing/inventories.ts';
import { FARM_SOURCES, farmFactor } from './farm-factor.ts';
import { farmTables } from './read-farm.ts';

describe('animals at tier 1 of the IPCC', () => {
  test('a ewe digests 9 kg of methane a year: 243 kgCO2e', () => {
    expect(farmFactor('sheep', 'enteric')).toMatchObject({ total: 243, gases: { ch4b: 243, n2o: 0 }, unit: 'tête.an', uncertaintyPercent: 40 });
  });

  test('a dairy cow digests 126 kg of methane a year: 3,402 kgCO2e', () => expect(farmFactor('dairy-cow', 'enteric')!.total).toBe(3402));

  test('a ewe’s manure, worked by hand', () => {
    const solids = 8.2 * 0.04 * 365;
    const nitrogen = 0.35 * 0.04 * 365;
    const { gases } = farmFactor('sheep', 'solid-storage')!;
    expect(gases!.ch4b).toBeCloseTo(solids * 0.0051 * 27, 9);
    expect(gases!.n2o).toBeCloseTo(nitrogen * (0.01 + 0.12 * 0.014 + 0.02 * 0.011) * (44 / 28) * 273, 9);
    const out = farmFactor('sheep', 'pasture')!.gases!;
    expect(out.ch4b).toBeCloseTo(solids * 0.0006 * 27, 9);
    expect(out.n2o).toBeCloseTo(nitrogen * (0.003 + 0.21 * 0.014 + 0.24 * 0.011) * (44 / 28) * 273, 9);
  });

  test('slurry gives more methane than a heap, hens no digestion, ewes no slurry', () => {
    for (const { id, slurry } of farmTables().species) if (slurry) expect(farmFactor(id, 'slurry')!.gases!.ch4b!).toBeGreaterThan(farmFactor(id, 'solid-storage')!.gases!.ch4b!);
    expect([farmFactor('laying-hen', 'enteric'), farmFactor('sheep', 'slurry'), farmFactor('sow', 'pasture'), farmFactor('dragon', 'enteric')]).toEqual([null, null, null, null]);
  });

  test('each states its tier, its tables and its source, and counts in 1.4 with its gases told', () => {
    for (const { id } of farmTables().species) {
      for (const what of FARM_SOURCES) {
        const factor = farmFactor(id, what);
        if (!factor) continue;
        expect(factor.source).toMatch(/GIEC.*niveau 1, tableaux/u);
        const { posts, gases, total } = computed([{ activity: 'livestock', quantity: 10, unit: 'tête.an', factor }]);
        expect([posts.find(({ post }) => post === '1.4')!.kg, gases.undetailed, gases.co2f]).toEqual([total.kg, 0, expect.closeTo(0, 9)]);
      }
    }
  });
});
