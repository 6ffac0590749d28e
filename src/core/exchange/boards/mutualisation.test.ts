import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { clashesOf } from './mutualisation/calendar.ts';
import { sharesOf } from './mutualisation/shares.ts';
import { costAlone, costTogether, type Wish } from './mutualisation/things.ts';
import { mutualisation } from './mutualisation.ts';

const wish = (id: string, value: object = {}, km = 0, side: object = {}): Wish => aSide(id, mutualisation.needs, { sort: 'equipment', what: 'Mini-pelle', aloneCents: 5_000_00, ...value }, km, side) as unknown as Wish;
const quote = (id: string, value: object = {}, km = 0) => wish(id, { sharedCents: 12_000_00, ...value }, km);
const lends = (id: string, value: object = {}, km = 0, side: object = {}) => aSide(id, mutualisation.offers!, { what: 'Mini-pelle', dayCents: 100_00, ...value }, km, side);
const solve = (needs: ReturnType<typeof wish>[], offers: ReturnType<typeof lends>[] = [], context = aContext()) => mutualisation.solve(offers, needs, context);

test('three who pay 5 000 € each share a digger quoted 12 000 €: three are needed, and save 3 000 €', async () => {
  const solved = await solve([quote('a'), wish('b', {}, 3), wish('c', {}, 6)]);
  expect(solved).toMatchObject({ status: 'optimal', value: 3_000_00, bound: 3_000_00, leftOut: [] });
  const [proposal] = solved.proposals;
  expect(proposal!.parties.map((party) => party.side)).toEqual(['a', 'b', 'c']);
  expect(proposal!.figures[1]!.value).toBe('3\u00a0membres');
  expect(proposal!.parties[1]!.role).toBe('l’accueille');
  expect(proposal!.law).toEqual(['agreement', 'liability', 'insurance']);
});

test('two are not enough: said with what is missing, and who would make it pay', async () => {
  const solved = await solve([quote('a'), wish('b')]);
  expect(solved).toMatchObject({ value: 0, bound: 0, proposals: [] });
  const left = solved.leftOut.find((one) => one.side === 'b')!;
  expect(left.nearest[0]!.why[0]).toContain('il faudrait être plus nombreux');
  expect(left.change).toMatchObject({ code: 'one-more', gain: (await solve([quote('a'), wish('b'), wish('c')])).value });
  expect(left.change!.text).toContain('Trouver un membre de plus');
});

test('a fourth makes each part smaller, and the fewest that pay are still told', async () => {
  const solved = await solve([quote('a'), wish('b'), wish('c'), wish('d')]);
  expect(solved.proposals).toHaveLength(1);
  expect(solved.value).toBe(8_000_00);
  expect(solved.proposals[0]!.reasons[0]).toContain('dès 3');
});

test('three firms whose days almost fit: two want Tuesday, and Wednesday would do', async () => {
  const solved = await solve([quote('a', { weekdays: [1] }), wish('b', { weekdays: [2] }), wish('c', { weekdays: [2] })]);
  expect(solved.proposals).toEqual([]);
  const left = solved.leftOut.find((one) => one.side === 'c')!;
  expect(left.nearest.find((one) => one.with === 'b')!.why).toEqual(['Le mardi est voulu par celui-ci et {0}.']);
  expect(left.change).toMatchObject({ code: 'weekday', gain: 3_000_00 });
  const again = await solve([quote('a', { weekdays: [1] }), wish('b', { weekdays: [2] }), wish('c', { weekdays: [3] })]);
  expect(again.value).toBe(3_000_00);
  expect(again.proposals[0]!.week).toHaveLength(3);
  expect(again.proposals[0]!.tables!.some((table) => table.caption === 'Calendrier d’usage')).toBe(true);
});

test('the same day in other months is no clash', () => {
  expect(clashesOf([wish('a', { weekdays: [2], months: [1, 2] }), wish('b', { weekdays: [2], months: [6] })])).toEqual([]);
  expect(clashesOf([wish('a', { weekdays: [2] }), wish('b', { weekdays: [2], months: [6, 7] })])).toEqual([{ months: [6, 7], weekday: 2, parties: [0, 1], over: 0 }]);
  expect(clashesOf([wish('a', { daysPerMonth: 20 }), wish('b', { daysPerMonth: 4 })])).toEqual([]);
  expect(clashesOf([wish('a', { daysPerMonth: 20 }), wish('b', { daysPerMonth: 6 })])).toMatchObject([{ weekday: null, over: 2 }]);
});

