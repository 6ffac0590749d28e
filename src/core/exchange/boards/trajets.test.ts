import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aContext, aSide } from '../testing/sides.ts';
import { findCrews } from './trajets/crews.ts';
import { figures } from './trajets/figures.ts';
import { simulate, takeUpOf } from './trajets/incentive.ts';
import { type Kin, layOut, type Territory } from './trajets/people.ts';
import { routeOf } from './trajets/route.ts';
import { trajets } from './trajets.ts';

// Cahors, Pradines beside it, Mercuès on the way to the west, Figeac far in the east.
const [CAHORS, PRADINES, MERCUES, FIGEAC] = ['46042', '46224', '46191', '46102'];
const day = (start: string, end: string, days = [1, 2, 3, 4, 5]) => ({ days, start, end });
type Row = { commune: string | undefined; people?: number; shift?: number; drives?: boolean; seats?: number };
const site = (id: string, staff: Row[], more: object = {}, km = 30, side: object = {}) =>
  aSide(id, trajets.needs, { shifts: [day('08:00', '17:00')], staff: staff.map((row) => ({ people: 1, ...row })), ...more }, km, side);
const solve = (sites: ReturnType<typeof site>[], context = aContext()) => trajets.solve([], sites, context);

test('two neighbours who work for two firms of one zone come in one car', async () => {
  const solved = await solve([site('sawmill', [{ commune: CAHORS }]), site('dairy', [{ commune: CAHORS }], {}, 30.2)]);
  expect(solved).toMatchObject({ status: 'optimal', leftOut: [] });
  expect(solved.bound).toBe(solved.value);
  const [proposal] = solved.proposals;
  expect(proposal!.parties.map((party) => party.side)).toEqual(['dairy', 'sawmill']);
  expect(proposal!.law).toEqual(expect.arrayContaining(['cost-sharing', 'insurance', 'incentive']));
  const km = solved.value / figures.centsPerKm.value / (2 * 5 * figures.weeksPerYear.value);
  expect(km).toBeGreaterThan(30);
  expect(km).toBeLessThan(55);
});

test('a car holds no more than its seats: five of one village make a car of four, and one is left', async () => {
  const solved = await solve([site('sawmill', [{ commune: CAHORS, people: 5 }])]);
  const crews = solved.proposals[0]!.tables![0]!.rows;
  const aboard = crews.map((row) => Number(row[1]!.split('\u00a0')[0]!.split(' ')[0]));
  expect(Math.max(...aboard)).toBeLessThanOrEqual(4);
  const [four] = (await solve([site('sawmill', [{ commune: CAHORS, people: 4 }])])).proposals;
  expect(solved.value).toBe(four!.value);
});

test('eight of one village make two full cars, not one of four and leftovers', async () => {
  const four = await solve([site('sawmill', [{ commune: CAHORS, people: 4 }])]);
  const eight = await solve([site('sawmill', [{ commune: CAHORS, people: 8 }])]);
  expect(eight.value).toBe(2 * four.value);
  expect(eight.bound).toBe(eight.value);
});

test('who does not drive rides; two who do not drive stay where they are, and one driver would change it', async () => {
  expect((await solve([site('sawmill', [{ commune: CAHORS, drives: false }]), site('dairy', [{ commune: CAHORS }])])).proposals).toHaveLength(1);
  const solved = await solve([site('sawmill', [{ commune: CAHORS, drives: false }]), site('dairy', [{ commune: CAHORS, drives: false }])]);
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.change).toMatchObject({ code: 'driver', with: expect.any(String) });
  expect(solved.leftOut[0]!.change!.gain).toBeGreaterThan(0);
});

test('hours that almost fit: ten minutes more of wait, found by searching again', async () => {
  const solved = await solve([site('sawmill', [{ commune: CAHORS }]), site('dairy', [{ commune: CAHORS }], { shifts: [day('08:25', '17:25')] })]);
  expect(solved.proposals).toEqual([]);
  const left = solved.leftOut.find((one) => one.side === 'sawmill')!;
  expect(left.nearest[0]).toMatchObject({ with: 'dairy', why: ['Les horaires de {0} demanderaient 10\u00a0minutes d’attente de plus.'] });
  expect(left.change).toMatchObject({ code: 'wait', with: 'dairy' });
  const again = await solve([site('sawmill', [{ commune: CAHORS }], { waitMinutes: 25 }), site('dairy', [{ commune: CAHORS }], { shifts: [day('08:25', '17:25')], waitMinutes: 25 })]);
  expect(again.value).toBe(left.change!.gain);
});

