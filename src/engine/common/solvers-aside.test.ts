import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type AssignmentAnswer, type DenseAssignment, type SparseAssignment } from '../assign/index.ts';
import { AT_MOST, checkFlow, type FlowAnswer, type FlowProblem } from '../flow/index.ts';
import type { Control } from './answer.ts';
import { inWorker } from './in-worker.ts';
import { seededRandom } from './random.ts';

const assign = new URL('../assign/index.ts', import.meta.url);
const solveFlowAside = inWorker<FlowProblem, Control, FlowAnswer>(new URL('../flow/index.ts', import.meta.url), 'solveFlow');
const solveDenseAside = inWorker<DenseAssignment, Control, AssignmentAnswer>(assign, 'solveDenseAssignment');
const solveSparseAside = inWorker<SparseAssignment, Control, AssignmentAnswer>(assign, 'solveSparseAssignment');

/** Costs that are products (Machol and Wien 1976): every path is long; alone on a machine it takes a minute or so. */
const SIDE = 1600;
const products = Float64Array.from({ length: SIDE * SIDE }, (_, at) => (1 + Math.floor(at / SIDE)) * (1 + (at % SIDE)));
const dense: DenseAssignment = { rows: SIDE, columns: SIDE, cost: products };
const sparse: SparseAssignment = { rows: SIDE, columns: SIDE, row: Int32Array.from(products.keys(), (at) => Math.floor(at / SIDE)), column: Int32Array.from(products.keys(), (at) => at % SIDE), cost: products };

/** Everybody may send anywhere: some four seconds of pivots. */
function farAndWide(): FlowProblem {
  const [side, ways] = [150_000, 8];
  const random = seededRandom(3);
  const from = Int32Array.from({ length: side * ways }, (_, arc) => Math.floor(arc / ways));
  const to = from.map(() => side + Math.floor(side * random()));
  const cost = Float64Array.from(from, () => -1 - Math.floor(10_000 * random()));
  const supply = Float64Array.from({ length: 2 * side }, (_, node) => (node < side ? 1 + (node % 9) : -1 - (node % 7)));
  return { nodes: 2 * side, from, to, cost, upper: new Float64Array(from.length).fill(Infinity), supply, kind: new Uint8Array(2 * side).fill(AT_MOST) };
}
const network = farAndWide();

/** How long a thread may take to start, take in its problem and look at its clock, on a machine that is busy with other things. */
const GENEROUS = 4;

async function timed<Answer>(solve: () => Promise<Answer>): Promise<{ answer: Answer; seconds: number }> {
  const started = performance.now();
  return { answer: await solve(), seconds: (performance.now() - started) / 1000 };
}

test('a flow asked to stop in its thread gives the flow it has, that the checker accepts, and soon', async () => {
  const controller = new AbortController();
  const heard: number[] = [];
  const { answer, seconds } = await timed(async () => {
    const solving = solveFlowAside(network, { signal: controller.signal, onProgress: ({ iterations }) => heard.push(iterations) });
    await wait(1500);
    controller.abort();
    return solving;
  });
  expect(answer.status).toBe('feasible');
  expect(checkFlow(network, answer.chosen.flow)).toMatchObject({ feasible: true, value: answer.value });
  expect(answer.bound).toBeLessThan(answer.value);
  expect(heard.length).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(1.5 + GENEROUS);
}, 30_000);

test('a flow in its thread keeps to its time, counted from the call', async () => {
  const { answer, seconds } = await timed(() => solveFlowAside(network, { seconds: 1 }));
  expect(answer.status).toBe('feasible');
  expect(seconds).toBeLessThan(1 + GENEROUS);
}, 30_000);

for (const [name, solve] of [['dense', (control: Control) => solveDenseAside(dense, control)], ['sparse', (control: Control) => solveSparseAside(sparse, control)]] as const) {
  test(`a ${name} assignment in its thread stops when asked, keeps to its time, and tells what its prices prove meanwhile`, async () => {
    const controller = new AbortController();
    const heard: { bound: number; iterations: number }[] = [];
    const asked = await timed(async () => {
      const solving = solve({ signal: controller.signal, onProgress: (progress) => heard.push(progress) });
      await wait(1500);
      controller.abort();
      return solving;
    });
    expect(asked.answer).toMatchObject({ ok: true, status: 'stopped', value: NaN });
    expect(asked.seconds).toBeLessThan(1.5 + GENEROUS);
    // The cheapest way puts row i in column SIDE - 1 - i.
    const best = Array.from({ length: SIDE }, (_, at) => (1 + at) * (SIDE - at)).reduce((sum, one) => sum + one, 0);
    expect(heard.length).toBeGreaterThan(0);
    for (const { bound } of heard) expect(bound).toBeLessThanOrEqual(best);
    const limited = await timed(() => solve({ seconds: 1 }));
    expect(limited.answer.status).toBe('stopped');
    expect(limited.seconds).toBeLessThan(1 + GENEROUS);
  }, 30_000);
}
