import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoardSide } from '../board.ts';
import { aContext, aSide } from '../testing/sides.ts';
import { tempsPartage } from './temps-partage.ts';
import { fitWeeks, weekOfDays, weeksOf } from './temps-partage/week.ts';

const needs = (id: string, value: object = {}, km = 0, more = {}) => aSide(id, tempsPartage.needs, { skill: 'accounting', daysAWeek: 2, ...value }, km, more);
const person = (id: string, value: object = {}, km = 0, more = {}) => aSide(id, tempsPartage.offers!, { skills: ['accounting'], ...value }, km, more);
const partiesOf = (solved: { proposals: { parties: { side: string }[] }[] }) => solved.proposals.map((proposal) => proposal.parties.map((party) => party.side).sort());
const YEAR = 1820;

test('0.4, 0.4 and 0.2 of a job make a whole one, for somebody who looks for it', async () => {
  const solved = await tempsPartage.solve([person('p')], [needs('a'), needs('b', {}, 5), needs('c', { daysAWeek: 1 }, 9)], aContext());
  expect(partiesOf(solved)).toEqual([['a', 'b', 'c', 'p']]);
  expect(solved).toMatchObject({ status: 'optimal', value: YEAR, bound: YEAR, leftOut: [] });
  const [job] = solved.proposals;
  expect(job!.figures[0]).toMatchObject({ value: '1', note: '35\u00a0h par semaine, 12\u00a0mois par an' });
  expect(job!.law).toEqual(expect.arrayContaining(['not-employer', 'for-profit', 'group', 'inspection', 'users', 'agreements']));
  const halves = job!.week!.map((slot) => `${slot.day} ${slot.from < 12}`);
  expect(new Set(halves).size).toBe(10);
});

test('without anybody known, a job is to be created between firms on a common road', async () => {
  const solved = await tempsPartage.solve([], [needs('a'), needs('b', {}, 10)], aContext());
  expect(partiesOf(solved)).toEqual([['a', 'b']]);
  expect(solved.proposals[0]!.title).toBe('Un emploi à créer entre {0} et {1}');
  expect(solved.proposals[0]!.sentence).toContain('28\u00a0h');
});

test('two firms too far apart do not make a job', async () => {
  const solved = await tempsPartage.solve([], [needs('a'), needs('b', {}, 45)], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut.find((one) => one.side === 'a')!.nearest[0]!.why[0]).toContain('au plus entre deux entreprises');
});

test('work done at a distance knows no road', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { remote: true }), needs('b', { remote: true }, 200, { place: null })], aContext());
  expect(solved.proposals.length).toBe(1);
});

test('three firms whose days almost fit: one more day brings the job', async () => {
  const solved = await tempsPartage.solve([person('p')], [needs('a', { days: [1, 2] }), needs('b', { days: [2, 3] }), needs('c', { daysAWeek: 1, days: [5] })], aContext());
  expect(solved).toMatchObject({ value: 0, bound: 0, proposals: [] });
  const a = solved.leftOut.find((one) => one.side === 'a')!;
  expect(a.change).toMatchObject({ code: 'days', gain: YEAR });
  expect(a.change!.text).toContain('jeudi');
  expect(solved.leftOut.find((one) => one.side === 'c')!.change).toMatchObject({ code: 'days', with: 'a' });
  expect(a.nearest.find((one) => one.with === 'b')!.why[0]).toContain('se chevauchent');
});

test('two half-year needs make one job all the year round', async () => {
  const solved = await tempsPartage.solve([person('p')], [needs('camp', { daysAWeek: 5, months: [4, 5, 6, 7, 8, 9] }), needs('mill', { daysAWeek: 5, months: [10, 11, 12, 1, 2, 3] }, 8)], aContext());
  expect(solved.value).toBe(YEAR);
  expect(solved.proposals[0]!.figures[0]!.value).toBe('1');
});

test('half a year alone is not what somebody wants who works all year', async () => {
  const solved = await tempsPartage.solve([person('p')], [needs('a', { months: [4, 5, 6] }), needs('b', { months: [4, 5, 6] }), needs('c', { daysAWeek: 1, months: [4, 5, 6] })], aContext());
  expect(partiesOf(solved)).toEqual([['a', 'b', 'c']]);
});

test('fewer than twenty-four hours is no job for somebody still to be found', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { daysAWeek: 1 }), needs('b', { daysAWeek: 2 })], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.nearest[0]!.why[0]).toContain('21\u00a0h');
  expect(solved.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ code: 'more' });
});

test('somebody who wants half a job gets half a job', async () => {
  const solved = await tempsPartage.solve([person('p', { shareMin: 30, shareMax: 60 })], [needs('a', { daysAWeek: 1 }), needs('b', { daysAWeek: 2 })], aContext());
  expect(partiesOf(solved)).toEqual([['a', 'b', 'p']]);
});

