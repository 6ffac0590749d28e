import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nafList, nafOf, wasteList } from '#core/directory/index.ts';
import { rankUses } from './index.ts';

const nafsOf = (waste: string, from?: string, top = 10): string[] => {
  const ranked = rankUses({ waste, from, top });
  return ranked.ok ? ranked.value.map(({ naf }) => naf) : [];
};

const classes = nafList().filter((naf) => naf.level === 'class');
const anyWaste = fc.constantFrom(...wasteList().map((waste) => waste.code));
const anyProducer = fc.constantFrom(...classes.map((naf) => naf.code));

describe('who could take it', () => {
  test.each([
    ['sawdust of a sawmill', '030105', '16.10', ['16.21', '16.29', '35.30']],
    ['whey of a cheese dairy', '020501', '10.51', ['01.46', '10.91', '35.21']],
    ['grape marc of a cellar', '020701', '11.02', ['11.01', '20.14', '38.21']],
    ['blast furnace slag of a steelworks', '100202', '24.10', ['23.51', '42.11']],
    ['gypsum of a power station', '100105', '35.11', ['23.62', '23.51']],
    ['old pallets', '150103', '46.90', ['16.24', '16.21', '35.30']],
    ['leather offcuts of a leather goods maker', '040108', '15.12', ['15.12', '15.11']],
    ['plasterboard offcuts', '170802', '43.31', ['23.62', '23.51']],
    ['walnut shells', '020304', '10.39', ['10.91', '38.21']],
  ])('%s goes to those who really take it', (_, waste, from, expected) => {
    expect(nafsOf(waste, from)).toEqual(expect.arrayContaining(expected));
  });

  test('the same code is not the same material from every producer', () => {
    expect(nafsOf('020304', '10.83', 8)).not.toEqual(nafsOf('020304', '10.41', 8));
    expect(nafsOf('020304', '10.82', 20)).toContain('81.30');
  });

  test('a producer may be named at any level of NAF', () => {
    expect(nafsOf('030105', '16.10A')).toEqual(nafsOf('030105', '1610Z'.replace('Z', 'B')));
    expect(nafsOf('030105', 'C').length).toBe(10);
  });

  test('what is not in a nomenclature is refused by name', () => {
    expect(rankUses({ waste: '999999' })).toEqual({ ok: false, reason: 'unknown-waste' });
    expect(rankUses({ waste: '030105', from: '99.98' })).toEqual({ ok: false, reason: 'unknown-activity' });
  });

  test('what is deduced says so', () => {
    const ranked = rankUses({ waste: '030105', top: 60 });
    const deduced = ranked.ok ? ranked.value.filter((use) => use.basis === 'nearby') : [];
    expect(deduced.length).toBeGreaterThan(0);
    expect(deduced.every((use) => use.why.startsWith('Déduit d’'))).toBe(true);
  });
});

describe('what is hazardous', () => {
  test('is not good for fields and animals because its harmless twin is', () => {
    expect(nafsOf('190812', '10.11', 60)).toContain('01.11');
    expect(nafsOf('190811', '10.11', 60)).not.toContain('01.11');
    expect(nafsOf('070501', '21.10', 60)).not.toContain('01.46');
  });

  test('goes to authorised operators only, and every treatment says so', () => {
    const ranked = rankUses({ waste: '190805' });
    const hazardous = rankUses({ waste: '190813' });
    expect(ranked.ok && ranked.value.some((use) => /autorisé|agréé/.test(use.treatment))).toBe(false);
    expect(hazardous.ok && hazardous.value.every((use) => /autorisé|agréé/.test(use.treatment))).toBe(true);
  });
});

describe('whatever the code and the producer', () => {
  test('there are twenty different activities, best first, each with its label, use, treatment and reason', () => {
    fc.assert(
      fc.property(anyWaste, fc.option(anyProducer, { nil: undefined }), (waste, from) => {
        const ranked = rankUses({ waste, from });
        if (!ranked.ok) return false;
        const scores = ranked.value.map((use) => use.score);
        return (
          ranked.value.length === 20 &&
          new Set(ranked.value.map((use) => use.naf)).size === 20 &&
          scores.every((score, i) => score >= 0 && score <= 1 && (i === 0 || score <= scores[i - 1]!)) &&
          ranked.value.every((use) => nafOf(use.naf)?.level === 'class' && use.label && use.use && use.treatment && use.why && use.source.title)
        );
      }),
      { numRuns: 150 },
    );
  });

  test('asking for fewer gives the first ones, and the same question the same answer', () => {
    fc.assert(
      fc.property(anyWaste, fc.integer({ min: 1, max: 19 }), (waste, top) => {
        expect(nafsOf(waste, undefined, top)).toEqual(nafsOf(waste, undefined, 20).slice(0, top));
      }),
      { numRuns: 50 },
    );
  });

  test('a hazardous code always says where to go, and that an authorised operator is needed', () => {
    for (const { code } of wasteList().filter((waste) => waste.hazardous)) {
      const ranked = rankUses({ waste: code });
      const uses = ranked.ok ? ranked.value : [];
      expect(uses.map((use) => use.naf), code).toContain('38.22');
      expect(uses.filter((use) => !/autoris/.test(use.why + use.treatment)), code).toEqual([]);
    }
  });

  test('nothing hazardous is deduced to be good for food, animals or soils', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wasteList().filter((waste) => waste.hazardous).map((waste) => waste.code)), (waste) => {
        const ranked = rankUses({ waste, top: 40 });
        return ranked.ok && ranked.value.every((use) => use.basis === 'known' || !/^(0[13]|10|11|81)\./.test(use.naf));
      }),
      { numRuns: 100 },
    );
  });
});