test('six want it, one machine cannot serve all: two groups of three', async () => {
  const busy = { daysPerMonth: 8 };
  const solved = await solve([quote('a', busy), wish('b', busy), wish('c', busy), quote('d', busy), wish('e', busy), wish('f', busy)]);
  expect(solved.proposals.map((proposal) => proposal.parties.length)).toEqual([3, 3]);
  expect(solved.value).toBe(6_000_00);
});

test('a grouped purchase reaches the price of the larger quantity that none reaches alone', async () => {
  const steps = [{ from: 0, unitCents: 1_00 }, { from: 1000, unitCents: 80 }];
  const buys = (id: string, quantity: number, more: object = {}) => wish(id, { sort: 'purchase', what: 'Emballages', quantity, aloneCents: quantity * 1_00, ...more });
  const solved = await solve([buys('a', 400, { steps }), buys('b', 300), buys('c', 300)]);
  expect(solved.value).toBe(200_00);
  expect(solved.proposals[0]!.law).toContain('competition');
  expect((await solve([buys('a', 400, { steps }), buys('b', 300)])).proposals).toEqual([]);
});

test('nobody pays more than alone, and the rule that was kept is told', () => {
  const fair = [quote('a', { daysPerMonth: 2 }), wish('b', { daysPerMonth: 2 }), wish('c', { daysPerMonth: 4 })];
  const byUse = sharesOf(fair, 12_000_00);
  expect(byUse.kept.by).toBe('shapley');
  expect(byUse.use).toEqual([3_000_00, 3_000_00, 6_000_00]);
  expect(byUse.kept.cents).toEqual([4_000_00, 4_000_00, 4_000_00]);
  expect(sharesOf([quote('a', { daysPerMonth: 2 }), wish('b', { daysPerMonth: 2 }), wish('c', { daysPerMonth: 3 })], 10_000_00).kept.by).toBe('use');
});

test('the neighbour’s digger on its idle days, rather than a purchase', async () => {
  const solved = await solve([wish('a', { weekdays: [5], months: [3, 4] }, 2)], [lends('mason', { weekdays: [4, 5] })]);
  expect(solved.value).toBe(5_000_00 - 8 * 100_00);
  expect(solved.proposals[0]!.parties.map((party) => party.side)).toEqual(['mason', 'a']);
  expect(solved.proposals[0]!.law).toContain('lending');
  const busy = await solve([wish('a', { weekdays: [1], months: [3] }, 2)], [lends('mason', { weekdays: [4, 5] })]);
  expect(busy.proposals).toEqual([]);
  expect(busy.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ code: 'weekday', gain: 5_000_00 - 4 * 100_00 });
});

test('too far, with the way that would do; a fair tie is settled alike each time; no price, nobody, no place', async () => {
  const far = await solve([quote('a'), wish('b', { aloneCents: 9_000_00, maxKm: 10 }, 20)]);
  expect(far.leftOut.find((one) => one.side === 'b')!.change).toMatchObject({ code: 'too-far', with: 'a', gain: 2_000_00 });
  const unpriced = await solve([wish('a'), wish('b')]);
  expect(unpriced.leftOut[0]!.nearest[0]!.why).toEqual(['Ni l’un ni l’autre n’a de prix pour le faire à plusieurs.']);
  expect((await solve([quote('a')])).leftOut[0]).toMatchObject({ why: 'Personne d’autre ne cherche à partager cela.', change: null });
  expect((await solve([quote('a'), wish('b'), wish('c', {}, 0, { place: null })])).proposals).toEqual([]);
  expect((await solve([quote('a', { sort: 'hosting' }), wish('b', { sort: 'hosting' }), wish('c', { sort: 'hosting' }, 0, { place: null })])).proposals).toHaveLength(1);
  expect(await solve([])).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [] });
});

test('a firm that says its wish twice shares it once, and never with itself; nor does it rent its own machine', async () => {
  const solved = await solve([quote('a'), wish('b'), wish('c'), wish('c2', {}, 0, { party: 'c' })]);
  expect(solved.proposals.map((proposal) => proposal.parties.length)).toEqual([3]);
  expect(solved.leftOut).toHaveLength(1);
  expect((await solve([quote('x'), wish('y', { aloneCents: 9_000_00 }, 0, { party: 'x' })], [lends('z', {}, 0, { party: 'x' })])).proposals).toEqual([]);
});

