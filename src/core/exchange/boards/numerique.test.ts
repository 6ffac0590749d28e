import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { european } from './numerique/assign.ts';
import { numerique } from './numerique.ts';

const does = (id: string, value: object = {}, km = 0, side: object = {}) => aSide(id, numerique.offers!, { skills: ['backup', 'site'], fromCents: 300_00, toCents: 1_500_00, perQuarter: 2, made: 'europe', hosted: 'europe', ...value }, km, side);
const needs = (id: string, value: object = {}, km = 5, side: object = {}) => aSide(id, numerique.needs, { need: 'backup', ...value }, km, side);
const solve = (offers: ReturnType<typeof does>[], list: ReturnType<typeof needs>[], context = aContext()) => numerique.solve(offers, list, context);
const pairsOf = (solved: Awaited<ReturnType<typeof solve>>) => solved.proposals.map((proposal) => proposal.parties.map((party) => party.side).join());

test('European tools come first, even a little farther and dearer', async () => {
  const solved = await solve([does('cheap', { made: 'outside', hosted: 'outside', fromCents: 100_00 }), does('european', { fromCents: 900_00 }, 30)], [needs('baker')]);
  expect(pairsOf(solved)).toEqual(['european,baker']);
  expect(solved).toMatchObject({ status: 'optimal', value: 1, bound: 1 });
  expect(solved.proposals[0]!.worth).toBeNull();
  expect(solved.proposals[0]!.law).toEqual(['processor']);
});

test('nobody is given more than they take in a quarter; the rest goes elsewhere, with what the law says of data outside the Union', async () => {
  const solved = await solve([does('european', { perQuarter: 1 }), does('other', { made: 'outside', hosted: 'outside' })], [needs('a'), needs('b')]);
  expect(solved.value).toBe(2);
  const other = solved.proposals.find((proposal) => proposal.parties[0]!.side === 'other')!;
  expect(other.law).toContain('transfer');
});

test('two places for three needs: one is left, and a quarter later, or a place more, would serve it', async () => {
  const solved = await solve([does('only')], [needs('a'), needs('b'), needs('c')]);
  expect(solved).toMatchObject({ value: 2, bound: 2 });
  const [left] = solved.leftOut;
  expect(left!.nearest[0]!.why).toEqual(['Conviendrait, mais ses places d’ici l’échéance sont prises.']);
  expect(left!.change).toMatchObject({ code: 'later', gain: 1 });
  const dated = await solve([does('only')], [needs('a'), needs('b'), needs('c', { by: '2027-02-15' })]);
  expect(dated.value).toBe(3);
  expect(dated.proposals.find((proposal) => proposal.parties[1]!.side === 'c')!.sentence).toContain('le trimestre prochain');
});

test('who waits until next quarter leaves the place to who cannot', async () => {
  const solved = await solve([does('only', { perQuarter: 1 })], [needs('patient', { by: '2027-03-31' }), needs('hurried')]);
  expect(solved.value).toBe(2);
});

test('who can do two things does the one that nobody else does', async () => {
  const solved = await solve([does('both', { perQuarter: 1 }), does('backups', { skills: ['backup'], made: 'outside', hosted: 'outside', perQuarter: 1 })], [needs('a'), needs('b', { need: 'site' })]);
  expect(pairsOf(solved)).toEqual(['backups,a', 'both,b']);
});

test('a budget too small, European only, too far to come: each said with what would do', async () => {
  const dear = await solve([does('dear', { fromCents: 800_00 })], [needs('a', { budgetCents: 500_00 })]);
  expect(dear.leftOut.find((one) => one.side === 'a')).toMatchObject({ nearest: [{ with: 'dear', why: ['À partir de 800\u00a0€, pour 500\u00a0€ de budget.'] }], change: { code: 'price', with: 'dear', gain: 1 } });
  const outside = await solve([does('outside', { hosted: 'outside' })], [needs('a', { europe: 'required' })]);
  expect(outside.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ code: 'europe' });
  const far = await solve([does('far', { maxKm: 20 }, 60)], [needs('a', { onSite: true })]);
  expect(far.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ code: 'too-far' });
  expect((await solve([does('far', { maxKm: 20 }, 60)], [needs('a')])).value).toBe(1);
});

