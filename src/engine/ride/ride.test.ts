import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../common/random.ts';
import { checkRides, leastChange, type RideAnswer, type RideProblem, solveRides, type Trips, whyNotTogether } from './index.ts';
import { pairSaving } from './pairs.ts';
import { roadsOf } from './problem.ts';
import { stableChoice } from './stability.ts';

type Trip = { from: [number, number]; to: [number, number]; leave: number; arrive: number; detour?: number };

const trips = (list: Trip[]): Trips => {
  const column = (pick: (trip: Trip) => number) => Float64Array.from(list, pick);
  return {
    fromX: column((t) => t.from[0]), fromY: column((t) => t.from[1]), toX: column((t) => t.to[0]), toY: column((t) => t.to[1]),
    leave: column((t) => t.leave), arrive: column((t) => t.arrive), detour: column((t) => t.detour ?? 5000),
  };
};
const rides = (drivers: (Trip & { seats?: number })[], riders: Trip[]): RideProblem => ({
  drivers: { ...trips(drivers), seats: Int32Array.from(drivers, (d) => d.seats ?? 1) }, riders: trips(riders), winding: 1, speed: 1000,
});
const solved = async (problem: RideProblem, seconds?: number): Promise<RideAnswer> => {
  const answer = await solveRides(problem, { seconds });
  if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
  return answer;
};
const eastward: Trip = { from: [0, 0], to: [20_000, 0], leave: 420, arrive: 460 };

/** A small region where everybody's trip looks like somebody else's. */
function region(seed: number, driverCount: number, riderCount: number, seats: number): RideProblem {
  const random = seededRandom(seed);
  const trip = (): Trip => {
    const leave = 400 + 60 * random();
    const from: [number, number] = [8000 * random(), 8000 * random()];
    const to: [number, number] = [30_000 + 8000 * random(), 8000 * random()];
    return { from, to, leave, arrive: leave + 50 + 30 * random(), detour: 12_000 };
  };
  return rides(Array.from({ length: driverCount }, () => ({ ...trip(), seats })), Array.from({ length: riderCount }, trip));
}

/** Best saving by trying each rider of each driver in turn. */
function bestByHand(problem: RideProblem): number {
  const roads = roadsOf(problem);
  const from = (driver: number, taken: Set<number>): number => {
    if (driver === problem.drivers.leave.length) return 0;
    let best = from(driver + 1, taken);
    for (let rider = 0; rider < problem.riders.leave.length; rider++) {
      const saving = pairSaving(problem, roads, driver, rider);
      if (taken.has(rider) || !(saving > 0)) continue;
      best = Math.max(best, saving + from(driver + 1, new Set([...taken, rider])));
    }
    return best;
  };
  return from(0, new Set());
}

test('a neighbour on the way to work is taken along and a trip is saved', async () => {
  const problem = rides([eastward], [{ from: [1000, 0], to: [19_000, 0], leave: 420, arrive: 460 }]);
  const answer = await solved(problem);
  expect(answer).toMatchObject({ status: 'optimal', value: 18_000, bound: 18_000, gap: 0 });
  expect(answer.chosen.cars).toEqual([{ driver: 0, riders: [0], stops: [0, 1], saving: 18_000 }]);
});

test('the best set of cars is found, as trying them all shows', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
    const problem = region(seed, 5, 5, 1);
    const answer = await solved(problem);
    expect(answer.value).toBe(bestByHand(problem));
    expect(answer.bound).toBe(answer.value);
    expect(checkRides(problem, answer.chosen.cars)).toMatchObject({ ok: true, value: answer.value });
  }), { numRuns: 40 });
});

test('the listing in space finds every pair that a plain double loop finds', async () => {
  const problem = region(5, 60, 60, 1);
  const roads = roadsOf(problem);
  let count = 0;
  for (let d = 0; d < 60; d++) for (let r = 0; r < 60; r++) if (pairSaving(problem, roads, d, r) > 0) count++;
  expect(count).toBeGreaterThan(100);
  expect((await solved(problem)).chosen.options).toBe(count);
});

