import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { disposeLp } from '../lp/index.ts';
import { type Answer, gapOf } from './answer.ts';
import { seededRandom } from './random.ts';
import { EVERY_KIND, type Kind } from './testing/every-kind.ts';

afterAll(disposeLp);

const drawFrom = (seed: number) => {
  const random = seededRandom(seed);
  return (most: number) => Math.floor(random() * most);
};

/** What common/answer.ts says of every answer, whatever the kind. */
function keepsItsPromises({ maximises, check }: Kind, problem: never, answer: Answer<never>): void {
  expect(Object.keys(answer).sort()).toEqual(['bound', 'chosen', 'gap', 'iterations', 'ok', 'seconds', 'status', 'value']);
  const { status, value, bound, gap, seconds, iterations } = answer;
  expect(seconds).toBeGreaterThanOrEqual(0);
  expect(seconds).toBeLessThan(Infinity);
  expect(Number.isSafeInteger(iterations) && iterations >= 0).toBe(true);
  if (status === 'optimal' || status === 'feasible') {
    expect(check(problem, answer)).toBe(value);
    expect(gap).toBe(gapOf(value, bound));
    if (status === 'optimal') expect([bound, gap]).toEqual([value, 0]);
    else expect(maximises ? bound >= value : bound <= value).toBe(true);
  } else {
    expect([value, gap]).toEqual([NaN, NaN]);
    if (status === 'infeasible') expect(bound).toBeNaN();
    if (status === 'unbounded') expect(bound).toBe(maximises ? Infinity : -Infinity);
    expect(['infeasible', 'unbounded', 'stopped']).toContain(status);
  }
}

/** Every array of numbers in a problem, however deep. */
function arraysIn(part: unknown): { length: number; [at: number]: number }[] {
  if (ArrayBuffer.isView(part) || Array.isArray(part)) return [part as unknown as number[]];
  return part && typeof part === 'object' ? Object.values(part).flatMap(arraysIn) : [];
}

const without = (answer: object) => ({ ...answer, seconds: 0, chosen: JSON.stringify((answer as Answer<unknown>).chosen, (key, value: unknown) => (key === 'enumeration' ? 0 : value)) });

for (const kind of EVERY_KIND) {
  test(`${kind.name}: value, bound, gap and status agree with each other and with the checker; the same seed gives the same answer`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const problem = kind.draw(drawFrom(seed));
        const answer = await kind.solve(problem, { seed: 5 });
        if (!answer.ok) return expect(answer.where).not.toBe('');
        keepsItsPromises(kind, problem, answer);
        const again = await kind.solve(problem, { seed: 5 });
        expect(without(again)).toEqual(without(answer));
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test(`${kind.name}: told to stop before it begins, or given no time, it still keeps them, and its bound holds`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.boolean(), async (seed, aborted) => {
        const problem = kind.draw(drawFrom(seed));
        const heard: number[] = [];
        const onProgress = (progress: { seconds: number; iterations: number }) => heard.push(progress.seconds, progress.iterations);
        const [early, whole] = [await kind.solve(problem, aborted ? { signal: AbortSignal.abort(), onProgress } : { seconds: 0, onProgress }), await kind.solve(problem, {})];
        expect(early.ok).toBe(whole.ok);
        if (!early.ok || !whole.ok) return;
        keepsItsPromises(kind, problem, early);
        for (const told of heard) expect(told).toBeGreaterThanOrEqual(0);
        if (whole.status === 'optimal' && !Number.isNaN(early.bound)) expect(kind.maximises ? early.bound >= whole.value - 1e-6 : early.bound <= whole.value + 1e-6).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test(`${kind.name}: one number spoilt is refused by name and place, or solved as it stands; never thrown at`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(), fc.nat(), fc.constantFrom(NaN, -1, 0.5, 1e300, -1e300, Infinity, -Infinity), async (seed, which, place, wrong) => {
        const problem = kind.draw(drawFrom(seed));
        const arrays = arraysIn(problem).filter((array) => array.length > 0);
        fc.pre(arrays.length > 0);
        const array = arrays[which % arrays.length]!;
        array[place % array.length] = wrong;
        const answer = await kind.solve(problem, { seconds: 2 });
        if (answer.ok) keepsItsPromises(kind, problem, answer);
        else expect([answer.reason, answer.where].every((word) => word.length > 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
}
