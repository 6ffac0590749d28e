import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdviserToRoute, type Coverage, fitter, lacksOf, type RequestToRoute } from './model.ts';
import { routeRequests } from './route-requests.ts';

const ALL: Coverage = { communes: null, subjects: null, activities: null, sizes: null, starting: 'too', place: 'tout le Lot' };
const adviser = (personId: string, given: Partial<AdviserToRoute> & { covers?: Partial<Coverage> } = {}): AdviserToRoute => {
  const { covers, ...rest } = given;
  return { personId, name: `Conseillère ${personId}`, bodyId: 'cci', bodyName: 'CCI exemple', dormant: false, awayUntil: null, load: 0, recent: 0, coverages: [{ ...ALL, ...covers }], ...rest };
};
const request = (id: string, given: Partial<RequestToRoute> = {}): RequestToRoute => ({ id, subject: 'hire', commune: '46042', activity: '10.71C', size: '1', starting: false, ...given });
const callers = (requests: RequestToRoute[], advisers: AdviserToRoute[]) => routeRequests(requests, advisers).routed.map((one) => one.advisers[0]!.personId);

describe('who calls', () => {
  test('the one whose subjects, communes, activities and sizes fit', () => {
    const people = [adviser('a', { covers: { subjects: ['solar'] } }), adviser('b', { covers: { communes: ['46102'] } }), adviser('c', { covers: { activities: ['A'] } }), adviser('d', { covers: { sizes: ['250'] } }), adviser('e', { covers: { activities: ['10'] } })];
    expect(callers([request('one')], people)).toEqual(['e']);
  });

  test('someone who starts goes to who takes people without a firm', () => {
    expect(callers([request('one', { starting: true, activity: null, size: null })], [adviser('a', { covers: { starting: 'no' } }), adviser('b', { covers: { starting: 'only' } })])).toEqual(['b']);
    expect(callers([request('one')], [adviser('a', { covers: { starting: 'no' } }), adviser('b', { covers: { starting: 'only' } })])).toEqual(['a']);
  });

  test('the least loaded, and among equals the body whose turn it is', () => {
    expect(callers([request('one')], [adviser('a', { load: 4 }), adviser('b', { load: 3 })])).toEqual(['b']);
    expect(callers([request('one')], [adviser('a', { bodyId: 'cci', recent: 2 }), adviser('b', { bodyId: 'cma', recent: 1 })])).toEqual(['b']);
  });

  test('two bodies that cover the same thing have the same number, one apart at most', () => {
    const requests = Array.from({ length: 7 }, (_, i) => request(`r${i}`));
    const told = callers(requests, [adviser('a', { bodyId: 'cci' }), adviser('b', { bodyId: 'cma' })]);
    expect(Math.abs(told.filter((one) => one === 'a').length - told.filter((one) => one === 'b').length)).toBeLessThanOrEqual(1);
  });

  test('who covers everything leaves room for what she alone can take', () => {
    const people = [adviser('generalist'), adviser('narrow', { covers: { subjects: ['hire'] } })];
    const requests = [...Array.from({ length: 4 }, (_, i) => request(`h${i}`)), ...Array.from({ length: 4 }, (_, i) => request(`s${i}`, { subject: 'solar' }))];
    expect(callers(requests, people).filter((one) => one === 'narrow')).toHaveLength(4);
  });
});

test('two others may take it over, from other bodies first, and each choice says why', () => {
  const people = [adviser('a', { bodyId: 'cci' }), adviser('b', { bodyId: 'cci', load: 1 }), adviser('c', { bodyId: 'cma', bodyName: 'CMA exemple', load: 2 }), adviser('d', { bodyId: 'departement', load: 3 })];
  const [routed] = routeRequests([request('one')], people).routed;
  expect(routed!.advisers.map((one) => one.personId)).toEqual(['a', 'c', 'd']);
  expect(routed!.advisers[0]!.because).toEqual([{ code: 'subject', all: true }, { code: 'commune', place: 'tout le Lot' }, { code: 'load', load: 0 }]);
  expect(routed!.advisers[1]!.because.at(-1)).toEqual({ code: 'stands-in' });
});

test('what nobody covers says who came nearest and what lacked', () => {
  const people = [adviser('far', { covers: { subjects: ['solar'], communes: ['46102'] } }), adviser('away', { awayUntil: '2026-12-01' }), adviser('asleep', { dormant: true })];
  const { routed, uncovered } = routeRequests([request('one')], people);
  expect(routed).toEqual([]);
  expect(uncovered).toEqual([{ requestId: 'one', nearest: [{ personId: 'away', name: 'Conseillère away', bodyName: 'CCI exemple', lacks: ['away'] }, { personId: 'asleep', name: 'Conseillère asleep', bodyName: 'CCI exemple', lacks: ['dormant'] }] }]);
});

