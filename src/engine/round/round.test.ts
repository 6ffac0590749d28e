import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../common/random.ts';
import { lowerBound } from './bound.ts';
import { checkRounds, leastChange, type RoundAnswer, type RoundControl, type RoundProblem, solveRounds, solveRoundsInThreads, whyNotThere } from './index.ts';
import { modelOf } from './model.ts';

type Stop = { at: [number, number]; opens?: number; closes?: number; service?: number };
type Request = { pickup?: Stop; delivery?: Stop; load?: number; price?: number };
type Vehicle = { depot: [number, number]; capacity?: number; from?: number; until?: number; longest?: number; fixed?: number };

/** Lays out a day in the plane: a unit of distance costs one and takes one unit of time. */
function day(vehicles: Vehicle[], requests: Request[]): RoundProblem {
  const stops: Stop[] = vehicles.map((vehicle) => ({ at: vehicle.depot }));
  const node = (stop?: Stop): number => (stop ? stops.push(stop) - 1 : -1);
  const pickup = Int32Array.from(requests, (request) => node(request.pickup));
  const delivery = Int32Array.from(requests, (request) => node(request.delivery));
  const nodes = stops.length;
  const way = Float64Array.from({ length: nodes * nodes }, (_, k) => {
    const [a, b] = [stops[Math.floor(k / nodes)]!.at, stops[k % nodes]!.at];
    return Math.ceil(Math.hypot(a[0] - b[0], a[1] - b[1]));
  });
  const homes = Int32Array.from(vehicles, (_, v) => v);
  const ofVehicles = (pick: (vehicle: Vehicle) => number) => Float64Array.from(vehicles, pick);
  return {
    nodes, cost: way, time: way.slice(),
    opens: Float64Array.from(stops, (stop) => stop.opens ?? 0), closes: Float64Array.from(stops, (stop) => stop.closes ?? 10_000), service: Float64Array.from(stops, (stop) => stop.service ?? 0),
    requests: { pickup, delivery, load: Float64Array.from(requests, (r) => r.load ?? 1), ...(requests.some((r) => r.price !== undefined) && { price: Float64Array.from(requests, (r) => r.price ?? 0) }) },
    vehicles: {
      start: homes, end: homes.slice(), capacity: ofVehicles((v) => v.capacity ?? 10), from: ofVehicles((v) => v.from ?? 0), until: ofVehicles((v) => v.until ?? 10_000),
      longest: ofVehicles((v) => v.longest ?? 10_000), fixed: ofVehicles((v) => v.fixed ?? 0),
    },
  };
}

async function solved(problem: RoundProblem, control: RoundControl = { iterations: 600 }): Promise<RoundAnswer> {
  const answer = await solveRounds(problem, control);
  if (!answer.ok) throw new Error(`${answer.reason} at ${answer.where}`);
  return answer;
}

/** A day drawn at random: pairs, visits from and to the depot, two depots, windows and shifts that bind at times. */
function anyDay(seed: number, count: number, priced = true): RoundProblem {
  const random = seededRandom(seed);
  const draw = (most: number): number => Math.floor(random() * most);
  const stop = (): Stop => {
    const opens = draw(300);
    return { at: [draw(100), draw(100)], opens, closes: opens + 100 + draw(300), service: draw(10) };
  };
  const requests = Array.from({ length: count }, (): Request => {
    const load = 1 + draw(4);
    const price = priced ? { price: 100 + draw(500) } : {};
    const kind = draw(4);
    if (kind === 0) return { pickup: stop(), load, ...price };
    if (kind === 1) return { delivery: stop(), load, ...price };
    return { pickup: stop(), delivery: stop(), load, ...price };
  });
  const vehicles = Array.from({ length: 4 }, (_, v): Vehicle => ({ depot: v < 2 ? [20, 20] : [80, 80], capacity: 6, until: 900, longest: v === 3 ? 250 : 900, fixed: 50 }));
  return day(vehicles, requests);
}

/** Cheapest plan of one vehicle by trying every order of its stops. */
function bestAlone(problem: RoundProblem): number {
  const stops = [...problem.requests.pickup, ...problem.requests.delivery].filter((node) => node >= 0);
  let best = Infinity;
  const extend = (route: number[]): void => {
    if (route.length === stops.length) {
      const checked = checkRounds(problem, { routes: [Int32Array.from(route)], left: new Int32Array(0) });
      if (checked.ok) best = Math.min(best, checked.value);
      return;
    }
    for (const stop of stops) if (!route.includes(stop)) extend([...route, stop]);
  };
  extend([]);
  return best;
}

test('one van brings a crate from one farm to a shop', async () => {
  const answer = await solved(day([{ depot: [0, 0] }], [{ pickup: { at: [10, 0] }, delivery: { at: [20, 0] } }]));
  expect([...answer.chosen.routes[0]!]).toEqual([1, 2]);
  expect(answer).toMatchObject({ status: 'optimal', value: 40, bound: 40, gap: 0, chosen: { vehicles: 1, cost: 40 } });
});

