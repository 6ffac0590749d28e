import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT_LEAST, AT_MOST, checkFlow, EXACT, explainArc, type FlowProblem, leastChange, priceOfOneMore, solveFlow } from './index.ts';

/** Any small problem: bounds, loops and twin arcs included; made balanced by its last node when all supplies are exact. */
const problems = fc.integer({ min: 1, max: 7 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  const arc = fc.record({ from: node, to: node, cost: fc.integer({ min: -9, max: 20 }), lower: fc.integer({ min: 0, max: 2 }), room: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Infinity)) });
  return fc.record({
    arcs: fc.array(arc, { maxLength: 20 }),
    supply: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: nodes, maxLength: nodes }),
    kind: fc.array(fc.constantFrom(EXACT, AT_MOST, AT_MOST, AT_LEAST), { minLength: nodes, maxLength: nodes }),
    exact: fc.boolean(),
  }).map(({ arcs, supply, kind, exact }): FlowProblem => {
    if (exact) supply[nodes - 1]! -= supply.reduce((total, value) => total + value, 0);
    return {
      nodes,
      from: arcs.map((one) => one.from), to: arcs.map((one) => one.to), cost: arcs.map((one) => one.cost),
      lower: arcs.map((one) => one.lower), upper: arcs.map((one) => one.lower + one.room),
      supply, kind: exact ? undefined : kind.every((one) => one === EXACT) ? kind.map(() => AT_MOST) : kind,
    };
  });
});

function solved(problem: FlowProblem, control = {}) {
  const answer = solveFlow(problem, control);
  if (!answer.ok) throw new Error(`${answer.reason} ${answer.where}`);
  return answer;
}

/** What must leave the marked nodes, less what may: above 0, nothing is feasible. */
function excessOver({ from, to, lower, upper, supply, kind, nodes }: FlowProblem, inside: (node: number) => boolean): number {
  let excess = 0;
  for (let node = 0; node < nodes; node++) {
    if (!inside(node)) continue;
    const least = kind?.[node] === AT_MOST ? Math.min(0, supply[node]!) : kind?.[node] === AT_LEAST && supply[node]! < 0 ? -Infinity : supply[node]!;
    excess += least;
  }
  for (let arc = 0; arc < from.length; arc++) {
    if (inside(from[arc]!) && !inside(to[arc]!)) excess -= upper[arc]!;
    if (!inside(from[arc]!) && inside(to[arc]!)) excess += lower?.[arc] ?? 0;
  }
  return excess;
}

const turned = (problem: FlowProblem): FlowProblem => ({ ...problem, from: problem.to, to: problem.from, supply: Array.from(problem.supply, (value) => -value) });

test('the checker agrees, the potentials prove the optimum, and what is infeasible has a cut that proves it', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const answer = solved(problem);
      if (answer.status === 'optimal') {
        const checked = checkFlow(problem, answer.chosen.flow, answer.chosen.potential);
        expect(checked).toEqual({ feasible: true, faults: [], value: answer.value, bound: answer.value });
      } else if (answer.status === 'infeasible' && answer.chosen.cut) {
        const { cut } = answer.chosen;
        const sends = excessOver(problem, (node) => cut[node] === 1);
        const wants = excessOver(turned(problem), (node) => cut[node] === -1);
        const some = cut.some((mark) => mark !== 0);
        expect(some && Math.max(sends, wants) > 0).toBe(true);
      } else expect(['unbounded', 'infeasible']).toContain(answer.status);
    }),
    { numRuns: 1500 },
  );
});