describe('laws', () => {
  const some = <T>(list: T[]) => fc.option(fc.subarray(list, { minLength: 1 }), { nil: null });
  const coverage: fc.Arbitrary<Coverage> = fc.record({
    communes: some(['a', 'b', 'c']), subjects: some(['hire', 'solar', 'tax']), activities: some(['A', 'C', '10', '43']), sizes: some(['0', '1', '10'] as ('0' | '1' | '10')[]),
    starting: fc.constantFrom('too' as const, 'only' as const, 'no' as const), place: fc.constant('ici'),
  });
  const person = fc.record({ coverages: fc.array(coverage, { minLength: 1, maxLength: 2 }), awayUntil: fc.constantFrom(null, null, null, '2026-12-01'), dormant: fc.constantFrom(false, false, true), load: fc.nat(5), recent: fc.nat(5), bodyId: fc.constantFrom('x', 'y', 'z') });
  const people = fc.array(person, { maxLength: 8 }).map((list) => list.map((one, i): AdviserToRoute => ({ ...one, personId: `p${i}`, name: `P${i}`, bodyName: one.bodyId })));
  const asked = fc.array(fc.record({ subject: fc.constantFrom('hire', 'solar', 'tax'), commune: fc.constantFrom('a', 'b', 'c'), activity: fc.constantFrom(null, '10.71C', '43.32A', '01.50Z'), size: fc.constantFrom(null, '0' as const, '1' as const, '10' as const), starting: fc.boolean() }), { maxLength: 25 }).map((list) => list.map((one, i): RequestToRoute => ({ ...one, id: `r${i}` })));

  test('nobody outside her coverage, absent or of a dormant body; nobody twice; each request once', () => {
    fc.assert(
      fc.property(asked, people, (requests, advisers) => {
        const { routed, uncovered } = routeRequests(requests, advisers);
        expect([...routed, ...uncovered].map((one) => one.requestId).toSorted()).toEqual(requests.map((one) => one.id).toSorted());
        for (const one of routed) {
          const of = requests.find((r) => r.id === one.requestId)!;
          expect(one.advisers.length).toBeGreaterThanOrEqual(1);
          expect(new Set(one.advisers.map((a) => a.personId)).size).toBe(one.advisers.length);
          for (const chosen of one.advisers) {
            const who = advisers.find((a) => a.personId === chosen.personId)!;
            expect([who.awayUntil, who.dormant]).toEqual([null, false]);
            expect(who.coverages.some((cover) => lacksOf(cover, of).length === 0)).toBe(true);
          }
        }
      }),
    );
  });

  test('the same answer to the same question', () => {
    fc.assert(fc.property(asked, people, (requests, advisers) => {
      expect(routeRequests(requests, advisers)).toEqual(routeRequests(structuredClone(requests), structuredClone(advisers)));
    }));
  });

  test('one adviser more never leaves more uncovered', () => {
    fc.assert(fc.property(asked, people, person, (requests, advisers, more) => {
      const joined = [...advisers, { ...more, personId: 'new', name: 'New', bodyName: more.bodyId }];
      expect(routeRequests(requests, joined).uncovered.length).toBeLessThanOrEqual(routeRequests(requests, advisers).uncovered.length);
    }));
  });

  test('the sharing is as even as coverage allows: nobody could hand one over to somebody with two less', () => {
    fc.assert(
      fc.property(asked, people, (requests, advisers) => {
        const { routed } = routeRequests(requests, advisers);
        const load = new Map(advisers.map((one) => [one.personId, one.load]));
        for (const one of routed) load.set(one.advisers[0]!.personId, load.get(one.advisers[0]!.personId)! + 1);
        for (const one of routed) {
          const of = requests.find((r) => r.id === one.requestId)!;
          const may = advisers.filter((a) => a.awayUntil === null && !a.dormant && a.coverages.some((cover) => lacksOf(cover, of).length === 0));
          for (const other of may) expect(load.get(one.advisers[0]!.personId)!).toBeLessThanOrEqual(load.get(other.personId)! + 1);
        }
      }),
    );
  });

  test('asked quickly or in detail, a coverage fits the same requests', () => {
    const section: Record<string, string> = { '10.71C': 'C', '43.32A': 'F', '01.50Z': 'A' };
    fc.assert(fc.property(asked, coverage, (requests, cover) => {
      for (const one of requests) expect(fitter(cover)(one, one.activity && section[one.activity]!)).toBe(lacksOf(cover, one).length === 0);
    }));
  });
});
