import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../../testing/sides.ts';
import { circuitsCourts } from './board.ts';
import { weeksInWords, weeksOf } from './season.ts';

const farm = (id: string, value: object = {}, km = 0, party = id) => aSide(id, circuitsCourts.offers!, { product: 'tomato', kgPerWeek: 60, priceFromCents: 250, vehicleKg: 300, ...value }, km, { party });
const buyer = (id: string, value: object = {}, km = 5, party = id) => aSide(id, circuitsCourts.needs, { buyer: 'canteen', product: 'tomato', kgPerWeek: 60, priceToCents: 300, ...value }, km, { party });
const solve = (offers: ReturnType<typeof farm>[], needs: ReturnType<typeof buyer>[], more: object = {}) => circuitsCourts.solve(offers, needs, aContext(more));
const why = (solved: Awaited<ReturnType<typeof solve>>, side: string) => solved.leftOut.find((one) => one.side === side)!;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const kgIn = (text: string) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));

/** The most kilos on board at any stop of a road sheet. */
function heaviest(proposal: Awaited<ReturnType<typeof solve>>['proposals'][number]): number {
  let [aboard, most] = [0, 0];
  for (const { what } of proposal.stops!) {
    const kg = (text: string | undefined) => [...(text ?? '').matchAll(/([\d\u202f]+(?:,\d+)?)\u00a0kg/g)].reduce((sum, [, one]) => sum + kgIn(one!), 0);
    aboard += kg(what.match(/Charger.*?(?=Décharger|$)/)?.[0]);
    most = Math.max(most, aboard);
    aboard -= kg(what.match(/Décharger.*$/)?.[0]);
  }
  return most;
}

test('a market gardener serves the canteen all year, with the plan of the season, a road sheet and the law that applies', async () => {
  const solved = await solve([farm('gardener')], [buyer('school')]);
  expect(solved).toMatchObject({ status: 'optimal', value: 60 * 52 * 300, bound: 60 * 52 * 300, leftOut: [] });
  const [proposal] = solved.proposals;
  expect(proposal!.parties.map(({ side }) => side)).toEqual(['gardener', 'school']);
  expect(proposal!.law).toEqual(['procurement', 'egalim', 'payment']);
  expect(proposal!.stops!.map(({ party }) => party)).toEqual([0, 0, 1, 0]);
  expect(proposal!.tables![0]!.rows.map((row) => row.map(plain))).toEqual([['toute l’année', 'Tomates', '{0}', '{1}', '60 kg', '2,50 € le kilo à 3,00 € le kilo']]);
  expect(proposal!.worth!.low).toBeLessThan(proposal!.worth!.value);
});

test('strawberries meet a canteen only in the weeks that both have, and never in school holidays', async () => {
  const solved = await solve([farm('gardener', { product: 'strawberry', weekFrom: 16, weekTo: 26 })], [buyer('school', { product: 'strawberry', schoolWeeks: true, weekFrom: 10, weekTo: 24 })]);
  // Weeks 16 to 24, less the two of the spring holidays.
  expect(solved.value).toBe(7 * 60 * 300);
  expect(solved.proposals[0]!.tables![0]!.rows[0]![0]).toBe('semaines 16 et 19 à 24');
});

test('three farms that have forty kilos each reach the hundred that the canteen wants at least', async () => {
  const three = ['a', 'b', 'c'].map((id, i) => farm(id, { kgPerWeek: 40 }, i));
  expect((await solve(three, [buyer('school', { kgPerWeek: 120, minKg: 100 })])).value).toBe(120 * 52 * 300);
  const short = await solve(three.slice(0, 2), [buyer('school', { kgPerWeek: 120, minKg: 100 })]);
  expect(short).toMatchObject({ value: 0, bound: 0, proposals: [] });
  expect(plain(why(short, 'school').nearest[0]!.why[0]!)).toContain('80 kg par semaine en tout, il en faut au moins 100');
  expect(why(short, 'school').change).toMatchObject({ code: 'too-little' });
});

test('one farm’s harvest is cut between the shop and the inn, the better price first', async () => {
  const solved = await solve([farm('gardener', { kgPerWeek: 100 })], [buyer('inn', { buyer: 'inn', kgPerWeek: 70, priceToCents: 320 }), buyer('shop', { buyer: 'shop', kgPerWeek: 70, priceToCents: 280 }, 6)]);
  expect(solved.value).toBe((70 * 320 + 30 * 280) * 52);
});

