import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../../testing/sides.ts';
import { sousTraitance } from './board.ts';

const K = 1_000_00;
const maker = (id: string, value: object = {}, km = 5, party = id) => aSide(id, sousTraitance.offers!, { families: ['machining'], capacityCents: 100 * K, ...value }, km, { party });
const branch = (id: string, value: object = {}, km = 0, party = id) => aSide(id, sousTraitance.needs, { family: 'machining', centsPerYear: 200 * K, ...value }, km, { party });
const solve = (offers: ReturnType<typeof maker>[], needs: ReturnType<typeof branch>[], more: object = {}) => sousTraitance.solve(offers, needs, aContext(more));
const left = (solved: Awaited<ReturnType<typeof solve>>, side: string) => solved.leftOut.find((one) => one.side === side)!;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('a branch’s purchases are cut between two workshops, and its local share is told before and after', async () => {
  const solved = await solve([maker('a'), maker('b', { capacityCents: 60 * K })], [branch('plant', { localTodayPercent: 10 })]);
  expect(solved).toMatchObject({ status: 'optimal', value: 160 * K, bound: 160 * K, leftOut: [] });
  const [proposal] = solved.proposals;
  expect(proposal!.parties.map(({ side }) => side)).toEqual(['plant', 'a', 'b']);
  expect(plain(proposal!.figures[1]!.value)).toBe('10 % puis 90 %');
  expect(proposal!.law).toEqual(['subcontracting', 'payment', 'vigilance']);
});

test('what the group’s contract holds stays where it is', async () => {
  expect((await solve([maker('a')], [branch('plant', { mayBeLocalPercent: 30, localTodayPercent: 5 })])).value).toBe(50 * K);
  const full = await solve([maker('a')], [branch('plant', { mayBeLocalPercent: 30, localTodayPercent: 30 })]);
  expect(left(full, 'plant')).toMatchObject({ change: null, nearest: [{ why: ['Tout ce qui peut s’acheter ici l’est déjà.'] }] });
});

test('without the certificate nothing is placed, and obtaining it is what would bring it', async () => {
  const solved = await solve([maker('a', { certificates: ['iso-9001'] })], [branch('plant', { certificates: ['iso-9001', 'en-9100'] })]);
  expect(solved).toMatchObject({ value: 0, bound: 0, proposals: [] });
  expect(left(solved, 'plant').nearest[0]!.why).toEqual(['Il manque EN 9100.']);
  expect(left(solved, 'plant').change).toMatchObject({ code: 'certificates', with: 'a', gain: 100 * K });
});

test('a lot is never cut smaller than what one entrusts or the other accepts', async () => {
  const solved = await solve([maker('a', { capacityCents: 90 * K }), maker('b', { capacityCents: 90 * K, minLotCents: 40 * K })], [branch('plant', { centsPerYear: 120 * K, lotCents: 30 * K })]);
  expect(solved.value).toBe(120 * K);
  for (const { gives } of solved.proposals[0]!.parties.slice(1)) expect(Number(plain(gives).split(' €')[0]!.replaceAll(' ', ''))).toBeGreaterThanOrEqual(30_000);
  const big = await solve([maker('a', { capacityCents: 20 * K })], [branch('plant', { lotCents: 50 * K })]);
  expect(left(big, 'plant').change).toMatchObject({ code: 'lot', gain: 20 * K });
});

test('two small branches fill one workshop that takes no small order, and of two alike the nearer is asked', async () => {
  expect((await solve([maker('near'), maker('far', {}, 30)], [branch('plant', { centsPerYear: 80 * K })])).proposals[0]!.parties[1]!.side).toBe('near');
  const solved = await solve([maker('a', { minLotCents: 30 * K })], [branch('x', { centsPerYear: 40 * K }), branch('y', { centsPerYear: 60 * K }), branch('z', { centsPerYear: 20 * K })]);
  expect(solved.value).toBe(100 * K);
  expect(left(solved, 'z').nearest[0]!.why[0]).toContain('au moins');
});

test('nobody supplies itself, nothing is promised without a place, nor too far, and nothing at all is nothing', async () => {
  expect((await solve([maker('plant')], [branch('own', {}, 0, 'plant')])).proposals).toEqual([]);
  expect(left(await sousTraitance.solve([{ ...maker('a'), place: null }], [branch('plant')], aContext()), 'plant').change).toBeNull();
  expect(left(await solve([maker('a', {}, 80)], [branch('plant')]), 'plant').change).toMatchObject({ code: 'too-far' });
  expect(left(await solve([maker('a')], [branch('plant', { family: 'cleaning' })]), 'plant')).toMatchObject({ candidates: 0, why: 'Personne d’ici ne fait cela.' });
  expect(await solve([], [])).toMatchObject({ status: 'optimal', value: 0, bound: 0, simple: 0, proposals: [], leftOut: [] });
});

const makers = fc.array(fc.record({ capacityCents: fc.integer({ min: 1, max: 60 }).map((k) => k * K), minLotCents: fc.constantFrom(undefined, 1 * K), families: fc.constantFrom(['machining'], ['machining', 'tooling'], ['tooling']), km: fc.integer({ min: 1, max: 50 }) }), { maxLength: 5 });
const branches = fc.array(fc.record({ centsPerYear: fc.integer({ min: 10, max: 80 }).map((k) => k * K), lotCents: fc.constantFrom(undefined, 10 * K), family: fc.constantFrom('machining', 'tooling') }), { maxLength: 5 });

test('whoever makes and buys, nobody goes beyond its capacity, the bound is met, the simple way is no better, and the order of entry changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(makers, branches, async (some, others) => {
      const offers = some.map(({ km, ...value }, i) => maker(`m${i}`, value, km));
      const needs = others.map((value, i) => branch(`b${i}`, value));
      const solved = await solve(offers, needs);
      expect(solved.bound).toBe(solved.value);
      expect(solved.simple).toBeLessThanOrEqual(solved.value);
      expect(solved.proposals.reduce((sum, { value }) => sum + value, 0)).toBe(solved.value);
      const given = new Map<string, number>();
      for (const { parties } of solved.proposals) for (const { side, gives } of parties.slice(1)) given.set(side, (given.get(side) ?? 0) + Number(plain(gives).split(' €')[0]!.replaceAll(' ', '')) * 100);
      for (const offer of offers) expect(given.get(offer.id) ?? 0).toBeLessThanOrEqual(offer.value.capacityCents);
      expect((await solve(offers.toReversed(), needs.toReversed())).value).toBe(solved.value);
    }),
    { numRuns: 40 },
  );
}, 60_000);
