import { type BadInput, type Control, gapOf, type Status } from '../common/answer.ts';
import { arrangementFor, remember } from './arrangement.ts';
import { greedyBasis } from './crash.ts';
import { networkOf } from './network.ts';
import { badFlowProblem, type FlowAnswer, type FlowBasis, type FlowProblem } from './problem.ts';
import { cutOf, dualBound, flowsOf, isCarryingPenalty, potentialsOf, valueOf } from './result.ts';
import { pivotToOptimum } from './simplex.ts';
import { basisInside, basisOutside, standOn } from './start.ts';

/**
 * The cheapest flow that meets every supply, demand and bound. Exact: the potentials it returns prove the optimum (`bound` equals `value`).
 * Method: primal network simplex (Dantzig 1951; Cunningham 1976; Ahuja, Magnanti, Orlin, Network Flows, 1993, chapter 11), block pricing.
 * `from`: the basis of an earlier answer to a problem with the same nodes; costs, bounds, supplies may differ and arcs may have been added.
 * @example solveFlow({ nodes: 2, from: [0], to: [1], cost: [3], upper: [10], supply: [4, -4] }) // value 12
 */
export function solveFlow(problem: FlowProblem, control: Control & { from?: FlowBasis } = {}): FlowAnswer | BadInput {
  const started = performance.now();
  const wrong = badFlowProblem(problem);
  if (wrong) return wrong;
  const arrangement = arrangementFor(problem, control.from);
  const network = networkOf(problem, arrangement);
  if (!network) return { ok: false, reason: 'overflow', where: 'cost' };
  const given = problem.from.length;
  const state = control.from ? basisInside(network, given, control.from) : greedyBasis(network, given);
  const standing = standOn(network, state);
  const elapsed = () => (performance.now() - started) / 1000;
  const stop = watch(control, elapsed, (iterations) => {
    const reached = isCarryingPenalty(network, standing) ? NaN : valueOf(problem, flowsOf(problem, network, standing));
    return { value: reached, bound: dualBound(network, standing), seconds: elapsed(), iterations };
  });
  const ended = pivotToOptimum(network, standing, { warm: control.from !== undefined, stop });

  const flow = flowsOf(problem, network, standing);
  const potential = potentialsOf(network, standing);
  const short = isCarryingPenalty(network, standing);
  const status = statusOf(ended.how, short, problem);
  const value = status === 'optimal' || status === 'feasible' ? valueOf(problem, flow) : NaN;
  const bound = status === 'optimal' ? value : status === 'feasible' ? dualBound(network, standing) : status === 'unbounded' ? -Infinity : NaN;
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return { ok: false, reason: 'overflow', where: 'value' };
  const basis = basisOutside(network, given, state);
  remember(basis, arrangement);
  const chosen = status === 'infeasible' && ended.how === 'optimal' ? { flow, potential, basis, cut: cutOf(network, potential) } : { flow, potential, basis };
  return { ok: true, status, value, bound, gap: gapOf(value, bound), chosen, seconds: elapsed(), iterations: ended.pivots };
}

/** A cycle of negative cost without limit proves nothing while penalties are paid: whether anything is feasible is then asked without costs. */
function statusOf(how: 'optimal' | 'unbounded' | 'stopped', short: boolean, problem: FlowProblem): Status {
  if (how === 'stopped') return short ? 'stopped' : 'feasible';
  if (how === 'optimal') return short ? 'infeasible' : 'optimal';
  if (!short) return 'unbounded';
  const costless = solveFlow({ ...problem, cost: new Float64Array(problem.from.length) });
  return costless.ok && costless.status === 'optimal' ? 'unbounded' : 'infeasible';
}

/** Whether to stop, by the clock or the caller's wish; tells the caller how far it is, at most four times a second. */
function watch({ seconds = Infinity, signal, onProgress }: Control, elapsed: () => number, progress: (iterations: number) => Parameters<NonNullable<Control['onProgress']>>[0]) {
  let told = 0;
  return (iterations: number): boolean => {
    const now = elapsed();
    if (onProgress && now - told > 0.25) {
      told = now;
      onProgress(progress(iterations));
    }
    return signal?.aborted === true || now > seconds;
  };
}