test('three small firms fill one car together that none could fill alone', async () => {
  const solved = await solve([site('a', [{ commune: CAHORS }]), site('b', [{ commune: PRADINES }], {}, 30.5), site('c', [{ commune: CAHORS }], {}, 29.5)]);
  expect(solved.proposals.map((proposal) => proposal.parties.length)).toEqual([3]);
});

test('no day in common, no car; three days in common are worth three fifths', async () => {
  const solved = await solve([site('week', [{ commune: CAHORS }]), site('weekend', [{ commune: CAHORS }], { shifts: [day('08:00', '17:00', [6, 7])] })]);
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut[0]!.nearest[0]!.why).toContain('Aucun jour de travail en commun avec {0}.');
  expect(solved.leftOut[0]!.change).toBeNull();
  const five = await solve([site('a', [{ commune: CAHORS }]), site('b', [{ commune: CAHORS }])]);
  const three = await solve([site('a', [{ commune: CAHORS }]), site('b', [{ commune: CAHORS }], { shifts: [day('08:00', '17:00', [1, 2, 3])] })]);
  expect(three.value / five.value).toBeCloseTo(0.6, 5);
});

test('who works at night comes with who works at night', async () => {
  const night = { shifts: [day('21:00', '05:00')] };
  const solved = await solve([site('oven', [{ commune: CAHORS }], night), site('mill', [{ commune: CAHORS }], night), site('shop', [{ commune: CAHORS }])]);
  expect(solved.proposals.map((proposal) => proposal.parties.map((party) => party.side))).toEqual([['mill', 'oven']]);
});

test('nobody’s commune is said when few come from it; where many do, it may be', async () => {
  const few = await solve([site('a', [{ commune: CAHORS }]), site('b', [{ commune: CAHORS }])], aContext({ communeName: () => 'Saint-Secret' }));
  expect(JSON.stringify(few)).not.toContain('Saint-Secret');
  expect(few.proposals[0]!.reasons.join()).toContain('montrées quand chacun aura accepté');
  const many = await solve([site('a', [{ commune: CAHORS, people: 6 }])], aContext({ communeName: () => 'Cahors' }));
  expect(many.proposals[0]!.reasons.join()).toContain('Départ de Cahors');
});

test('an incentive is simulated before it is paid: more crews, and what it costs', async () => {
  const solved = await solve([site('a', [{ commune: CAHORS, people: 4 }], { incentiveCents: 150_00 }), site('b', [{ commune: CAHORS, people: 4 }])]);
  const table = solved.tables![0]!;
  expect(table.caption).toContain('Hypothèse');
  expect(table.rows[0]!.at(-1)).toBe('0\u00a0€');
  expect(solved.proposals[0]!.tables!.some((one) => one.rows.some((row) => row[0]!.includes('annoncée')))).toBe(true);
  const crew = { kin: Array.from({ length: 4 }), kmSaved: 1000 } as unknown as Parameters<typeof simulate>[0][number];
  const [without, paid] = [simulate([crew], 0), simulate([crew], 200_00)];
  expect(paid.crews).toBeGreaterThan(without.crews);
  const p = takeUpOf(200_00);
  expect(paid.people).toBeCloseTo(p * (1 - (1 - p) ** 3) + 3 * p * p, 9);
  expect(takeUpOf(1e9)).toBe(figures.takeUp.most);
});

test('nothing said, a site without a place, an unknown commune, the same site said twice', async () => {
  expect(await solve([])).toMatchObject({ status: 'optimal', value: 0, bound: 0, proposals: [], leftOut: [], simple: 0 });
  const solved = await solve([site('nowhere', [{ commune: CAHORS }], {}, 0, { place: null }), site('abroad', [{ commune: '99999' }]), site('alone', [{ commune: CAHORS }]), site('alone2', [{ commune: CAHORS }], {}, 30, { party: 'alone' })]);
  expect(solved.proposals).toEqual([]);
  expect(solved.leftOut.map((one) => one.side).sort()).toEqual(['abroad', 'alone', 'alone2', 'nowhere']);
});

