import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRounds, type RoundProblem, solveRounds } from '#engine/round/index.ts';
import { fewRoutes } from './few.ts';

const point = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
const days = fc.record({ homes: fc.array(point, { minLength: 1, maxLength: 2 }), requests: fc.array(fc.record({ from: point, to: point, load: fc.integer({ min: 1, max: 6 }), price: fc.integer({ min: 0, max: 150 }) }), { minLength: 1, maxLength: 4 }) }).map(({ homes, requests }): RoundProblem => {
  const places = [...homes, ...requests.map(({ from }) => from), ...requests.map(({ to }) => to)];
  const n = places.length;
  const way = Float64Array.from({ length: n * n }, (_, k) => Math.ceil(Math.hypot(places[Math.floor(k / n)]![0] - places[k % n]![0], places[Math.floor(k / n)]![1] - places[k % n]![1])));
  const all = (count: number, value: number) => new Float64Array(count).fill(value);
  return {
    nodes: n, cost: way, time: way, opens: all(n, 0), closes: all(n, 200), service: all(n, 0),
    requests: { pickup: Int32Array.from(requests, (_, r) => homes.length + r), delivery: Int32Array.from(requests, (_, r) => homes.length + requests.length + r), load: Float64Array.from(requests, ({ load }) => load), price: Float64Array.from(requests, ({ price }) => price) },
    vehicles: { start: Int32Array.from(homes.keys()), end: Int32Array.from(homes.keys()), capacity: all(homes.length, 8), from: all(homes.length, 0), until: all(homes.length, 200), longest: all(homes.length, 200), fixed: all(homes.length, 0) },
  };
});

test('of few deliveries every way is tried: the engine’s checker accepts the routes, and its search never finds better', async () => {
  await fc.assert(
    fc.asyncProperty(days, async (problem) => {
      const routes = fewRoutes(problem).map((route) => Int32Array.from(route));
      const served = new Set(routes.flatMap((route) => [...route]));
      const left = Int32Array.from(problem.requests.pickup.keys()).filter((r) => !served.has(problem.requests.pickup[r]!));
      const checked = checkRounds(problem, { routes, left });
      expect(checked.ok).toBe(true);
      const searched = await solveRounds(problem, { iterations: 100 });
      if (checked.ok && searched.ok) expect(checked.value).toBeLessThanOrEqual(searched.value);
    }),
    { numRuns: 40 },
  );
}, 60_000);
