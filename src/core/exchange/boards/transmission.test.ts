import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { transmission } from './transmission.ts';

const groups = (...hectares: number[]) => hectares.map((one, i) => ({ name: `Lot ${i + 1}`, hectares: one }));
const farm = (id: string, hectares: number[], value: object = {}, km = 0, more = {}) => aSide(id, transmission.offers!, { what: 'farm', parcels: groups(...hectares), ...value }, km, more);
const seeks = (id: string, hectaresMin: number | undefined, hectaresMax: number | undefined, value: object = {}, km = 4, more = {}) => aSide(id, transmission.needs, { project: ['farm'], hectaresMin, hectaresMax, ...value }, km, more);
type Solved = Awaited<ReturnType<typeof transmission.solve>>;
const best = (solved: Solved) => solved.proposals.filter((one) => one.value > 0);
const partiesOf = (proposals: Solved['proposals']) => proposals.map((proposal) => proposal.parties.map((party) => party.side).sort());

test('a farm that only works when cut in three', async () => {
  const solved = await transmission.solve([farm('farm', [40, 20, 10])], [seeks('herd', 35, 45), seeks('nuts', 15, 25), seeks('garden', 5, 12)], aContext());
  expect(partiesOf(best(solved))).toEqual([['farm', 'garden', 'herd', 'nuts']]);
  expect(solved).toMatchObject({ status: 'optimal', value: 4, bound: 4, leftOut: [] });
  expect(best(solved)[0]!.tables![0]!.rows.map((row) => row[1])).toEqual(expect.arrayContaining(['environ 40\u00a0ha', 'environ 20\u00a0ha', 'environ 10\u00a0ha']));
  expect(best(solved)[0]!.law).toEqual(expect.arrayContaining(['safer', 'structures', 'notice']));
});

test('two small farms joined for one person', async () => {
  const solved = await transmission.solve([farm('a', [15]), farm('b', [20], {}, 6)], [seeks('herd', 30, 40)], aContext());
  expect(partiesOf(best(solved))).toEqual([['a', 'b', 'herd']]);
  expect(solved.value).toBe(3);
});

test('two farms too far from each other are not joined', async () => {
  const solved = await transmission.solve([farm('a', [15], {}, -10), farm('b', [20], {}, 15)], [seeks('herd', 30, 40)], aContext());
  expect(best(solved)).toEqual([]);
  expect(solved.leftOut.find((one) => one.side === 'herd')!.change).toMatchObject({ code: 'area-low' });
});

test('a farm to be passed on whole is not cut; the change that would do it is named', async () => {
  const solved = await transmission.solve([farm('farm', [40, 30], { cut: 'whole' })], [seeks('a', 35, 45), seeks('b', 25, 35)], aContext());
  expect(best(solved)).toEqual([]);
  expect(solved.leftOut.find((one) => one.side === 'farm')!.change).toMatchObject({ code: 'cut', gain: 3 });
  expect(solved.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ gain: expect.any(Number) });
});

test('all must find a taker unless a part may stay', async () => {
  const [candidate, hectares] = [seeks('garden', 8, 12), [60, 10]];
  const all = await transmission.solve([farm('farm', hectares)], [candidate], aContext());
  expect(best(all)).toEqual([]);
  expect(all.leftOut.find((one) => one.side === 'farm')!.change).toMatchObject({ code: 'part' });
  expect(all.leftOut.find((one) => one.side === 'garden')!.nearest[0]!.why[0]).toContain('Personne ne prend le reste');
  const parts = await transmission.solve([farm('farm', hectares, { cut: 'parts' })], [candidate], aContext());
  expect(parts.value).toBe(1);
  expect(parts.proposals[0]!.sentence).toContain('environ 60\u00a0ha restent à placer');
});

test('one barn goes to one person only', async () => {
  const barn = { buildings: ['livestock-barn'] };
  const solved = await transmission.solve([farm('farm', [30, 30], barn)], [seeks('a', 25, 35, barn), seeks('b', 25, 35, barn)], aContext());
  expect(best(solved)).toEqual([]);
  const one = await transmission.solve([farm('farm', [30, 30], barn)], [seeks('a', 25, 35, barn), seeks('b', 25, 35)], aContext());
  expect(one.value).toBe(3);
});

test('the production may change when it is accepted, and it is said', async () => {
  const solved = await transmission.solve([farm('farm', [10], { production: ['dairy-cows'] })], [seeks('garden', 5, 12, { production: ['vegetables'] })], aContext());
  expect(solved.proposals[0]!.reasons.join(' ')).toContain('la production change');
  const not = await transmission.solve([farm('farm', [10], { production: ['dairy-cows'], changeAccepted: false })], [seeks('garden', 5, 12, { production: ['vegetables'] })], aContext());
  expect(not.proposals).toEqual([]);
  expect(not.leftOut.find((one) => one.side === 'farm')!.change).toMatchObject({ code: 'production' });
});

