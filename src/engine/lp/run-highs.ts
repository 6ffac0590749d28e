import type { CallbackEventFor, Highs, HighsCallbackMap, Model, ModelData } from 'highs';
import { gapOf, type Control, type Status } from '../common/answer.ts';
import { boundFromDuals } from './bound.ts';
import { isInteger, type LpAnswer, type LpChosen, type LpControl, type LpModel } from './model.ts';

/** What the thread asks between two steps of HiGHS, and whom it tells. */
export type Hooks = { stopped: () => boolean; onProgress?: Control['onProgress'] };

/** Seconds: for ever. */
const NO_LIMIT = 1e9;

/** Solves one valid model with HiGHS in this thread, which is blocked meanwhile. Throws when HiGHS itself fails. */
export function runHighs(highs: Highs, model: LpModel, control: Omit<LpControl, 'signal' | 'onProgress'>, hooks: Hooks): LpAnswer {
  const started = performance.now();
  return highs.withModel(toHighs(highs, model), (instance) => {
    instance.options.set({
      output_flag: false,
      solver: isInteger(model) ? 'choose' : control.method === 'interior' ? 'ipm' : (control.method ?? 'choose'),
      run_crossover: control.method === 'interior' ? 'off' : 'on',
      time_limit: Math.min(control.seconds ?? NO_LIMIT, NO_LIMIT),
      random_seed: (control.seed ?? 0) & 0x7fffffff,
      mip_rel_gap: control.relativeGap ?? 0,
      mip_max_nodes: control.maxNodes ?? 0x7fffffff,
    });
    if (control.start?.basis) instance.setBasis({ colStatus: control.start.basis.columns, rowStatus: control.start.basis.rows });
    if (control.start?.x) instance.setSolution({ colValue: control.start.x });
    instance.run(callbacks(highs, hooks, started));
    if (instance.getModelStatus() === highs.constants.modelStatus.unboundedOrInfeasible) {
      // Presolve could not tell which of the two: the simplex method alone can.
      instance.options.set('presolve', 'off');
      instance.run(callbacks(highs, hooks, started));
    }
    return readAnswer(highs, instance, model, (performance.now() - started) / 1000);
  });
}

function toHighs(highs: Highs, { maximise, offset, columns, rows, matrix }: LpModel): ModelData {
  const [numCols, numRows] = [columns.cost.length, rows.lower.length];
  const { maximize, minimize } = highs.constants.objectiveSense;
  return {
    numCols,
    numRows,
    sense: maximise ? maximize : minimize,
    offset: offset ?? 0,
    colCost: columns.cost,
    colLower: columns.lower,
    colUpper: columns.upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    integrality: columns.integer && Int32Array.from(columns.integer),
    matrix: { format: matrix.by === 'column' ? 'csc' : 'csr', numRows, numCols, starts: matrix.starts, indices: matrix.indices, values: matrix.values },
  };
}

/** Progress is told at most this often: HiGHS passes its checkpoints thousands of times a second. */
const PROGRESS_EVERY_MS = 100;

function callbacks(highs: Highs, { stopped, onProgress }: Hooks, started: number): HighsCallbackMap {
  let lastTold = started;
  const stopIfAsked = (event: { interrupt(): void }): undefined => {
    if (stopped()) event.interrupt();
  };
  const isTime = (): boolean => performance.now() >= lastTold + PROGRESS_EVERY_MS;
  const tell = (value: number, bound: number, iterations: number): void => {
    lastTold = performance.now();
    onProgress?.({ value, bound, seconds: (lastTold - started) / 1000, iterations });
  };
  const kinds = highs.constants.callbackType;
  return {
    [kinds.simplexInterrupt]: (event: CallbackEventFor<1>): undefined => {
      stopIfAsked(event);
      if (onProgress && isTime()) tell(NaN, NaN, event.data.simplex_iteration_count ?? 0);
    },
    [kinds.ipmInterrupt]: (event: CallbackEventFor<2>): undefined => {
      stopIfAsked(event);
      if (onProgress && isTime()) tell(NaN, NaN, event.data.ipm_iteration_count ?? 0);
    },
    [kinds.mipInterrupt]: (event: CallbackEventFor<6>): undefined => {
      stopIfAsked(event);
      if (!onProgress || !isTime()) return;
      const { mip_primal_bound: value = NaN, mip_dual_bound: bound = NaN, mip_total_lp_iterations: iterations = 0n } = event.data;
      tell(value, bound, Number(iterations));
    },
  };
}