test('the law forbids a group in which public members take more than half the time', async () => {
  const solved = await tempsPartage.solve([], [needs('town', { daysAWeek: 3, publicBody: true, forms: ['group'] }), needs('b', { daysAWeek: 2 })], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.nearest[0]!.why[0]).toContain('plus de la moitié');
  const half = await tempsPartage.solve([], [needs('town', { daysAWeek: 2, publicBody: true, forms: ['group'] }), needs('b', { daysAWeek: 2 })], aContext());
  expect(half.proposals[0]!.law).toContain('public-half');
});

test('a public body that accepts a contract of its own may take more than half', async () => {
  const solved = await tempsPartage.solve([], [needs('town', { daysAWeek: 3, publicBody: true }), needs('b')], aContext());
  expect(solved.proposals[0]!.law).toContain('part-time');
  expect(solved.proposals[0]!.law).not.toContain('group');
});

test('no form in common, no job', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { forms: ['loan'] }), needs('b', { forms: ['group'] })], aContext());
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.change).toMatchObject({ code: 'form' });
});

test('no price said, no euros; prices said, an interval', async () => {
  const mute = await tempsPartage.solve([], [needs('a', { hourCents: 25_00 }), needs('b')], aContext());
  expect(mute.proposals[0]!.worth).toBeNull();
  const said = await tempsPartage.solve([], [needs('a', { hourCents: 25_00 }), needs('b', { hourCents: 20_00 })], aContext());
  expect(said.proposals[0]!.worth).toEqual({ value: 728 * 45_00, low: Math.round(728 * 45_00 * 0.8), high: Math.round(728 * 45_00 * 1.2) });
});

test('two needs of one firm are not two firms, and nobody is matched with himself', async () => {
  const solved = await tempsPartage.solve([person('p', {}, 0, { party: 'x' })], [needs('a', { daysAWeek: 3 }, 0, { party: 'x' }), needs('b', { daysAWeek: 2 }, 0, { party: 'x' })], aContext());
  expect(solved.proposals).toEqual([]);
});

test('of two equal jobs, the one whose person is known, then the nearer', async () => {
  const solved = await tempsPartage.solve([person('far', {}, 15), person('near', {}, 1)], [needs('a', { daysAWeek: 3 }), needs('b')], aContext());
  expect(partiesOf(solved)).toEqual([['a', 'b', 'near']]);
  expect(solved.leftOut[0]).toMatchObject({ side: 'far' });
  expect(solved.leftOut[0]!.nearest[0]!.why).toEqual(['Conviendrait, mais un emploi qui réunit plus d’heures a été retenu.']);
});

test('nobody speaks of the same trade', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { skill: 'welding' }), needs('b')], aContext());
  expect(solved.leftOut.map((one) => one.why)).toEqual(['Personne d’autre ne parle de ce métier.', 'Personne d’autre ne parle de ce métier.']);
});

test('another trade is known by its own words, whatever its accents', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { skill: 'other', words: 'Rémouleur' }), needs('b', { skill: 'other', words: 'remouleur' })], aContext());
  expect(solved.proposals.length).toBe(1);
});

test('nothing said, nothing found', async () => {
  expect(await tempsPartage.solve([], [], aContext())).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [], simple: 0 });
});

test('nonsense is refused at its field', () => {
  for (const value of [{}, { daysAWeek: 0.3 }, { daysAWeek: 4, days: [1, 2] }, { daysAWeek: 1, hoursAWeek: 12 }, { daysAWeek: 1, skill: 'other' }, { daysAWeek: 9 }])
    expect(tempsPartage.needs.schema.safeParse({ skill: 'accounting', ...value }).success).toBe(false);
  expect(tempsPartage.offers!.schema.safeParse({ skills: ['accounting'], shareMin: 90, shareMax: 50 }).success).toBe(false);
});

test('no text names anybody', async () => {
  const solved = await tempsPartage.solve([person('NAMED-P')], [needs('NAMED-A'), needs('NAMED-B'), needs('NAMED-C', { daysAWeek: 3 })], aContext());
  const texts = JSON.stringify([solved.proposals.map(({ parties: _, improvement, ...texts }) => [texts, improvement?.text]), solved.leftOut.map((one) => [one.why, one.change?.text, one.nearest.map((near) => near.why)])]);
  expect(texts).not.toContain('NAMED');
});