test('hours and ranks that make no sense are refused', () => {
  const staff = [{ commune: CAHORS, people: 2 }];
  expect(trajets.needs.schema.safeParse({ shifts: [{ start: '8h', end: '17:00' }], staff }).success).toBe(false);
  expect(trajets.needs.schema.safeParse({ shifts: [day('08:00', '08:00')], staff }).success).toBe(false);
  expect(trajets.needs.schema.safeParse({ shifts: [day('08:00', '17:00')], staff: [{ ...staff[0], shift: 2 }] }).success).toBe(false);
  expect(trajets.needs.schema.safeParse({ shifts: [day('08:00', '17:00')], staff: [{ ...staff[0], people: 1.5 }] }).success).toBe(false);
});

const SOMEWHERE = fc.constantFrom(CAHORS, PRADINES, MERCUES, FIGEAC);
const ROW = fc.record({ commune: SOMEWHERE, people: fc.constantFrom(1, 1, 2), drives: fc.boolean(), seats: fc.integer({ min: 1, max: 3 }) });
const SITES = fc.array(
  fc.record({ km: fc.integer({ min: 10, max: 40 }), start: fc.constantFrom('08:00', '08:10', '08:30'), rows: fc.array(ROW, { minLength: 1, maxLength: 2 }), detour: fc.constantFrom(0, 5, 15) }),
  { minLength: 1, maxLength: 3 },
).map((list) => list.map((one, i) => site(`s${i}`, one.rows, { shifts: [day(one.start, '17:00')], maxDetourKm: one.detour }, one.km)));

// The best of all ways to part everybody into cars, one person after the other.
function best({ kin, ways }: Territory): number {
  const people: Kin[] = kin.flatMap((one) => Array.from({ length: one.people }, () => one));
  const cents = (car: Kin[]) =>
    Math.max(0, ...car.flatMap((driver, at) => {
      const riders = car.toSpliced(at, 1);
      if (!driver.drives || riders.length > driver.seats) return [];
      const route = routeOf(driver, riders, ways);
      return route ? [Math.round(2 * 5 * figures.weeksPerYear.value * (car.reduce((sum, one) => sum + one.alone, 0) - route.km) * figures.centsPerKm.value)] : [];
    }));
  const part = (left: Kin[], cars: Kin[][]): number => {
    if (left.length === 0) return cars.reduce((sum, car) => sum + (car.length > 1 ? cents(car) : 0), 0);
    const [next, ...rest] = left as [Kin, ...Kin[]];
    return Math.max(part(rest, [...cars, [next]]), ...cars.map((car, i) => (car.length < 4 ? part(rest, cars.with(i, [...car, next])) : 0)));
  };
  return part(people, []);
}

test('two drivers of two sites each take one of two colleagues who do not drive, though all four come from one village', async () => {
  const solved = await solve([
    aSide('s0', trajets.needs, { shifts: [{ start: '08:00', end: '17:00' }], staff: [{ commune: '46042', people: 1, seats: 1 }, { commune: '46042', people: 2, drives: false }], maxDetourKm: 0 }, 10),
    aSide('s1', trajets.needs, { shifts: [{ start: '08:00', end: '17:00' }], staff: [{ commune: '46042', people: 1, seats: 1 }], maxDetourKm: 0 }, 10),
  ]);
  expect(solved.proposals.reduce((sum, one) => sum + one.value, 0)).toBe(solved.value);
  expect(solved.bound).toBe(solved.value);
  const alone = await solve([aSide('s0', trajets.needs, { shifts: [{ start: '08:00', end: '17:00' }], staff: [{ commune: '46042', people: 1, seats: 1 }, { commune: '46042', people: 1, drives: false }], maxDetourKm: 0 }, 10)]);
  expect(solved.value).toBe(2 * alone.value);
});

test('the best of all ways to share cars is found, its bound above it and the simple way below, whatever the order of sites', async () => {
  await fc.assert(
    fc.asyncProperty(SITES, async (sites) => {
      const territory = await layOut(sites, aContext());
      fc.pre(territory.people <= 7);
      const { found, simple } = await findCrews(territory, aContext());
      expect(found.value).toBe(best(territory));
      expect(found.bound).toBeGreaterThanOrEqual(found.value);
      expect(simple).toBeLessThanOrEqual(found.value);
      expect((await solve(sites.toReversed())).value).toBe(found.value);
      const taken = found.chosen.flatMap((crew) => crew.takes);
      expect(new Set(taken).size).toBe(taken.length);
    }),
    { numRuns: 40 },
  );
});