test('started from the basis of another problem, it ends at the same value as from nothing', () => {
  fc.assert(
    fc.property(problems, fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 8 }), (problem, changes) => {
      const { basis } = solved(problem).chosen;
      const shifted = (values: ArrayLike<number>) => Array.from(values, (value, at) => value + changes[at % changes.length]!);
      const changed = { ...problem, cost: shifted(problem.cost), upper: Array.from(problem.upper, (value, at) => value + Math.abs(changes[at % changes.length]!)) };
      const [warm, cold] = [solved(changed, { from: basis }), solved(changed)];
      expect([warm.status, warm.value]).toEqual([cold.status, cold.value]);
      const more = { ...changed, from: [...Array.from(changed.from), 0], to: [...Array.from(changed.to), problem.nodes - 1], cost: [...changed.cost, -2], upper: [...changed.upper, 4], lower: [...Array.from(changed.lower ?? []), 0] };
      const [warmer, colder] = [solved(more, { from: warm.chosen.basis }), solved(more)];
      expect([warmer.status, warmer.value]).toEqual([colder.status, colder.value]);
      if (cold.status === 'optimal' && colder.status === 'optimal') expect(colder.value).toBeLessThanOrEqual(cold.value);
    }),
    { numRuns: 600 },
  );
});

test('the order of arcs and the numbering of nodes do not change the value; costs three times as high triple it', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const back = (values: ArrayLike<number>) => Array.from(values).reverse();
      const other = (values: ArrayLike<number>) => Array.from(values, (node) => problem.nodes - 1 - node).reverse();
      const mirrored: FlowProblem = {
        nodes: problem.nodes, from: other(problem.from), to: other(problem.to), cost: back(problem.cost), lower: problem.lower && back(problem.lower),
        upper: back(problem.upper), supply: back(problem.supply), kind: problem.kind && back(problem.kind),
      };
      const [one, two] = [solved(problem), solved(mirrored)];
      expect([two.status, two.value]).toEqual([one.status, one.value]);
      expect(solved({ ...problem, cost: Array.from(problem.cost, (cost) => 3 * cost) }).value).toBe(3 * one.value);
    }),
    { numRuns: 300 },
  );
});

const twoSawmills: FlowProblem = { nodes: 4, from: [0, 0, 1], to: [2, 3, 3], cost: [-30, -10, -25], upper: [5, 9, 9], supply: [8, 2, -9, -4], kind: [AT_MOST, AT_MOST, AT_MOST, AT_MOST] };

test('an arc and a need not met are explained in units of the objective', () => {
  const answer = solved(twoSawmills);
  expect(answer.value).toBe(-5 * 30 - 2 * 10 - 2 * 25);
  expect(explainArc(twoSawmills, answer.chosen, 0)).toMatchObject({ stoppedBy: 'upper' });
  expect(explainArc(twoSawmills, answer.chosen, 0).reducedCost).toBeLessThan(0);
  expect(priceOfOneMore(twoSawmills, answer, 2)).toMatchObject({ met: false, impossible: true });
  expect(priceOfOneMore(twoSawmills, answer, 3)).toEqual({ met: true });
  const farAway = { ...twoSawmills, cost: [-30, 7, -25] };
  expect(priceOfOneMore(farAway, solved(farAway), 3)).toEqual({ met: false, costs: 7 });
});

test('for a need not met, the least price, the one supplier, the one limit or the nearest arc not listed that would do, each found by solving again', () => {
  // Need 2 wants 9 and gets 5: one arc alone reaches it, and it is full. Supplier 0 could send 3 more.
  const answer = solved(twoSawmills);
  expect(leastChange(twoSawmills, answer, 3)).toEqual([]);
  expect(leastChange(twoSawmills, answer, 2)).toEqual([{ kind: 'limit', arc: 0, by: 1, value: -250 }]);
  const further = { from: [1, 0], to: [2, 2], cost: [-1, -4], upper: [9, 9], measure: [80, 120] };
  // Supplier 1 brings 25 at need 3 and would bring 1 at need 2: at 80 nothing is gained. At 120, the ton that supplier 0 keeps brings 4.
  expect(leastChange(twoSawmills, answer, 2, further)).toContainEqual({ kind: 'further', measure: 120, value: -224 });
  const scarce = { ...twoSawmills, upper: [9, 9, 9], supply: [3, 2, -9, -4] };
  const short = solved(scarce);
  expect(leastChange(scarce, short, 2)).toEqual([{ kind: 'quantity', node: 0, by: 1, value: short.value - 30 }]);
  const farAway = { ...twoSawmills, cost: [-30, 7, -25] };
  expect(leastChange(farAway, solved(farAway), 3)).toContainEqual({ kind: 'price', by: 7, value: solved(farAway).value + 7 });
});

