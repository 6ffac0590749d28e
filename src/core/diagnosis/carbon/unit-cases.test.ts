import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { computed, postsOf } from './testing/inventories.ts';
import { gsd2OfQuality, type Quality } from './uncertainty.ts';

type Case = { id: string; formula: string; expected_kg?: number; expected?: number; split?: Record<string, number> };
const { cases } = JSON.parse(readFileSync(new URL('testing/unit-cases.json', import.meta.url), 'utf8')) as { cases: Case[] };
const caseOf = (id: string) => cases.find((one) => one.id === id)!;

/** The published cases, as lines of an inventory. */
const LINES: Record<string, unknown> = {
  t1: { activity: 'fossil-fuel', quantity: 1500, unit: 'litre', factor: 14087 },
  t2: { activity: 'electricity', quantity: 166_000, unit: 'kWh', factor: 42513 },
  t3: { activity: 'refrigerant', quantity: 8.5, unit: 'kg', factor: 43119 },
  t4: { activity: 'computing', quantity: 2, unit: 'appareil', factor: 20591, years: 7 },
  t5: { activity: 'building', quantity: 750, unit: 'm²', factor: 20731, years: 30 },
  t6: { activity: 'freight-out', operatedBy: 'paid', quantity: 34_400, unit: 't.km', factor: { name: 'Articulé 34-40 t', unit: 't.km', total: 0.0823, source: 'cas publié' } },
  t7: { activity: 'vehicle-fuel', quantity: 200, unit: 'litre', factor: { name: 'Petrol, UK 2011', unit: 'litre', total: 2.331, source: 'Carbon Trust, exemple publié' } },
};
const QUALITIES: Record<string, Quality> = { u1: { completeness: 4, geographic: 3, reliability: 2, technical: 1, temporal: 5 }, u2: {}, u3: { completeness: 4, geographic: 3 } };

describe('published cases', () => {
  test('every one of them is here', () => {
    expect([...Object.keys(LINES), ...Object.keys(QUALITIES)].toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
  });

  test.each(Object.keys(LINES))('%s', (id) => {
    const { expected_kg: kg, split } = caseOf(id);
    const balance = computed([LINES[id]]);
    expect(balance.bilanCarbone.kg).toBeCloseTo(kg!, 3);
    if (split) {
      const posts = postsOf(balance);
      expect(Object.keys(posts)).toEqual(Object.keys(split));
      for (const [post, expected] of Object.entries(split)) expect(posts[post]).toBeCloseTo(expected, 3);
    }
  });

  test.each(Object.keys(QUALITIES))('%s', (id) => expect(gsd2OfQuality(QUALITIES[id]!)).toBeCloseTo(caseOf(id).expected!, 12));
});