test('electronic invoices come with their dates and fines', async () => {
  const solved = await solve([does('books', { skills: ['e-invoicing'] })], [needs('a', { need: 'e-invoicing' })]);
  expect(solved.proposals[0]!.law).toContain('e-invoicing');
  expect(numerique.law['e-invoicing']!.text).toContain('1er\u00a0septembre\u00a02027');
  expect(solved.proposals[0]!.events).toEqual([{ on: '2027-09-01', title: 'Émettre ses factures en format électronique' }]);
});

test('nothing possible: nobody does it, no place, a provider that is its own client, empty lists', async () => {
  expect((await solve([does('x')], [needs('a', { need: 'training' })])).leftOut.find((one) => one.side === 'a')).toMatchObject({ why: 'Personne ne propose de faire cela.', change: null });
  expect((await solve([does('x', { remote: false }, 0, { place: null })], [needs('a')])).value).toBe(0);
  expect((await solve([does('x')], [needs('a', {}, 0, { party: 'x' })])).value).toBe(0);
  expect(await solve([], [])).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [], simple: 0 });
});

test('prices the wrong way round, half a project, more taken than can be are refused', () => {
  const said = { skills: ['site'], fromCents: 100, toCents: 200, perQuarter: 2, made: 'europe', hosted: 'europe' };
  const ok = (value: object) => numerique.offers!.schema.safeParse({ ...said, ...value }).success;
  expect([ok({}), ok({ toCents: 50 }), ok({ perQuarter: 1.5 }), ok({ taken: 3 }), ok({ made: 'moon' })]).toEqual([true, false, false, false, false]);
});

const OFFERS = fc.array(fc.record({ skills: fc.constantFrom(['backup'], ['site'], ['backup', 'site']), perQuarter: fc.integer({ min: 0, max: 2 }), made: fc.constantFrom('europe', 'mixed', 'outside'), fromCents: fc.constantFrom(100_00, 400_00) }), { maxLength: 3 });
const NEEDS = fc.array(fc.record({ need: fc.constantFrom('backup', 'site'), by: fc.constantFrom('2026-12-01', '2027-02-01'), budgetCents: fc.constantFrom(200_00, 900_00), europe: fc.constantFrom('preferred', 'required') }), { maxLength: 4 });

test('as many needs as can be are served, then as European as can be: as by trying everything, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(OFFERS, NEEDS, async (said, list) => {
      const offers = said.map((one, i) => does(`o${i}`, one));
      const wanted = list.map((one, i) => needs(`n${i}`, one));
      const places = offers.flatMap((offer) => [0, 1].flatMap((quarter) => Array.from({ length: offer.value.perQuarter }, () => ({ offer, quarter }))));
      const fits = (need: (typeof wanted)[number], { offer, quarter }: (typeof places)[number]) =>
        offer.value.skills.includes(need.value.need) && offer.value.fromCents <= need.value.budgetCents! && (need.value.europe !== 'required' || european(offer.value) === 3) && (quarter === 0 || need.value.by === '2027-02-01');
      const best = (at: number, used: Set<number>): [number, number] => {
        if (at === wanted.length) return [0, 0];
        let most = best(at + 1, used);
        for (const [i, place] of places.entries()) {
          if (used.has(i) || !fits(wanted[at]!, place)) continue;
          const [count, score] = best(at + 1, new Set([...used, i]));
          const here: [number, number] = [count + 1, score + european(place.offer.value)];
          if (here[0] > most[0] || (here[0] === most[0] && here[1] > most[1])) most = here;
        }
        return most;
      };
      const solved = await solve(offers, wanted);
      const [count, score] = best(0, new Set());
      expect(solved.value).toBe(count);
      expect(solved.bound).toBe(count);
      expect(solved.simple).toBeLessThanOrEqual(count);
      const valueOf = new Map(offers.map((offer) => [offer.id, offer.value]));
      expect(solved.proposals.reduce((sum, proposal) => sum + european(valueOf.get(proposal.parties[0]!.side)!), 0)).toBe(score);
      expect((await solve(offers.toReversed(), wanted.toReversed())).value).toBe(count);
    }),
    { numRuns: 60 },
  );
});