/** Integer answers within this of their bound are proved: HiGHS itself works to 1e-9 relative, 1e-6 absolute. */
const PROVED = 1e-9;

function readAnswer(highs: Highs, instance: Model, model: LpModel, seconds: number): LpAnswer {
  const { solutionStatus, modelStatus } = highs.constants;
  const outcome = instance.getModelStatus();
  const integer = isInteger(model);
  const count = (name: string): number => Math.max(0, Number(instance.info.get(name)));
  const iterations = integer ? count('simplex_iteration_count') + count('mip_node_count') : count('simplex_iteration_count') + count('ipm_iteration_count');
  const none = { x: new Float64Array(0), rows: new Float64Array(0) };
  if (outcome === modelStatus.infeasible || outcome === modelStatus.unbounded) {
    const status: Status = outcome === modelStatus.infeasible ? 'infeasible' : 'unbounded';
    const bound = status === 'infeasible' ? NaN : model.maximise ? Infinity : -Infinity;
    return { ok: true, status, value: NaN, bound, gap: NaN, chosen: none, seconds, iterations };
  }
  if (outcome < modelStatus.empty) throw new Error(`HiGHS could not solve this model (status ${outcome})`);

  const chosen = readChosen(highs, instance, integer);
  if (chosen.duals && !chosen.basis) signLikeValue(model, chosen as Required<LpChosen>, instance.getObjectiveValue());
  const feasible = instance.info.get('primal_solution_status') === solutionStatus.feasible;
  const proven = integer ? Number(instance.info.get('mip_dual_bound')) : boundFromDuals(model, chosen.duals!);
  if (!feasible) return { ok: true, status: 'stopped', value: NaN, bound: proven, gap: NaN, chosen: none, seconds, iterations };

  const value = instance.getObjectiveValue();
  const meets = outcome === modelStatus.optimal && (!integer || gapOf(value, proven) <= PROVED || Math.abs(value - proven) <= 1e-6);
  const bound = meets ? value : proven;
  return { ok: true, status: meets ? 'optimal' : 'feasible', value, bound, gap: gapOf(value, bound), chosen, seconds, iterations };
}

/** Without crossover, duals of a maximised model come with one sign or the other, depending on what presolve did: that is kept with which they add up to the value. */
function signLikeValue(model: LpModel, { x, rows, duals, reducedCosts }: Required<LpChosen>, value: number): void {
  let sum = 0;
  for (let i = 0; i < duals.length; i++) sum += duals[i]! * rows[i]!;
  for (let j = 0; j < x.length; j++) sum += reducedCosts[j]! * x[j]!;
  if (sum * (value - (model.offset ?? 0)) >= 0) return;
  duals.forEach((dual, i) => (duals[i] = -dual));
  reducedCosts.forEach((cost, j) => (reducedCosts[j] = -cost));
}

function readChosen(highs: Highs, instance: Model, integer: boolean): LpChosen {
  const { colValue, rowValue, colDual, rowDual } = instance.getSolution();
  if (integer) return { x: colValue, rows: rowValue };
  const hasBasis = instance.info.get('basis_validity') === highs.constants.basisValidity.valid;
  const basis = hasBasis ? instance.getBasis() : undefined;
  return { x: colValue, rows: rowValue, duals: rowDual, reducedCosts: colDual, basis: basis && { columns: basis.colStatus, rows: basis.rowStatus } };
}
