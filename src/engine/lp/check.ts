import { boundFromDuals, eachCoefficient } from './bound.ts';
import type { LpAnswer, LpModel } from './model.ts';

/** How far a sum may stray from its bound, relative to its size: HiGHS's feasibility tolerance is 1e-7 a row, scaled. */
const TOLERANCE = 1e-6;

/**
 * Recomputes an answer from the model alone: bounds, rows, whole numbers, value, and that the bound is on the right side.
 * Answers the list of what does not hold; empty when all does.
 */
export function checkLp(model: LpModel, answer: LpAnswer): string[] {
  if (Number.isNaN(answer.value)) return [];
  const faults: string[] = [];
  const { x, duals } = answer.chosen;
  const { columns, rows } = model;
  const outside = (value: number, lower: number, upper: number): boolean => {
    const slack = TOLERANCE * Math.max(1, Math.abs(value));
    return !(value >= lower - slack && value <= upper + slack);
  };

  const activity = new Float64Array(rows.lower.length);
  eachCoefficient(model.matrix, (row, column, value) => {
    activity[row]! += value * x[column]!;
  });
  let value = model.offset ?? 0;
  for (let j = 0; j < columns.cost.length; j++) {
    value += columns.cost[j]! * x[j]!;
    if (outside(x[j]!, columns.lower[j]!, columns.upper[j]!)) faults.push(`column ${j} is outside its bounds: ${x[j]}`);
    if (columns.integer?.[j] && Math.abs(x[j]! - Math.round(x[j]!)) > TOLERANCE) faults.push(`column ${j} is not whole: ${x[j]}`);
  }
  activity.forEach((sum, i) => {
    if (outside(sum, rows.lower[i]!, rows.upper[i]!)) faults.push(`row ${i} is outside its bounds: ${sum}`);
  });
  const near = TOLERANCE * Math.max(1, Math.abs(value));
  if (Math.abs(value - answer.value) > near) faults.push(`value is ${value}, not ${answer.value}`);
  const sense = model.maximise ? -1 : 1;
  if ((answer.bound - value) * sense > near) faults.push(`bound ${answer.bound} is on the wrong side of ${value}`);
  if (duals && answer.status === 'optimal' && Math.abs(boundFromDuals(model, duals) - value) > near) faults.push('the duals do not prove the value');
  return faults;
}