test('a bakery has two or three fits, one of them in the best set', async () => {
  const bakery = aSide('bakery', transmission.offers!, { what: 'bakery', employees: true, area: 'Bouriane' });
  const bakers = ['a', 'b', 'c', 'd'].map((id, i) => aSide(id, transmission.needs, { project: ['bakery'], experience: i === 1 ? 'both' : 'none' }, 3));
  const solved = await transmission.solve([bakery], bakers, aContext());
  expect(solved.proposals.map((one) => one.value)).toEqual([2, 0, 0]);
  expect(solved.proposals[0]!.parties[1]!.side).toBe('b');
  expect(solved.proposals[1]!.title).toMatch(/^Autre accord possible/);
  expect(solved.proposals[0]!.law).toEqual(['discretion', 'employees', 'commune', 'qualification']);
  expect(solved.proposals[0]!.sentence).toContain('secteur Bouriane');
});

test('what is proposed tells no village, no exact area, no price and no name', async () => {
  const solved = await transmission.solve([farm('NAMED-A', [43.21, 28.9], { area: 'sud du Lot', priceLowCents: 123_456_00 })], [seeks('NAMED-B', 35, 90, { budgetCents: 222_222_00 }), seeks('NAMED-C', 60, 100, {}, 7)], aContext());
  const texts = JSON.stringify(solved.proposals.map(({ parties, worth: _, improvement, ...rest }) => [rest, improvement?.text, parties.map((one) => one.gives)]));
  for (const told of ['NAMED', '43,2', '72,1', '28,9', '123', '222']) expect(texts).not.toContain(told);
});

test.each([
  ['too far', {}, { maxKm: 5 }, 30, 'too-far'],
  ['too dear', { priceLowCents: 200_000_00 }, { budgetCents: 190_000_00 }, 4, 'price'],
  ['no home', {}, { housing: true }, 4, 'housing'],
  ['no barn', {}, { buildings: ['parlour'] }, 4, 'buildings'],
  ['too late', { until: '2027-06-30' }, { from: '2027-09-01' }, 4, 'dates'],
])('%s is said, with the least change where there is one', async (_, value, wanted, km, code) => {
  const solved = await transmission.solve([farm('farm', [30], value)], [seeks('one', 25, 35, wanted, km)], aContext());
  expect(solved.proposals).toEqual([]);
  const left = solved.leftOut.find((one) => one.side === 'one')!;
  expect(left.nearest[0]!.why).toHaveLength(1);
  expect(left.change).toMatchObject({ code });
});

test('nothing said, no place, same party, refused pair', async () => {
  expect(await transmission.solve([], [], aContext())).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [] });
  const lost = await transmission.solve([farm('farm', [30], {}, 0, { place: null })], [seeks('one', 25, 35)], aContext());
  expect(lost.leftOut[0]!.nearest[0]!.why).toEqual(['Lieu inconnu.']);
  expect((await transmission.solve([farm('farm', [30], {}, 0, { party: 'x' })], [seeks('one', 25, 35, {}, 1, { party: 'x' })], aContext())).proposals).toEqual([]);
  expect((await transmission.solve([farm('farm', [30])], [seeks('one', 25, 35)], aContext({ apart: () => 'Refusé.' }))).leftOut[0]!.nearest[0]!.why).toEqual(['Refusé.']);
});

test('a price said is an interval; none said, no euros', async () => {
  const mute = await transmission.solve([farm('farm', [30])], [seeks('one', 25, 35)], aContext());
  expect(mute.proposals[0]!.worth).toBeNull();
  const said = await transmission.solve([farm('farm', [30], { priceLowCents: 100_000_00, priceHighCents: 140_000_00 })], [seeks('one', 25, 35)], aContext());
  expect(said.proposals[0]!.worth).toEqual({ value: 120_000_00, low: 100_000_00, high: 140_000_00 });
});

test('nonsense is refused', () => {
  for (const value of [{ what: 'farm' }, { what: 'castle' }, { what: 'farm', parcels: groups(-3) }, { what: 'bakery', from: '2027-02-01', until: '2027-01-01' }, { what: 'bakery', priceLowCents: 2, priceHighCents: 1 }]) expect(transmission.offers!.schema.safeParse(value).success).toBe(false);
  expect(transmission.needs.schema.safeParse({ project: ['farm'], hectaresMin: 10, hectaresMax: 5 }).success).toBe(false);
});

