import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { emplois } from './emplois.ts';

// The straight line counts 1.34 times, at 50 km/h: 10 km by crow take 16 minutes.
const post = (id: string, trade: string, km: number, value: object = {}, more = {}) => aSide(id, emplois.offers!, { trade, ...value }, km, more);
const couple = (id: string, value: object = {}, km = 0, more = {}) => aSide(id, emplois.needs, { adults: [{ trades: ['nursing'] }, { trades: ['welding'] }], ...value }, km, more);
const single = (id: string, value: object = {}, km = 0, more = {}) => aSide(id, emplois.needs, { adults: [{ trades: ['nursing'] }], ...value }, km, more);
const partiesOf = (solved: { proposals: { parties: { side: string }[] }[] }) => solved.proposals.map((proposal) => proposal.parties.map((party) => party.side));

test('both partners find a post within the time they say', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5), post('forge', 'welding', 12)], [couple('home')], aContext());
  expect(partiesOf(solved)).toEqual([['home', 'clinic', 'forge']]);
  expect(solved).toMatchObject({ status: 'optimal', value: 2, bound: 2, leftOut: [] });
  expect(solved.proposals[0]!.figures[1]).toMatchObject({ value: '19\u00a0min' });
  expect(solved.proposals[0]!.law).toEqual(['family', 'questions', 'free']);
});

test('one of the two within the time is not enough: the nearest is proposed, and said to be so', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5), post('forge', 'welding', 25)], [couple('home')], aContext());
  expect(solved).toMatchObject({ value: 0, bound: 0, leftOut: [] });
  expect(partiesOf(solved)).toEqual([['home', 'clinic', 'forge']]);
  expect(solved.proposals[0]!.sentence).toMatch(/^Le plus près du temps voulu/);
  expect(solved.proposals[0]!.improvement).toMatchObject({ code: 'minutes', with: 'home', gain: 2 });
});

test('of two posts too far for the time said, the nearer', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5), post('far', 'welding', 30), post('near', 'welding', 24)], [couple('home')], aContext());
  expect(partiesOf(solved)).toEqual([['home', 'clinic', 'near']]);
});

test('a post for one of the two only is left, and the change that would do it is named', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5)], [couple('home')], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut.find((one) => one.side === 'home')!.why).toContain('aucun dans les métiers de l’autre');
});

test('somebody alone needs one post', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5)], [single('home')], aContext());
  expect(partiesOf(solved)).toEqual([['home', 'clinic']]);
  expect(solved.value).toBe(1);
});

test('two persons for one post: who is within the time, then the nearer', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 10)], [single('far', { maxMinutes: 10 }), single('near', {}, 8), single('other', {}, 2)], aContext());
  expect(partiesOf(solved)).toEqual([['near', 'clinic']]);
  expect(solved.leftOut.map((one) => one.side)).toEqual(['far', 'other']);
});

test('a couple that needs both posts gives way to two households who are settled by them', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5), post('forge', 'welding', 12), post('surgery', 'nursing', 6)], [couple('home'), single('alone')], aContext());
  expect(solved.value).toBe(3);
  expect(solved.proposals.length).toBe(2);
});

test('a couple that would live anywhere lives half-way between its posts', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 0), post('forge', 'welding', 36)], [couple('home', { lives: 'anywhere' }, 0, { place: null })], aContext());
  expect(solved.value).toBe(2);
  expect(solved.proposals[0]!.sentence).toContain('à mi-chemin');
});

test('a household whose place nobody knows is told so', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5)], [single('home', {}, 0, { place: null })], aContext());
  expect(solved.leftOut[0]!.nearest[0]!.why).toEqual(['Lieu inconnu.']);
  expect(solved.leftOut[0]!.change).toMatchObject({ code: 'home' });
});

test('work at a distance knows no road', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 200, { remote: true })], [single('home')], aContext());
  expect(solved.value).toBe(1);
});

test.each([
  ['hours', { hoursAWeek: 20 }, {}, 'hours'],
  ['shifts', { shifts: ['night'] }, { shifts: ['day'] }, 'shifts'],
  ['pay', { payCents: 1_900_00 }, { payCents: 2_000_00 }, 'pay'],
])('%s that do not fit are said, with the least change', async (_, value, adult, code) => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5, value)], [single('home', { adults: [{ trades: ['nursing'], ...adult }] })], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut.find((one) => one.side === 'home')!.change).toMatchObject({ code, with: 'clinic', gain: 1 });
  expect(solved.leftOut.find((one) => one.side === 'clinic')!.change).toMatchObject({ code, with: 'home', gain: 1 });
});