test('an order of forty euros ten kilometres away does not pay alone, and what would is said', async () => {
  const solved = await solve([farm('gardener', { kgPerWeek: 200 })], [buyer('inn', { buyer: 'inn', kgPerWeek: 14 }, 7)]);
  expect(solved).toMatchObject({ value: 0, proposals: [] });
  const left = why(solved, 'inn');
  expect(plain(left.nearest[0]!.why[0]!)).toMatch(/de route, plus que 20 % de ce qui est livré/);
  expect(left.change).toMatchObject({ code: 'delivery', with: 'gardener' });
  expect(left.change!.gain).toBeGreaterThan(0);
});

test('two orders that would not pay alone pay when one farm takes the other’s goods on its way', async () => {
  const small = (id: string, product: string, km: number, more: object = {}) => farm(id, { product, kgPerWeek: 18, ...more }, km);
  const orders = [buyer('inn', { product: 'tomato', kgPerWeek: 18 }, 8), buyer('inn-salad', { product: 'salad', kgPerWeek: 18 }, 8, 'inn')];
  const apart = await solve([small('a', 'tomato', 0), small('b', 'salad', 0.5)], orders);
  expect(apart.proposals).toEqual([]);
  const together = await solve([small('a', 'tomato', 0, { carries: true }), small('b', 'salad', 0.5)], orders);
  expect(together.value).toBe(2 * 18 * 52 * 300);
  const [proposal] = together.proposals;
  expect(together.proposals).toHaveLength(1);
  expect(proposal!.law).toContain('carriage');
  expect(proposal!.tables![1]!.rows).toContainEqual(['{1}', '{2}', '{0}', 'toute l’année']);
  expect(proposal!.title).toContain('livrent ensemble');
});

test('a farm without a vehicle sells nothing by itself, and its cheese waits for a cold place', async () => {
  expect(why(await solve([farm('walker', { vehicleKg: 0 })], [buyer('school')]), 'school').change).toMatchObject({ code: 'no-vehicle' });
  const warm = await solve([farm('goats', { product: 'goat-cheese', priceFromCents: 1200 })], [buyer('shop', { buyer: 'shop', product: 'goat-cheese', kgPerWeek: 20, priceToCents: 1500 })]);
  expect(why(warm, 'shop').change).toMatchObject({ code: 'cold' });
  const cold = await solve([farm('goats', { product: 'goat-cheese', priceFromCents: 1200, cold: true })], [buyer('shop', { buyer: 'shop', product: 'goat-cheese', kgPerWeek: 20, priceToCents: 1500 })]);
  expect(cold.proposals[0]!.law).toEqual(['animal', 'cold', 'payment']);
});

test('a cold product is never put in another farm’s warm van', async () => {
  const offers = [farm('carrier', { carries: true, kgPerWeek: 18 }), farm('goats', { product: 'goat-cheese', priceFromCents: 500, kgPerWeek: 5, cold: true, vehicleKg: 0 }, 0.2)];
  const solved = await solve(offers, [buyer('inn', { kgPerWeek: 18 }, 3), buyer('inn-cheese', { product: 'goat-cheese', kgPerWeek: 5, priceToCents: 500 }, 3, 'inn')]);
  expect(solved.proposals.flatMap(({ parties }) => parties.map(({ side }) => side))).not.toContain('goats');
});

test('a van never carries more than it can: it comes back to load again, for one buyer as for two', async () => {
  const two = [buyer('x', { kgPerWeek: 80 }, 4), buyer('y', { kgPerWeek: 80 }, 5)];
  const solved = await solve([farm('gardener', { kgPerWeek: 160, vehicleKg: 100 })], two);
  expect(solved.value).toBe(160 * 52 * 300);
  expect(heaviest(solved.proposals[0]!)).toBe(80);
  const heavy = await solve([farm('gardener', { kgPerWeek: 160, vehicleKg: 100 })], [buyer('x', { kgPerWeek: 120 })]);
  expect(heavy).toMatchObject({ status: 'optimal', value: 120 * 52 * 300 });
  expect(heaviest(heavy.proposals[0]!)).toBe(60);
  const far = await solve([farm('gardener', { kgPerWeek: 160, vehicleKg: 100, maxKm: 60 })], [buyer('x', { kgPerWeek: 120 }, 30)]);
  expect(far.proposals).toEqual([]);
  expect(why(far, 'x').change).toMatchObject({ code: 'room', with: 'gardener' });
});

test('who wants organic is not served what is not, nor at a price above its ceiling, nor on a day it is shut', async () => {
  const solved = await solve([farm('gardener', { days: [1], maxKm: 10 })], [buyer('bio', { organicOnly: true }), buyer('poor', { priceToCents: 200 }), buyer('shut', { days: [4] }), buyer('far', {}, 9), buyer('other', { product: 'apple' })]);
  const codes = Object.fromEntries(solved.leftOut.map((one) => [one.side, one.change?.code ?? one.why]));
  expect(codes).toMatchObject({ bio: 'organic', poor: 'price', shut: 'days', far: 'too-far', other: 'Personne d’ici ne propose ce produit.' });
});