test('on small lists nobody more could be served, whatever the order', async () => {
  const aFarm = fc.record({ parcels: fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 1, maxLength: 3 }), cut: fc.constantFrom('whole', 'split') });
  const aSeeker = fc.record({ min: fc.integer({ min: 5, max: 40 }), width: fc.integer({ min: 0, max: 20 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(aFarm, { maxLength: 3 }), fc.array(aSeeker, { maxLength: 4 }), async (farms, seekers) => {
      const offers = farms.map(({ parcels, cut }, i) => farm(`f${i}`, parcels, { cut }));
      const needs = seekers.map(({ min, width }, i) => seeks(`s${i}`, min, min + width));
      const total = (i: number) => farms[i]!.parcels.reduce((sum, one) => sum + one, 0);
      const fits = (s: number, hectares: number) => hectares >= seekers[s]!.min && hectares <= seekers[s]!.min + seekers[s]!.width;
      const cuts = (i: number, takers: number[], at = 0, areas = takers.map(() => 0)): boolean =>
        at === farms[i]!.parcels.length ? takers.every((s, t) => fits(s, areas[t]!)) : takers.some((_, t) => cuts(i, takers, at + 1, areas.map((area, k) => (k === t ? area + farms[i]!.parcels[at]! : area))));
      const subsets = (list: number[]): number[][] => list.reduce<number[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
      // Each farm in turn: nobody, up to three takers, or joined with a later farm for one.
      const most = (i: number, free: number[], gone: number): number => {
        if (i === farms.length) return 0;
        if (gone & (1 << i)) return most(i + 1, free, gone);
        let value = most(i + 1, free, gone);
        for (const takers of subsets(free)) {
          if (takers.length < 1 || takers.length > (farms[i]!.cut === 'whole' ? 1 : 3) || !cuts(i, takers)) continue;
          value = Math.max(value, 1 + takers.length + most(i + 1, free.filter((one) => !takers.includes(one)), gone));
        }
        for (let j = i + 1; j < farms.length; j++)
          for (const s of free)
            if (!(gone & (1 << j)) && total(i) < seekers[s]!.min && total(j) < seekers[s]!.min && fits(s, total(i) + total(j))) value = Math.max(value, 3 + most(i + 1, free.filter((one) => one !== s), gone | (1 << j)));
        return value;
      };
      const solved = await transmission.solve(offers, needs, aContext());
      expect(solved.value).toBe(most(0, seekers.map((_, i) => i), 0));
      expect(solved.bound).toBe(solved.value);
      expect(solved.simple).toBeLessThanOrEqual(solved.value);
      expect(solved.proposals.reduce((sum, one) => sum + one.value, 0)).toBe(solved.value);
      const taken = partiesOf(best(solved)).flat();
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.length + solved.leftOut.length).toBe(offers.length + needs.length);
      expect((await transmission.solve(offers.toReversed(), needs.toReversed(), aContext())).value).toBe(solved.value);
    }),
    { numRuns: 60 },
  );
});

test('what was to be taken over by a day that is past is asked again, not proposed', async () => {
  const solved = await transmission.solve([farm('farm', [40], { until: '2025-12-31' })], [seeks('herd', 35, 45)], aContext());
  expect(solved).toMatchObject({ value: 0, proposals: [], leftOut: expect.arrayContaining([expect.objectContaining({ side: 'farm', change: null })]) });
  expect(JSON.stringify(solved.leftOut)).toContain('à redemander');
});

test('a farm of four groups of parcels goes to four', async () => {
  const solved = await transmission.solve([farm('farm', [10, 10, 10, 10])], ['a', 'b', 'c', 'd'].map((id) => seeks(id, 8, 12)), aContext());
  expect(solved).toMatchObject({ status: 'optimal', value: 5, bound: 5, leftOut: [] });
});

test('a price above the means and a date too late are changes that one can name', async () => {
  const dear = await transmission.solve([farm('farm', [30], { priceLowCents: 200_000_00 })], [seeks('herd', 20, 40, { budgetCents: 100_000_00 })], aContext());
  expect(dear.leftOut.find((one) => one.side === 'herd')!.change).toMatchObject({ code: 'price', text: expect.stringMatching(/^Réunir 200.000.€/), gain: 2 });
  const late = await transmission.solve([farm('farm', [30], { from: '2028-01-01' })], [seeks('herd', 20, 40, { until: '2027-06-01' })], aContext());
  expect(late.leftOut.find((one) => one.side === 'herd')!.change).toMatchObject({ code: 'dates', text: expect.stringMatching(/^Attendre le 1er.janvier.2028/) });
});

test('an area to change is the one that would be taken, rounded so that it stays enough', async () => {
  const solved = await transmission.solve([farm('farm', [30, 25, 16], { cut: 'split' })], [seeks('a', 25, 35), seeks('b', 20, 28)], aContext());
  expect(solved.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ code: 'area-high', text: expect.stringMatching(/^Prendre 50.ha au lieu de 35 au plus/) });
  expect((await transmission.solve([farm('farm', [30, 25, 16], { cut: 'split' })], [seeks('a', 25, 50), seeks('b', 20, 28)], aContext())).value).toBe(3);
});