test('much too far is left out, with the minutes that would do', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 50)], [single('home')], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.change).toMatchObject({ code: 'minutes', gain: 1 });
  expect(solved.leftOut[0]!.change!.text).toContain('81\u00a0min');
});

test('no pay said, no euros', async () => {
  const solved = await emplois.solve([post('clinic', 'nursing', 5, { payCents: 2_000_00 }), post('forge', 'welding', 5)], [couple('home')], aContext());
  expect(solved.proposals[0]!.worth).toBeNull();
});

test('nobody, nothing, and refused pairs', async () => {
  expect(await emplois.solve([], [], aContext())).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [] });
  const solved = await emplois.solve([post('clinic', 'nursing', 5)], [single('home')], aContext({ apart: () => 'Refusé.' }));
  expect(solved.leftOut[0]!.nearest[0]!.why).toEqual(['Refusé.']);
});

test('nonsense is refused', () => {
  for (const value of [{ adults: [] }, { adults: [{ trades: ['nursing'] }, { trades: ['nursing'] }, { trades: ['nursing'] }] }, { adults: [{ trades: ['nursing'], hoursMin: 39, hoursMax: 20 }] }, { adults: [{ trades: ['other'] }] }, { adults: [{ trades: ['juggling'] }] }])
    expect(emplois.needs.schema.safeParse(value).success).toBe(false);
});

test('on small lists nobody more could be settled, whatever the order', async () => {
  const aPost = fc.record({ trade: fc.constantFrom('nursing', 'welding'), km: fc.integer({ min: 0, max: 30 }) });
  const aHome = fc.record({ two: fc.boolean(), km: fc.integer({ min: 0, max: 30 }), maxMinutes: fc.constantFrom(10, 20, 30) });
  await fc.assert(
    fc.asyncProperty(fc.array(aPost, { maxLength: 5 }), fc.array(aHome, { maxLength: 4 }), async (posts, homes) => {
      const offers = posts.map(({ trade, km }, i) => post(`j${i}`, trade, km));
      const needs = homes.map(({ two, km, maxMinutes }, i) => (two ? couple : single)(`h${i}`, { maxMinutes }, km));
      const suits = (h: number, j: number, trade: string) => posts[j]!.trade === trade && (Math.abs(homes[h]!.km - posts[j]!.km) * 1.34 * 60) / 50 <= homes[h]!.maxMinutes + 1e-6;
      const best = (h: number, used: number): number => {
        if (h === homes.length) return 0;
        let most = best(h + 1, used);
        for (let a = 0; a < posts.length; a++) {
          if (used & (1 << a) || !suits(h, a, 'nursing')) continue;
          if (!homes[h]!.two) most = Math.max(most, 1 + best(h + 1, used | (1 << a)));
          else for (let b = 0; b < posts.length; b++) if (b !== a && !(used & (1 << b)) && suits(h, b, 'welding')) most = Math.max(most, 2 + best(h + 1, used | (1 << a) | (1 << b)));
        }
        return most;
      };
      const solved = await emplois.solve(offers, needs, aContext());
      expect(solved.value).toBe(best(0, 0));
      expect(solved.bound).toBe(solved.value);
      expect(solved.simple).toBeLessThanOrEqual(solved.value);
      expect(solved.proposals.reduce((sum, one) => sum + one.value, 0)).toBe(solved.value);
      const taken = partiesOf(solved).flat();
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.length + solved.leftOut.length).toBe(offers.length + needs.length);
      expect((await emplois.solve(offers.toReversed(), needs.toReversed(), aContext())).value).toBe(solved.value);
    }),
    { numRuns: 60 },
  );
});

test('hours and pay to accept are those of the post', async () => {
  const solved = await emplois.solve([aSide('inn', emplois.offers!, { trade: 'cooking', hoursAWeek: 20 })], [aSide('cook', emplois.needs, { adults: [{ trades: ['cooking'], hoursMin: 30 }], lives: 'here', maxMinutes: 30 })], aContext());
  expect(solved.leftOut.find((one) => one.side === 'cook')!.change!.text).toMatch(/^Accepter 20.h par semaine au lieu de 30 au moins/);
});
