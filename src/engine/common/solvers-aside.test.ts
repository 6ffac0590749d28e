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

type Heard = { bound: number; iterations: number };

/** Asks a solver to stop as soon as it tells how far it is. That it did shows in its status, whatever else the machine is busy with. */
async function stopAtFirstWord<Result>(solve: (control: Control) => Promise<Result>): Promise<{ answer: Result; heard: Heard[] }> {
  const controller = new AbortController();
  const heard: Heard[] = [];
  const onProgress = (progress: Heard): void => {
    heard.push(progress);
    controller.abort();
  };
  return { answer: await solve({ signal: controller.signal, onProgress }), heard };
}

test('a flow asked to stop in its thread gives the flow it has, that the checker accepts', async () => {
  const { answer } = await stopAtFirstWord((control) => solveFlowAside(network, control));
  expect(answer.status).toBe('feasible');
  expect(checkFlow(network, answer.chosen.flow)).toMatchObject({ feasible: true, value: answer.value });
  expect(answer.bound).toBeLessThan(answer.value);
}, 120_000);

test('a flow in its thread keeps to its time, counted from the call', async () => {
  expect((await solveFlowAside(network, { seconds: 1 })).status).toBe('feasible');
}, 120_000);

for (const [name, solve] of [['dense', (control: Control) => solveDenseAside(dense, control)], ['sparse', (control: Control) => solveSparseAside(sparse, control)]] as const) {
  test(`a ${name} assignment in its thread stops when asked, keeps to its time, and tells what its prices prove meanwhile`, async () => {
    const { answer, heard } = await stopAtFirstWord(solve);
    expect(answer).toMatchObject({ ok: true, status: 'stopped', value: NaN });
      // The cheapest way puts row i in column SIDE - 1 - i.
    const best = Array.from({ length: SIDE }, (_, at) => (1 + at) * (SIDE - at)).reduce((sum, one) => sum + one, 0);
    for (const { bound } of heard) expect(bound).toBeLessThanOrEqual(best);
    expect((await solve({ seconds: 1 })).status).toBe('stopped');
  }, 120_000);
}