test('four farms are told of a CUMA, three are told that it takes four; “à quatre au plus” is kept', async () => {
  const farm = { farm: true, aloneCents: 6_000_00 };
  expect((await solve(['a', 'b', 'c', 'd'].map((id) => quote(id, farm)))).proposals[0]!.law).toContain('cuma');
  expect((await solve(['a', 'b', 'c'].map((id) => quote(id, farm)))).proposals[0]!.law).toContain('cuma-four');
  const capped = await solve(['a', 'b', 'c', 'd', 'e'].map((id) => quote(id, { ...farm, mostMembers: 4 })));
  expect(Math.max(...capped.proposals.map((proposal) => proposal.parties.length))).toBe(4);
});

test('said with other capitals, hyphens or a plural, it is the same thing', async () => {
  expect((await solve([quote('a'), wish('b', { what: 'mini pelles' }), wish('c', { what: 'MINI-PELLE' })])).proposals).toHaveLength(1);
});

const WISHES = fc
  .array(fc.record({ alone: fc.integer({ min: 1, max: 9 }), shared: fc.option(fc.integer({ min: 2, max: 20 })), km: fc.integer({ min: 0, max: 20 }), maxKm: fc.constantFrom(8, 15, 30), days: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 })), most: fc.option(fc.integer({ min: 2, max: 3 })) }), { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, i) => wish(`w${i}`, { aloneCents: one.alone * 100_00, ...(one.shared ? { sharedCents: one.shared * 100_00 } : {}), maxKm: one.maxKm, ...(one.days ? { weekdays: one.days } : {}), ...(one.most ? { mostMembers: one.most } : {}) }, one.km)));

// A hundredth of a degree is told as its kilometre by the straight line with the factor of the context.
const roadKm = async (a: Wish, b: Wish) => (await aContext().travel.between(a.place!, b.place!)).km;
async function best(wishes: Wish[]): Promise<number> {
  const saves = async (group: Wish[]) => {
    const cost = costTogether(group);
    if (group.length < 2 || cost === null || clashesOf(group).length > 0 || group.some((one) => (one.value.mostMembers ?? 99) < group.length)) return 0;
    for (const host of group) if ((await Promise.all(group.map(async (one) => (await roadKm(one, host)) <= one.value.maxKm))).every(Boolean)) return Math.max(0, costAlone(group) - cost);
    return 0;
  };
  const part = async (left: Wish[], groups: Wish[][]): Promise<number> => {
    const [next, ...rest] = left;
    if (!next) return (await Promise.all(groups.map(saves))).reduce((sum, one) => sum + one, 0);
    let most = await part(rest, [...groups, [next]]);
    for (const [i, group] of groups.entries()) most = Math.max(most, await part(rest, groups.with(i, [...group, next])));
    return most;
  };
  return part(wishes, []);
}

test('the best of all ways to make groups is found, its bound not below it, the simple way not above, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(WISHES, async (wishes) => {
      const solved = await solve(wishes);
      expect(solved.value).toBe(await best(wishes));
      expect(solved.bound).toBeGreaterThanOrEqual(solved.value);
      expect(solved.simple).toBeLessThanOrEqual(solved.value);
      expect((await solve(wishes.toReversed())).value).toBe(solved.value);
      const parties = solved.proposals.flatMap((proposal) => proposal.parties.map((party) => party.side));
      expect(new Set(parties).size).toBe(parties.length);
    }),
    { numRuns: 60 },
  );
});

test('shares add up to the cost, and nobody pays more than alone', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ alone: fc.integer({ min: 1, max: 1000 }), days: fc.integer({ min: 1, max: 9 }) }), { minLength: 2, maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
      const alone = list.reduce((sum, one) => sum + one.alone, 0);
      const cost = Math.max(1, Math.floor(alone * part));
      fc.pre(cost < alone);
      const wishes = list.map((one, i) => wish(`w${i}`, { aloneCents: one.alone, daysPerMonth: one.days, sharedCents: cost }));
      const { kept } = sharesOf(wishes, cost);
      expect(kept.cents.reduce((sum, one) => sum + one, 0)).toBe(cost);
      for (const [i, cents] of kept.cents.entries()) expect(cents).toBeLessThanOrEqual(list[i]!.alone);
    }),
  );
});
