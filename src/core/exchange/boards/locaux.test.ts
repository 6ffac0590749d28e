import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { locaux } from './locaux.ts';

const hall = (id: string, value: object = {}, km = 0) => aSide(id, locaux.offers!, { use: 'storage', squareMetres: 400, rentCents: 30_00, ...value }, km);
const seeks = (id: string, value: object = {}, km = 4) => aSide(id, locaux.needs, { use: 'storage', squareMetres: 200, ...value }, km);

test('the neighbour’s idle hall goes to the firm short of room', async () => {
  const solved = await locaux.solve([hall('hall')], [seeks('joiner')], aContext());
  expect(solved).toMatchObject({ status: 'optimal', leftOut: [] });
  expect(solved.bound).toBe(solved.value);
  const [proposal] = solved.proposals;
  expect(proposal!.parties.map((party) => party.side)).toEqual(['hall', 'joiner']);
  expect(proposal!.title).toBe('{1} chez {0}');
  expect(proposal!.law).toContain('contract');
});

test('two firms that use a workshop at different hours share the same square metres', async () => {
  const solved = await locaux.solve([hall('hall', { squareMetres: 200 })], [seeks('early', { parts: ['morning'] }), seeks('late', { parts: ['afternoon', 'evening'] })], aContext());
  expect(solved.proposals.map((proposal) => proposal.parties.length)).toEqual([3]);
});

test('a hall too low is said so, with the height that would do', async () => {
  const solved = await locaux.solve([hall('hall', { heightMetres: 3 })], [seeks('joiner', { heightMetres: 5 })], aContext());
  expect(solved.proposals).toEqual([]);
  const left = solved.leftOut.find((one) => one.side === 'joiner')!;
  expect(left.nearest[0]!.why).toEqual(['3\u00a0m de haut pour 5 demandés.']);
  expect(left.change).toMatchObject({ code: 'height', with: 'hall' });
  expect(left.change!.gain).toBeGreaterThan(0);
});

test('in the queue of a relay workshop, who waits longest comes first even if another pays more', async () => {
  const solved = await locaux.solve([hall('relay', { queue: true, divisible: false })], [seeks('rich', { rentCents: 90_00, since: '2026-10-01' }), seeks('patient', { rentCents: 20_00, since: '2025-01-01' })], aContext());
  expect(solved.proposals[0]!.parties[1]!.side).toBe('patient');
  expect(solved.leftOut.find((one) => one.side === 'rich')!.nearest[0]!.why).toEqual(['Conviendrait, mais un autre arrangement vaut plus.']);
});

test('who seeks what nobody offers is told so', async () => {
  const solved = await locaux.solve([hall('hall')], [seeks('clerk', { use: 'office' })], aContext());
  expect(solved.leftOut.find((one) => one.side === 'clerk')).toMatchObject({ candidates: 0, why: 'Personne ne propose de place de cette sorte.', change: null });
});

test('the set chosen is never worth less than taking the best pair first', async () => {
  const solved = await locaux.solve(
    [hall('a', { squareMetres: 300 }), hall('b', { squareMetres: 250 }, 3)],
    [seeks('x', { squareMetres: 250 }), seeks('y', { squareMetres: 260 }), seeks('z', { squareMetres: 40 })],
    aContext(),
  );
  expect(solved.value).toBeGreaterThanOrEqual(solved.simple);
  expect(solved.proposals.flatMap((proposal) => proposal.parties).length).toBe(5);
});

test('a place that is no longer free is not proposed, nor one whose road would cost more than its rent', async () => {
  const past = await locaux.solve([aSide('past', locaux.offers!, { use: 'workshop', squareMetres: 200, until: '2020-01-01' })], [aSide('need', locaux.needs, { use: 'workshop', squareMetres: 100 })], aContext());
  expect(past).toMatchObject({ value: 0, proposals: [] });
  const [far, near] = [aSide('far', locaux.offers!, { use: 'food-workshop', squareMetres: 40 }, 12), aSide('relay', locaux.offers!, { use: 'food-workshop', squareMetres: 40, queue: true }, 12)];
  const need = aSide('need', locaux.needs, { use: 'food-workshop', squareMetres: 20, maxKm: 30 });
  expect((await locaux.solve([far], [need], aContext())).leftOut.find((one) => one.side === 'need')!.nearest[0]!.why.join()).toContain('La route entre les deux sites coûterait');
  // Who is given a relay workshop settles there: no road to a second site.
  expect((await locaux.solve([near], [need], aContext())).proposals).toMatchObject([{ worth: { value: 20 * 8_000 } }]);
});

test('a hall for four is shared by four, not by three', async () => {
  const solved = await locaux.solve([hall('hall')], ['a', 'b', 'c', 'd'].map((id) => seeks(id, { squareMetres: 100 })), aContext());
  expect(solved).toMatchObject({ status: 'optimal', value: solved.bound, leftOut: [] });
  expect(solved.proposals.map((proposal) => proposal.parties.length)).toEqual([5]);
});

test('the change told makes it possible, at what it brings', async () => {
  const seeking = (value: object) => locaux.solve([hall('hall', { squareMetres: 4_000, parts: ['morning'], until: '2027-06-01' }, 18.2)], [seeks('joiner', { squareMetres: 4_000, parts: ['morning'], months: 3, ...value }, 0)], aContext());
  for (const [off, code, on] of [[{ squareMetres: 4_400, maxKm: 30 }, 'area', { squareMetres: 4_000, maxKm: 30 }], [{ parts: ['morning', 'night'], maxKm: 30 }, 'hours', { maxKm: 30 }], [{ months: 24, maxKm: 30 }, 'until', { months: 6, maxKm: 30 }], [{}, 'too-far', { maxKm: 25 }]] as const) {
    const change = (await seeking(off)).leftOut.find((one) => one.side === 'joiner')!.change!;
    expect(change, code).toMatchObject({ code });
    expect((await seeking(on)).value, code).toBe(change.gain);
  }
});

test('nobody is told to do without all the hours that it needs', async () => {
  const solved = await locaux.solve([hall('hall', { parts: ['morning'] })], [seeks('night', { parts: ['night'] })], aContext());
  expect(solved.leftOut.map((one) => one.change)).toEqual([null, null]);
});