test('whatever the day, the checker accepts the plan, finds the same value, and the bound is not above', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 14 }), async (seed, count) => {
    const problem = anyDay(seed, count);
    const answer = await solved(problem, { iterations: 150 });
    expect(checkRounds(problem, answer.chosen)).toMatchObject({ ok: true, value: answer.value, vehicles: answer.chosen.vehicles });
    expect(answer.bound).toBeLessThanOrEqual(answer.value);
  }), { numRuns: 40 });
});

test('with one van and a few stops, the plan is the best there is', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
    const random = seededRandom(seed);
    const stop = (): Stop => ({ at: [Math.floor(100 * random()), Math.floor(100 * random())], closes: 250 + Math.floor(300 * random()) });
    const problem = day([{ depot: [50, 50], capacity: 2, longest: 420 }], [{ pickup: stop(), delivery: stop() }, { pickup: stop(), delivery: stop(), load: 2 }, { delivery: stop() }, { pickup: stop() }]);
    const best = bestAlone(problem);
    const answer = await solved(problem, { iterations: 400 });
    if (best === Infinity) expect(['stopped', 'infeasible']).toContain(answer.status);
    else expect(answer).toMatchObject({ value: best });
    expect(best === Infinity || answer.bound <= best).toBe(true);
  }), { numRuns: 15 });
});

test('the bound on compulsory days holds for vehicles too, and proves when nobody can serve a request', async () => {
  for (let seed = 1; seed < 30; seed++) {
    const problem = anyDay(seed, 6, false);
    const bound = lowerBound(modelOf(problem), 1);
    const answer = await solved(problem, { iterations: 300 });
    if (answer.status === 'stopped' || answer.status === 'infeasible') continue;
    expect(bound.impossible).toEqual([]);
    expect(bound.vehicles).toBeLessThanOrEqual(answer.chosen.vehicles);
  }
  const unreachable = day([{ depot: [0, 0], until: 100 }], [{ pickup: { at: [80, 0] } }, { pickup: { at: [10, 0] } }]);
  const answer = await solved(unreachable);
  expect(answer).toMatchObject({ status: 'infeasible', value: NaN });
  expect([...answer.chosen.left]).toEqual([0]);
  expect([...answer.chosen.routes[0]!]).toEqual([2]);
});

test('fewer vans come first when a van is dear, fewer kilometres when it is not', async () => {
  const villages: Request[] = [{ delivery: { at: [0, 50] } }, { delivery: { at: [100, 50] } }];
  const two = (fixed: number) => day([{ depot: [0, 0], fixed }, { depot: [100, 0], fixed }], villages);
  expect((await solved(two(1000))).chosen.vehicles).toBe(1);
  expect((await solved(two(1))).chosen.vehicles).toBe(2);
});

test('an adviser on a shift of six hours at most leaves late rather than waiting outside', async () => {
  const visit = (opens: number): Request => ({ delivery: { at: [30, 0], opens, closes: opens + 30, service: 60 }, load: 0 });
  const answer = await solved(day([{ depot: [0, 0], longest: 360 }], [visit(500), visit(700)]));
  expect(answer.value).toBe(60);
  expect((await solved(day([{ depot: [0, 0], longest: 280 }], [visit(500), visit(700)]))).status).toBe('stopped');
});

test('cold goods only go in the van that keeps them cold', async () => {
  const problem = day([{ depot: [0, 0] }, { depot: [90, 90] }], [{ delivery: { at: [1, 1] } }]);
  const answer = await solved({ ...problem, barred: Uint8Array.of(1, 0) });
  expect(answer.chosen.routes.map((route) => route.length)).toEqual([0, 1]);
});

test('the same seed gives the same plan; doubling all costs doubles the value', async () => {
  const problem = anyDay(42, 12);
  const once = await solved(problem, { iterations: 500, seed: 7 });
  const twice = await solved(problem, { iterations: 500, seed: 7 });
  expect(twice.chosen).toEqual(once.chosen);
  const double = (values: Float64Array) => values.map((value) => 2 * value);
  const scaled = { ...problem, cost: double(problem.cost), requests: { ...problem.requests, price: double(problem.requests.price!) }, vehicles: { ...problem.vehicles, fixed: double(problem.vehicles.fixed) } };
  expect((await solved(scaled, { iterations: 500, seed: 7 })).value).toBe(2 * once.value);
});

test('one more van never makes the day dearer', async () => {
  for (let seed = 1; seed < 8; seed++) {
    const problem = anyDay(seed, 6);
    const { vehicles } = problem;
    const less = { ...problem, vehicles: Object.fromEntries(Object.entries(vehicles).map(([name, values]) => [name, values.slice(0, 3)])) as typeof vehicles };
    expect((await solved(problem)).value).toBeLessThanOrEqual((await solved(less)).value);
  }
});

