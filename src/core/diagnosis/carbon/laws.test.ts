import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActivityId, activityIds, activityOf } from './activities.ts';
import { shippedFactors } from './factors-file.ts';
import { GASES, postIds } from './model.ts';
import { figure } from './problem.ts';
import { ROLES, type Role } from './rules.ts';
import { computed, postsOf } from './testing/inventories.ts';

const factors = [...shippedFactors().values()].filter((factor) => !factor.avoided);

/** A line that counts: any activity, any factor, in the factor's own unit. */
const line = fc
  .record({ activity: fc.constantFrom(...activityIds), factor: fc.constantFrom(...factors), quantity: fc.double({ min: 0.01, max: 1e6, noNaN: true }), years: fc.integer({ min: 1, max: 50 }), uncertaintyPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }) })
  .map(({ activity, factor, quantity, years, uncertaintyPercent }) => ({ activity, factor: factor.number!, unit: factor.unit, quantity, ...(activityOf(activity).years ? { years } : {}), ...(uncertaintyPercent === undefined ? {} : { uncertaintyPercent }) }));
const lines = fc.array(line, { minLength: 1, maxLength: 25 });
const numbered = <T extends object>(list: T[]) => list.map((one, i) => ({ id: String(i), ...one }));
const near = (a: number, b: number, size = Math.abs(a) + Math.abs(b)) => Math.abs(a - b) <= 1e-9 * Math.max(size, 1e-6);
/** Where soils nearly cancel emissions the spread is huge: it is compared by its logarithm. */
const sameSpread = (a: number, b: number) => a === b || Math.abs(Math.log(a) - Math.log(b)) <= 1e-6 * (1 + Math.log(a));
const sizeOf = (list: { kg: number }[]) => list.reduce((sum, { kg }) => sum + Math.abs(kg), 0);

describe('laws of a balance', () => {
  test('the total is the sum of the posts, of the scopes, of the categories and of the gases', () => {
    fc.assert(
      fc.property(lines, (list) => {
        const { total, posts, scopes, categories, gases, details } = computed(numbered(list));
        const size = sizeOf(details);
        const sums = [posts.reduce((sum, { kg }) => sum + kg, 0), scopes['1'].kg + scopes['2'].kg + scopes['3'].kg, categories.reduce((sum, { kg }) => sum + kg, 0), Object.values(gases).reduce((sum, kg) => sum + kg, 0)];
        return details.length === list.length && sums.every((sum) => near(sum, total.kg, size));
      }),
      { numRuns: 200 },
    );
  });

  test('adding a line adds its emissions, post by post, and nothing else', () => {
    fc.assert(
      fc.property(lines, line, (list, one) => {
        const [before, alone, after] = [computed(numbered(list)), computed([{ id: 'new', ...one }]), computed([...numbered(list), { id: 'new', ...one }])];
        const size = sizeOf(after.details);
        return postIds.every((post, i) => near(before.posts[i]!.kg + alone.posts[i]!.kg, after.posts[i]!.kg, size));
      }),
      { numRuns: 200 },
    );
  });

  test('splitting a line changes nothing but the uncertainty, which narrows', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (one, share) => {
        const whole = computed([one]);
        const cut = computed([{ id: 'a', ...one, quantity: one.quantity * share }, { id: 'b', ...one, quantity: one.quantity * (1 - share) }]);
        const same = postIds.every((post, i) => near(whole.posts[i]!.kg, cut.posts[i]!.kg)) && near(whole.co2b, cut.co2b) && near(whole.bilanCarbone.kg, cut.bilanCarbone.kg);
        return same && (whole.total.gsd2 === null || cut.total.gsd2! <= whole.total.gsd2 * (1 + 1e-9));
      }),
      { numRuns: 200 },
    );
  });

  test('k times everything emits k times as much, with the same relative uncertainty', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0.01, max: 1000, noNaN: true }), (list, k) => {
        const [small, large] = [computed(numbered(list)), computed(numbered(list.map((one) => ({ ...one, quantity: one.quantity * k }))))];
        const size = sizeOf(large.details);
        if (small.total.gsd2 !== null && small.total.kg > 1e-6 * sizeOf(small.details)) expect(sameSpread(small.total.gsd2, large.total.gsd2!)).toBe(true);
        return postIds.every((post, i) => near(small.posts[i]!.kg * k, large.posts[i]!.kg, size));
      }),
      { numRuns: 200 },
    );
  });
});