test('prices prove the optimum: no pair saves more than its two prices', async () => {
  const problem = region(9, 40, 40, 1);
  const answer = await solved(problem);
  const roads = roadsOf(problem);
  const { driver, rider } = answer.chosen.prices!;
  let sum = 0;
  for (const price of [...driver, ...rider]) {
    expect(price).toBeGreaterThanOrEqual(0);
    sum += price;
  }
  expect(sum).toBe(answer.value);
  for (let d = 0; d < 40; d++) for (let r = 0; r < 40; r++) {
    const saving = pairSaving(problem, roads, d, r);
    if (saving > 0) expect(driver[d]! + rider[r]!).toBeGreaterThanOrEqual(saving);
  }
});

test('one more driver never saves less, and the order of people changes nothing', async () => {
  const problem = region(3, 12, 12, 1);
  const keep = (list: Trips, order: number[]): Trips => Object.fromEntries(Object.entries(list).filter(([name]) => name !== 'seats').map(([name, values]) => [name, Float64Array.from(order, (i) => values[i]!)])) as Trips;
  const backwards = Array.from({ length: 12 }, (_, i) => 11 - i);
  const fewer = backwards.slice(1);
  const value = (await solved(problem)).value;
  expect((await solved({ ...problem, drivers: { ...keep(problem.drivers, backwards), seats: new Int32Array(12).fill(1) }, riders: keep(problem.riders, backwards) })).value).toBe(value);
  expect((await solved({ ...problem, drivers: { ...keep(problem.drivers, fewer), seats: new Int32Array(11).fill(1) } })).value).toBeLessThanOrEqual(value);
});

test('with two seats, two riders of one village share the car of a third', async () => {
  const neighbours: Trip[] = [{ from: [0, 4000], to: [20_000, 4000], leave: 420, arrive: 470 }, { from: [0, 4100], to: [20_000, 4100], leave: 420, arrive: 470 }];
  const answer = await solved(rides([{ ...eastward, arrive: 470, seats: 2, detour: 10_000 }], neighbours), 5);
  expect(answer.chosen.cars).toMatchObject([{ driver: 0, riders: [0, 1] }]);
  expect(answer.value).toBeGreaterThan(30_000);
});

test('with several seats, the checker accepts the cars, and they save at least what one rider a car does', async () => {
  const alone = await solved(region(7, 8, 16, 1));
  const problem = region(7, 8, 16, 3);
  const answer = await solved(problem, 5);
  expect(checkRides(problem, answer.chosen.cars)).toMatchObject({ ok: true, value: answer.value });
  expect(answer.value).toBeGreaterThanOrEqual(alone.value);
  expect(answer.bound).toBeGreaterThanOrEqual(answer.value);
});

test('pairs who would rather leave their cars for each other are counted, and what it costs that none does', async () => {
  const options = { starts: Int32Array.of(0, 2, 4, 6), members: Int32Array.of(0, 2, 0, 3, 1, 2), saving: Float64Array.of(10, 9, 8) };
  expect([...stableChoice(options, 4)]).toEqual([0]);
  const problem = region(11, 30, 30, 1);
  const { chosen, value } = await solved(problem);
  expect(chosen.stability.stableValue + chosen.stability.price).toBe(value);
  expect(chosen.stability.price).toBeGreaterThanOrEqual(0);
  expect(chosen.stability.blocking === 0).toBe(chosen.stability.worst === 0);
});

test('a rider who is not taken is told the least change, and it does suffice', async () => {
  const problem = rides([eastward], [{ from: [1000, 0], to: [19_000, 0], leave: 400, arrive: 430 }]);
  const changes = await leastChange(problem, 0);
  // The driver is at the rider's at minute 421 and sets down at 439: nine minutes after the limit.
  expect(changes).toEqual([{ kind: 'arrive-later', by: 9, unit: 'minutes', saving: 18_000 }]);
  expect(whyNotTogether(problem, await solved(problem), 0, 0)).toEqual({ kind: 'cannot', riderLate: 9, driverLate: 0, detourOver: 0 });
});

