import { type BadInput, type Control, gapOf } from '../common/answer.ts';
import { type LpAnswer, type LpModel, solveLp } from '../lp/index.ts';
import { checkFlowWithGains } from './check-gains.ts';
import { badFlowWithGains, type FlowWithGains, type FlowWithGainsAnswer } from './gains-problem.ts';
import { AT_LEAST, AT_MOST, type FlowProblem } from './problem.ts';

/** What is proved to within this share of the value is called optimal: amounts are no whole numbers, and HiGHS keeps rows to 1e-7. */
const PROVED = 1e-6;

/**
 * The cheapest flow with gains and losses (Jewell 1962; Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 15), written as a linear program for HiGHS: one
 * column an arc, one row a node, whose dual is the node's potential. Not exact as `solveFlow` is: balances hold to 1e-6, and the value is called optimal only
 * when the bound that the potentials prove, recomputed here, meets it to 1e-6. Without gains, use `solveFlow`.
 * @example await solveFlowWithGains({ nodes: 2, from: [0], to: [1], gain: [0.5], cost: [3], upper: [10], supply: [8, -4] }) // flow 8, value 24
 */
export async function solveFlowWithGains(problem: FlowWithGains, control: Control = {}): Promise<FlowWithGainsAnswer | BadInput> {
  const started = performance.now();
  const wrong = badFlowWithGains(problem);
  if (wrong) return wrong;
  const told = problem.from.length === 0 ? motionless(problem) : await solveLp(linearProgram(problem), control);
  if (!told.ok) return { ok: false, reason: 'overflow', where: told.where };
  const seconds = () => (performance.now() - started) / 1000;
  const none = { flow: new Float64Array(0), potential: new Float64Array(0) };
  if (Number.isNaN(told.value)) {
    const bound = told.status === 'unbounded' ? -Infinity : NaN;
    return { ok: true, status: told.status, value: NaN, bound, gap: NaN, chosen: none, seconds: seconds(), iterations: told.iterations };
  }
  const flow = told.chosen.x.map((amount, arc) => Math.min(problem.upper[arc]!, Math.max(problem.lower?.[arc] ?? 0, amount)));
  // Adding zero turns -0 into 0.
  const potential = told.chosen.duals?.map((dual) => -dual + 0) ?? new Float64Array(problem.nodes);
  const checked = checkFlowWithGains(problem, flow, potential);
  if (!checked.feasible) return { ok: true, status: 'stopped', value: NaN, bound: checked.bound, gap: NaN, chosen: none, seconds: seconds(), iterations: told.iterations };
  const { value } = checked;
  const meets = told.status === 'optimal' && gapOf(value, checked.bound) <= PROVED;
  const bound = meets ? value : Math.min(value, checked.bound);
  return { ok: true, status: meets ? 'optimal' : 'feasible', value, bound, gap: gapOf(value, bound), chosen: { flow, potential }, seconds: seconds(), iterations: told.iterations };
}

/** What leaves a node, less what arrives there once it has grown or shrunk, is what the node's supply allows. */
function linearProgram(problem: FlowWithGains): LpModel {
  const { nodes, from, to, gain, cost, lower, upper } = problem;
  const arcs = from.length;
  const starts = new Int32Array(arcs + 1);
  const indices = new Int32Array(2 * arcs);
  const values = new Float64Array(2 * arcs);
  let at = 0;
  const put = (row: number, value: number) => {
    indices[at] = row;
    values[at++] = value;
  };
  for (let arc = 0; arc < arcs; arc++) {
    if (from[arc] === to[arc]) put(from[arc]!, 1 - gain[arc]!);
    else {
      put(from[arc]!, 1);
      put(to[arc]!, -gain[arc]!);
    }
    starts[arc + 1] = at;
  }
  const ranges = Array.from({ length: nodes }, (_, node) => netOf(problem, node));
  return {
    columns: { cost: Float64Array.from(cost), lower: lower ? Float64Array.from(lower) : new Float64Array(arcs), upper: Float64Array.from(upper) },
    rows: { lower: Float64Array.from(ranges, ([least]) => least), upper: Float64Array.from(ranges, ([, most]) => most) },
    matrix: { by: 'column', starts, indices: indices.subarray(0, at), values: values.subarray(0, at) },
  };
}

/** Least and most that may leave a node, net. */
function netOf({ supply, kind }: FlowProblem, node: number): [number, number] {
  const amount = supply[node]!;
  if (kind?.[node] === AT_MOST) return amount >= 0 ? [0, amount] : [amount, 0];
  if (kind?.[node] === AT_LEAST) return amount >= 0 ? [amount, Infinity] : [-Infinity, amount];
  return [amount, amount];
}

/** Without arcs nothing moves: fine where every node may stay as it is. */
function motionless(problem: FlowWithGains): Pick<LpAnswer, 'ok' | 'status' | 'value' | 'iterations' | 'chosen'> {
  const fine = Array.from({ length: problem.nodes }, (_, node) => netOf(problem, node)).every(([least, most]) => least <= 0 && most >= 0);
  const chosen = { x: new Float64Array(0), rows: new Float64Array(0) };
  return { ok: true, status: fine ? 'optimal' : 'infeasible', value: fine ? 0 : NaN, iterations: 0, chosen };
}
