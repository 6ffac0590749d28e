import { eachCoefficient } from './bound.ts';
import type { LpAnswer, LpModel } from './model.ts';

/** `missing`: by how much the column's cost must better, in units of the objective, before it could be used. `takes`: what it would use up. */
export type WhyNot = { missing: number; takes: { row: number; quantity: number; price: number }[] };

/** Why a column of a solved continuous model is left out: each scarce row it draws on, at that row's price. Undefined without duals. */
export function whyNot(model: LpModel, answer: LpAnswer, column: number): WhyNot | undefined {
  const { duals, reducedCosts } = answer.chosen;
  if (!duals || !reducedCosts) return undefined;
  const takes: WhyNot['takes'] = [];
  eachCoefficient(model.matrix, (row, j, quantity) => {
    if (j === column && duals[row] !== 0) takes.push({ row, quantity, price: duals[row]! });
  });
  return { missing: Math.max(0, (model.maximise ? -1 : 1) * reducedCosts[column]!), takes };
}