test('asked to stop, or out of time, it answers with what it has', async () => {
  const problem = anyDay(5, 14);
  const stopping = new AbortController();
  const answer = await solved(problem, { iterations: 1e9, signal: stopping.signal, onProgress: () => stopping.abort() });
  expect(checkRounds(problem, answer.chosen)).toMatchObject({ ok: true, value: answer.value });
  // A busy machine is late.
  expect((await solved(problem, { seconds: 0.3, iterations: 1e9 })).seconds).toBeLessThan(20);
});

test('in threads, the plan is the best of what each seed finds alone, and stopping stops them', async () => {
  const problem = anyDay(8, 12);
  const alone = await Promise.all([3, 4].map((seed) => solved(problem, { iterations: 300, seed })));
  const together = await solveRoundsInThreads(problem, { iterations: 300, seed: 3, workers: 2 });
  expect(together).toMatchObject({ ok: true, value: Math.min(...alone.map((answer) => answer.value)), iterations: alone[0]!.iterations + alone[1]!.iterations });
  const answer = await solveRoundsInThreads(problem, { iterations: 1e9, signal: AbortSignal.timeout(500) });
  expect(answer.ok && checkRounds(problem, answer.chosen)).toMatchObject({ ok: true });
});

test('a stop left aside is told why, and the least change, which does suffice', async () => {
  const problem = day([{ depot: [0, 0], capacity: 5 }], [{ delivery: { at: [40, 0], closes: 30 }, price: 500 }, { delivery: { at: [10, 0] }, load: 2, price: 500 }]);
  const answer = await solved(problem);
  expect([...answer.chosen.left]).toEqual([0]);
  expect(whyNotThere(problem, answer.chosen, 0, 0)).toEqual({ kind: 'no-time' });
  expect(await leastChange(problem, answer.chosen, 0, 1, { iterations: 100 })).toEqual([{ kind: 'close-later', by: 10 }]);
  const full = day([{ depot: [0, 0], capacity: 5 }], [{ delivery: { at: [40, 0] }, load: 4, price: 100 }, { delivery: { at: [10, 0] }, load: 2, price: 500 }]);
  const crowded = await solved(full);
  expect(whyNotThere(full, crowded.chosen, 0, 0)).toEqual({ kind: 'no-room' });
  expect(await leastChange(full, crowded.chosen, 0, 1, { iterations: 100 })).toContainEqual({ kind: 'lighter', by: 1 });
});

test('what is wrong with the input is named, and where', async () => {
  const problem = day([{ depot: [0, 0] }], [{ delivery: { at: [1, 0] } }]);
  const refused = async (change: Partial<RoundProblem>) => solveRounds({ ...problem, ...change });
  expect(await refused({ cost: problem.cost.with(1, NaN) })).toEqual({ ok: false, reason: 'not-a-number', where: 'cost[1]' });
  expect(await refused({ time: problem.time.with(1, 0.5) })).toMatchObject({ ok: false, reason: 'not-an-integer' });
  expect(await refused({ time: problem.time.with(1, 1e300) })).toMatchObject({ ok: false, reason: 'overflow' });
  expect(await refused({ opens: Float64Array.of(0, 20_000) })).toMatchObject({ ok: false, reason: 'crossed-bounds', where: 'closes[1] = 10000 before 20000' });
  expect(await refused({ vehicles: { ...problem.vehicles, capacity: Float64Array.of(-1) } })).toMatchObject({ ok: false, reason: 'negative-capacity' });
  expect(await refused({ requests: { ...problem.requests, delivery: Int32Array.of(0) } })).toMatchObject({ ok: false, reason: 'bad-index' });
  expect(await refused({ requests: { pickup: new Int32Array(0), delivery: new Int32Array(0), load: new Float64Array(0) } })).toEqual({ ok: false, reason: 'empty', where: 'requests' });
});

test('a plan that the checker must refuse is refused: late, overloaded, out of order, twice', () => {
  const problem = day([{ depot: [0, 0], capacity: 1 }], [{ pickup: { at: [10, 0] }, delivery: { at: [20, 0], closes: 20 } }, { pickup: { at: [11, 0] }, delivery: { at: [12, 0] } }]);
  const fault = (route: number[]) => {
    const checked = checkRounds(problem, { routes: [Int32Array.from(route)], left: new Int32Array(0) });
    return checked.ok ? 'accepted' : checked.fault;
  };
  expect(fault([1, 3, 2, 4])).toBe('accepted');
  expect(fault([2, 4, 1, 3])).toBe('vehicle 0: late at node 3');
  expect(fault([1, 2, 3, 4])).toBe('vehicle 0: overloaded at node 2');
  expect(fault([3, 1, 2, 4])).toBe('vehicle 0: delivers request 0 before its pickup');
  expect(fault([1, 3])).toBe('request 1 is visited 0 and 0 times, not once');
});