test('a rider too far from the way is told how much more detour it takes', async () => {
  const problem = rides([{ ...eastward, arrive: 500, detour: 1000 }], [{ from: [0, 3000], to: [20_000, 3000], leave: 420, arrive: 500 }]);
  expect(await leastChange(problem, 0)).toEqual([{ kind: 'driver-detour', by: 5000, unit: 'metres', saving: 14_000 }]);
});

test('with two seats too, the third neighbour is told by how many minutes they miss the car', async () => {
  const early: Trip = { from: [1000, 0], to: [19_000, 0], leave: 420, arrive: 430 };
  const problem = rides([{ ...eastward, seats: 2 }], [{ from: [500, 0], to: [19_500, 0], leave: 420, arrive: 460 }, early]);
  expect((await solved(problem)).chosen.cars).toMatchObject([{ riders: [0] }]);
  // The car is at kilometre 1 at minute 421, and at kilometre 19 eighteen minutes later.
  expect(await leastChange(problem, 1)).toEqual([{ kind: 'arrive-later', by: 9, unit: 'minutes', saving: 18_000 }]);
});

test('asked to stop, or short of time, it says so instead of listing on; groups left out widen the bound', async () => {
  for (const seats of [1, 3]) {
    const answer = await solveRides(region(13, 40, 80, seats), { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ ok: true, status: 'stopped', value: NaN, chosen: { cars: [] } });
  }
  const crowd = region(13, 150, 300, 4);
  const started = performance.now();
  const answer = await solved(crowd, 1);
  // A busy machine is late; without the limit it would list for minutes.
  expect((performance.now() - started) / 1000).toBeLessThan(20);
  expect(['feasible', 'stopped']).toContain(answer.status);
  if (answer.status === 'feasible') expect(answer.bound).toBeGreaterThanOrEqual((await solved({ ...crowd, drivers: { ...crowd.drivers, seats: new Int32Array(150).fill(1) } })).value);
}, 20_000);

test('what is wrong with the input is named, and where', async () => {
  const problem = rides([eastward], [eastward]);
  expect(await solveRides({ ...problem, riders: { ...problem.riders, fromX: Float64Array.of(NaN) } })).toEqual({ ok: false, reason: 'not-a-number', where: 'riders.fromX[0]' });
  expect(await solveRides({ ...problem, riders: { ...problem.riders, leave: Float64Array.of(500) } })).toMatchObject({ ok: false, reason: 'crossed-bounds' });
  expect(await solveRides({ ...problem, drivers: { ...problem.drivers, seats: Int32Array.of(-1) } })).toMatchObject({ ok: false, reason: 'negative-capacity' });
  expect(await solveRides({ ...problem, winding: 0.5 })).toMatchObject({ ok: false, reason: 'crossed-bounds' });
  expect(await solveRides(rides([], [eastward]))).toEqual({ ok: false, reason: 'empty', where: 'drivers' });
});

test('a car that the checker must refuse is refused: late, twice, wrong saving', () => {
  const problem = rides([eastward, eastward], [{ from: [1000, 0], to: [19_000, 0], leave: 420, arrive: 460 }]);
  const car = { driver: 0, riders: [0], stops: [0, 1], saving: 18_000 };
  expect(checkRides(problem, [car])).toEqual({ ok: true, value: 18_000, matched: 1 });
  expect(checkRides(problem, [car, { ...car, driver: 1 }])).toEqual({ ok: false, fault: 'rider 0 rides twice' });
  expect(checkRides(problem, [{ ...car, saving: 1 }])).toMatchObject({ ok: false });
  expect(checkRides(problem, [{ ...car, stops: [1, 0] }])).toMatchObject({ ok: false });
});