test('nobody sells to itself, without a place nothing is promised, without a price no euros are shown, and nothing at all is nothing', async () => {
  expect((await solve([farm('inn')], [buyer('own', {}, 0, 'inn')])).proposals).toEqual([]);
  const lost = await circuitsCourts.solve([farm('gardener')], [{ ...buyer('school'), place: null }], aContext());
  expect(why(lost, 'school')).toMatchObject({ change: null, nearest: [{ why: ['Lieu inconnu.'] }] });
  const unsaid = await solve([farm('gardener', { priceFromCents: undefined })], [buyer('school', { priceToCents: undefined })]);
  expect(unsaid.proposals[0]!.worth).toBeNull();
  expect(await solve([], [])).toMatchObject({ status: 'optimal', value: 0, bound: 0, simple: 0, proposals: [], leftOut: [] });
});

test('weeks are said as people say them, over the new year too', () => {
  expect(weeksInWords([...weeksOf({ months: [], weekFrom: 48, weekTo: 3 })])).toBe('semaines 48 à 3');
  expect(weeksOf({ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }).size).toBe(52);
  expect(weeksOf({ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], schoolWeeks: true }).size).toBe(36);
});

const someFarm = fc.record({ kgPerWeek: fc.integer({ min: 5, max: 200 }), product: fc.constantFrom('tomato', 'salad'), carries: fc.boolean(), vehicleKg: fc.constantFrom(50, 120, 400), days: fc.constantFrom([1], [2], [1, 2, 4]), weekFrom: fc.constantFrom(1, 20), weekTo: fc.constantFrom(30, 52), km: fc.integer({ min: 0, max: 15 }) });
const someBuyer = fc.record({ kgPerWeek: fc.integer({ min: 5, max: 200 }), product: fc.constantFrom('tomato', 'salad'), minKg: fc.constantFrom(undefined, 5), priceToCents: fc.constantFrom(260, 400), days: fc.constantFrom([1], [2], [1, 2, 4]), km: fc.integer({ min: 0, max: 15 }) });

test('whoever sells and buys, no farm gives more than it has, no buyer takes more than it asks, no van is overloaded, rounds pay, and the order of entry changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someFarm, { maxLength: 4 }), fc.array(someBuyer, { maxLength: 4 }), async (farms, buyers) => {
      const offers = farms.map(({ km, ...value }, i) => farm(`f${i}`, value, km));
      const needs = buyers.map(({ km, ...value }, i) => buyer(`b${i}`, value, km));
      const solved = await solve(offers, needs);
      expect(solved.bound).toBeGreaterThanOrEqual(solved.value);
      expect(solved.value).toBeGreaterThanOrEqual(solved.simple);
      expect(solved.proposals.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(solved.value, -2);
      const carried = new Map<string, number>();
      for (const proposal of solved.proposals) {
        // Each row is one farm's product for one buyer in some weeks: the heaviest of each counts for all.
        for (const row of proposal.tables![0]!.rows) for (const cell of [row[2]!, row[3]!]) {
          const side = proposal.parties[Number(cell.slice(1, -1))]!.side;
          const weeks = row[0] === 'toute l’année' ? [1, 52] : row[0]!.match(/\d+/g)!.map(Number);
          for (const week of weeks) carried.set(`${side}/${week}`, (carried.get(`${side}/${week}`) ?? 0) + kgIn(row[4]!));
        }
        expect(proposal.worth === null || proposal.worth.low <= proposal.worth.high).toBe(true);
        const room = offers.find(({ id }) => id === proposal.parties[proposal.stops![0]!.party]!.side)!.value.vehicleKg!;
        expect(heaviest(proposal)).toBeLessThanOrEqual(room + 0.5);
      }
      for (const side of [...offers, ...needs]) for (const [key, kg] of carried) if (key.startsWith(`${side.id}/`)) expect(kg).toBeLessThanOrEqual(side.value.kgPerWeek + 0.2);
      expect((await solve(offers.toReversed(), needs.toReversed())).value).toBe(solved.value);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('after an edit, only the sides asked for are explained by a change', async () => {
  const sides = [[farm('walker', { vehicleKg: 0 })], [buyer('school')]] as const;
  expect(why(await solve([...sides[0]], [...sides[1]], { explain: (side: string) => side === 'school' }), 'school').change).toMatchObject({ code: 'no-vehicle' });
  expect(why(await solve([...sides[0]], [...sides[1]], { explain: () => false }), 'school').change).toBeNull();
});