describe('where lines go', () => {
  test('the activities together reach all 22 posts', () => {
    const reached = new Set(activityIds.flatMap((id) => (Object.keys(ROLES) as Role[]).flatMap((role) => (['whole', 'upstream', 'combustion'] as const).map((part) => activityOf(id).rule.post(role, part)))));
    expect(postIds.filter((post) => !reached.has(post))).toEqual([]);
  });

  test('an activity of which nothing is said of who holds it always has a post', () => {
    expect(activityIds.filter((id) => activityOf(id).rule.post(activityOf(id).unless, 'whole') === null)).toEqual([]);
  });

  test('are where docs/carbon.md says', () => {
    const text = readFileSync(new URL('../../../../docs/carbon.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| (`[^|]+) \| ([^|]+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \| [^|]+ \|$/gm)];
    const told = rows.flatMap(([, names, , ...cells]) => [...names!.matchAll(/`([a-z-]+)`/g)].map(([, id]) => ({ id: id as ActivityId, cells: cells.map((cell) => /\d\.\d/.exec(cell)?.[0] ?? null) })));
    expect(told.map(({ id }) => id).toSorted()).toEqual([...activityIds].toSorted());
    for (const { id, cells } of told) expect([id, ...(['paid', 'neither', 'leased'] as const).map((role) => activityOf(id).rule.post(role, 'whole'))]).toEqual([id, ...cells]);
  });

  const truck = { quantity: 1000, unit: 't.km', factor: 43643 };
  test.each([
    ['one’s own lorry burns in 1.2, its fuel’s upstream is in 4.1, its making in 4.2', { ...truck, activity: 'freight-out', operatedBy: 'operated' }, { '1.2': 62.7, '4.1': 21, '4.2': 3.78 }],
    ['a haulier that one pays is in 3.1, whichever way goods go', { ...truck, activity: 'freight-out', operatedBy: 'paid' }, { '3.1': 87.48 }],
    ['a haulier that the other side pays is in 3.2', { ...truck, activity: 'freight-in', operatedBy: 'neither' }, { '3.2': 87.48 }],
    ['fuel of one’s own machines is in 1.2 and 4.1', { activity: 'vehicle-fuel', quantity: 100, unit: 'l', factor: 14087 }, { '1.2': 268, '4.1': 56.7 }],
    ['electricity of one’s own electric car, charged on the road, is in 2.1 and 4.1', { activity: 'vehicle-fuel', quantity: 1, unit: 'MWh', factor: 42513 }, { '2.1': 33.8, '4.1': 18.24 }],
    ['heating oil of a leased place is in 4.4', { activity: 'fossil-fuel', operatedBy: 'leased', quantity: 100, unit: 'l', factor: 14087 }, { '4.4': 324.7 }],
    ['what somebody else burns is in 6.1', { activity: 'fossil-fuel', operatedBy: 'neither', quantity: 100, unit: 'l', factor: 14087 }, { '6.1': 324.7 }],
    ['grid losses are purchases', { activity: 'electricity', quantity: 1, unit: 'MWh', factor: 42513 }, { '2.1': 33.8, '4.1': 18.24 }],
    ['a computer rented out goes to 5.2', { activity: 'sold-use', operatedBy: 'rented-out', quantity: 10, unit: 'kWh', factor: 42513 }, { '5.2': 0.5204 }],
  ])('%s', (_, one, expected) => {
    const posts = postsOf(computed([one]));
    expect(Object.keys(posts)).toEqual(Object.keys(expected));
    for (const [post, kg] of Object.entries(expected)) expect(posts[post]).toBeCloseTo(kg, 6);
  });
});

test('a figure is written to ten digits, whatever its size', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }), (value) => Math.abs(Number(figure(value).replace(',', '.')) - value) <= Math.abs(value) * 6e-10), { numRuns: 2000 });
  expect([0.0571, 1500, 0.1 + 0.2, 419.2857142857143, -12.5, 0].map(figure)).toEqual(['0,0571', '1500', '0,3', '419,2857143', '-12,5', '0']);
});

describe('gases', () => {
  test('a shipped factor’s gases are not detailed: its whole goes there, and to CO2 in the regulation’s table', () => {
    const { gases, official, total } = computed([{ activity: 'fossil-fuel', quantity: 1000, unit: 'litre', factor: 14087 }]);
    expect(gases).toEqual({ co2f: 0, ch4f: 0, ch4b: 0, n2o: 0, others: 0, undetailed: total.kg });
    for (const row of official) expect(row.co2).toBe(row.total);
    expect(Object.keys(gases)).toEqual(Object.keys(GASES));
  });

  test('a factor that gives its gases has them told one by one, rounding in CO2, and biogenic CO2 outside', () => {
    const { gases, co2b, total } = computed([{ activity: 'other', quantity: 100, unit: 'kg', factor: { name: 'x', unit: 'kg', total: 5, gases: { co2f: 4.45, ch4f: 0.3, n2o: 0.2 }, co2b: 2, source: 'essai' } }]);
    expect(gases).toMatchObject({ ch4f: 30, n2o: 20, undetailed: 0 });
    expect([gases.co2f, co2b, total.kg]).toEqual([450, 200, 500]);
  });

  test('biogenic CO2 given for the whole only is not lost when the factor is cut in parts', () => {
    const parts = [{ kind: 'upstream', total: 1 }, { kind: 'combustion', total: 2 }];
    const { co2b, posts } = computed([{ activity: 'biomass', quantity: 10, unit: 'kg', factor: { name: 'x', unit: 'kg', total: 3, parts, co2b: 7, source: 'essai' } }]);
    expect([co2b, posts.find(({ post }) => post === '1.1')!.co2b]).toEqual([70, 70]);
  });

  test('a factor that gives a part of its gases leaves the rest undetailed, never made up', () => {
    const { gases } = computed([{ activity: 'other', quantity: 1, unit: 'kg', factor: { name: 'x', unit: 'kg', total: 10, gases: { n2o: 4 }, co2b: 7, source: 'essai' } }]);
    expect(gases).toEqual({ co2f: 0, ch4f: 0, ch4b: 0, n2o: 4, others: 0, undetailed: 6 });
  });

  test('a cooling fluid is a gas by itself', () => {
    expect(computed([{ activity: 'refrigerant', quantity: 1, unit: 'kg', factor: 43119 }]).gases.others).toBe(1960);
  });
});

describe('cooling', () => {
  test('three split units leak their charge times the yearly rate of Base Carbone', () => {
    const [detail] = computed([{ activity: 'refrigerant', quantity: 3, unit: 'appareil', factor: 43119, cooling: { chargeOf: 14598, leakOf: 14603 } }]).details;
    expect(detail!.kg).toBeCloseTo(3 * 1 * 0.05 * 1960, 9);
    expect(detail!.arithmetic).toBe('3 appareil × 1 kg × 5 % de fuite par an × 1960 kgCO2e/kg = 294 kgCO2e → 1.4');
  });
});