const small = fc.record({ daysAWeek: fc.constantFrom(1, 2, 2.5, 3), days: fc.subarray([1, 2, 3, 4, 5], { minLength: 3 }), km: fc.integer({ min: 0, max: 40 }), half: fc.boolean() });
type Small = { daysAWeek: number; days: number[]; km: number; half: boolean };
const sidesOf = (list: Small[]) => list.map(({ km, half, ...value }, i) => needs(`n${i}`, { ...value, months: half ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, km));

/** The most hours that disjoint sets of two to four needs reach, by trying every one. */
function bruteForce(sides: BoardSide<Record<string, unknown>>[], list: Small[]): number {
  const isJob = (set: number[]) => {
    if (set.length < 2 || set.length > 4) return false;
    if (set.some((a) => set.some((b) => Math.abs(list[a]!.km - list[b]!.km) * 1.34 > 40))) return false;
    const months = set.some((i) => !list[i]!.half) ? [1, 7] : [1];
    const hours = months.map((month) => set.reduce((sum, i) => sum + (month === 1 || !list[i]!.half ? list[i]!.daysAWeek * 7 : 0), 0));
    return Math.max(...hours) <= 35 && Math.min(...hours) >= 24 && fitWeeks(set.map((i) => ({ weeks: weeksOf(list[i]!.daysAWeek * 2, list[i]!.days), months: list[i]!.half ? 63 : 4095 })), weekOfDays([1, 2, 3, 4, 5])) !== null;
  };
  const worth = (i: number) => Math.round(list[i]!.daysAWeek * 7 * (52 / 12) * (list[i]!.half ? 6 : 12));
  let best = 0;
  const split = (at: number, sets: number[][]) => {
    if (at === sides.length) return void (best = Math.max(best, sets.filter(isJob).flat().reduce((sum, i) => sum + worth(i), 0)));
    for (const set of sets) {
      set.push(at);
      split(at + 1, sets);
      set.pop();
    }
    split(at + 1, [...sets, [at]]);
  };
  split(0, []);
  return best;
}

test('on small lists nothing better exists, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(small, { minLength: 2, maxLength: 6 }), async (list) => {
      const sides = sidesOf(list);
      const solved = await tempsPartage.solve([], sides, aContext());
      expect(solved.value).toBe(bruteForce(sides, list));
      expect(solved.bound).toBe(solved.value);
      expect(solved.value).toBeGreaterThanOrEqual(solved.simple);
      expect(solved.proposals.reduce((sum, one) => sum + one.value, 0)).toBe(solved.value);
      const taken = solved.proposals.flatMap((one) => one.parties.map((party) => party.side));
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.length + solved.leftOut.length).toBe(sides.length);
      expect((await tempsPartage.solve([], sides.toReversed(), aContext())).value).toBe(solved.value);
    }),
    { numRuns: 40 },
  );
});

test('two firms that refused each other are in no job together', async () => {
  const apart = (a: string, b: string) => ([a, b].includes('a') && [a, b].includes('b') ? 'Refusé le mois dernier.' : null);
  const solved = await tempsPartage.solve([person('p')], [needs('a'), needs('b'), needs('c', { daysAWeek: 3 }, 2)], aContext({ apart }));
  expect(partiesOf(solved)).toEqual([['a', 'c', 'p']]);
  expect(solved.leftOut[0]!.nearest.find((one) => one.with === 'a')!.why).toContain('Refusé le mois dernier.');
});

test('only those asked for are explained by a change', async () => {
  const solved = await tempsPartage.solve([], [needs('a', { daysAWeek: 1 }), needs('b')], aContext({ explain: (side) => side === 'b' }));
  expect(solved.leftOut.map((one) => one.change !== null)).toEqual([true, true]);
  expect(solved.leftOut.find((one) => one.side === 'a')!.change).toMatchObject({ with: 'b', text: expect.stringMatching(/^Chez \{0\}/) });
});

test('a fifth firm is told that a job holds four', async () => {
  const solved = await tempsPartage.solve([], [1, 2, 3, 4, 5].map((day) => aSide(`firm${day}`, tempsPartage.needs, { skill: 'accounting', daysAWeek: 1, days: [day] })), aContext());
  expect(solved.leftOut[0]!.nearest[0]!.why).toEqual(['Conviendrait, mais un emploi réunit 4 entreprises au plus.']);
});

test('half a day more is told with the day that it takes', async () => {
  const solved = await tempsPartage.solve([], [aSide('a', tempsPartage.needs, { skill: 'accounting', daysAWeek: 2, days: [1, 2] }), aSide('b', tempsPartage.needs, { skill: 'accounting', daysAWeek: 1, days: [3] })], aContext());
  expect(solved.leftOut.find((one) => one.side === 'b')!.change!.text).toContain('Prendre 1,5\u00a0jour par semaine au lieu de 1, un autre jour compris');
});