test('every change told has one unit more served at no more cost', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const answer = solved(problem);
      if (answer.status !== 'optimal') return;
      for (let node = 0; node < problem.nodes; node++) {
        for (const change of leastChange(problem, answer, node)) {
          if (change.kind === 'price') expect(change.by).toBeGreaterThanOrEqual(0);
          else expect(change.value).toBeLessThanOrEqual(answer.value);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('a cycle of negative cost without limit is said to be unbounded', () => {
  expect(solved({ nodes: 2, from: [0, 1], to: [1, 0], cost: [1, -2], upper: [Infinity, Infinity], supply: [0, 0] })).toMatchObject({ status: 'unbounded', bound: -Infinity });
});

test('asked to stop at once, it gives what is feasible with a bound that holds, or says that it has nothing', () => {
  const signal = AbortSignal.abort();
  const early = solved(twoSawmills, { signal });
  expect(early.status).toBe('feasible');
  expect(early.bound).toBeLessThanOrEqual(-220);
  expect(early.value).toBeGreaterThanOrEqual(-220);
  const relayed: FlowProblem = { nodes: 3, from: [0, 1], to: [1, 2], cost: [1, 1], upper: [9, 9], supply: [4, 0, -4] };
  expect(solved(relayed, { signal })).toMatchObject({ status: 'stopped', value: NaN });
});

test('cut short by the clock, it keeps a flow that the checker accepts, between its bound and what it would have reached', () => {
  const side = 12_000;
  const arcs = { from: [] as number[], to: [] as number[], cost: [] as number[] };
  for (let node = 0; node < side; node++) {
    for (let way = 0; way < 8; way++) {
      arcs.from.push(node);
      arcs.to.push(side + ((node * 31 + way * way * 977) % side));
      arcs.cost.push(-1 - ((node * 7919 + way * 104_729) % 1000));
    }
  }
  const problem: FlowProblem = { nodes: 2 * side, ...arcs, upper: arcs.cost.map(() => Infinity), supply: Array.from({ length: 2 * side }, (_, node) => (node < side ? 1 + (node % 9) : -1 - (node % 7))), kind: Array.from({ length: 2 * side }, () => AT_MOST) };
  const whole = solved(problem);
  const cut = solved(problem, { seconds: 0 });
  expect(cut.status).toBe('feasible');
  expect(cut.bound).toBeLessThanOrEqual(whole.value);
  expect(cut.value).toBeGreaterThanOrEqual(whole.value);
  expect(checkFlow(problem, cut.chosen.flow).value).toBe(cut.value);
});

test('wrong input is named, with its place', () => {
  const good: FlowProblem = { nodes: 2, from: [0], to: [1], cost: [3], upper: [10], supply: [4, -4] };
  expect(solved(good).value).toBe(12);
  const refusals: [Partial<FlowProblem>, string, string][] = [
    [{ nodes: 0 }, 'empty', 'nodes'],
    [{ to: [2] }, 'bad-index', 'to[0]'],
    [{ cost: [NaN] }, 'not-a-number', 'cost[0]'],
    [{ cost: [0.5] }, 'not-an-integer', 'cost[0]'],
    [{ cost: [2 ** 60] }, 'overflow', 'cost[0]'],
    [{ cost: [2 ** 52] }, 'overflow', 'cost'],
    [{ upper: [-1] }, 'negative-capacity', 'upper[0]'],
    [{ lower: [11] }, 'crossed-bounds', 'lower[0]'],
    [{ supply: [4, -3] }, 'unbalanced', 'supply'],
    [{ supply: [4] }, 'bad-length', 'supply'],
  ];
  for (const [change, reason, where] of refusals) expect(solveFlow({ ...good, ...change })).toEqual({ ok: false, reason, where });
});
