import type { Model } from './model.ts';
import { copyPlan, emptyPlan, type Plan, totalCost } from './plan.ts';
import { recreate } from './recreate.ts';
import { ruin } from './ruin.ts';

/** A search going on: `current` is where it stands, `best` the best it met. One iteration is one ruin and one recreation. */
export type Search = { model: Model; random: () => number; current: Plan; best: Plan; trial: Plan; currentCost: number; bestCost: number };

export function searchFrom(model: Model, plan: Plan, random: () => number): Search {
  const copies = [emptyPlan(model), emptyPlan(model), emptyPlan(model)] as const;
  for (const copy of copies) copyPlan(plan, copy);
  const cost = totalCost(model, plan);
  return { model, random, current: copies[0], best: copies[1], trial: copies[2], currentCost: cost, bestCost: cost };
}

/**
 * One iteration: a worse plan is accepted when it is worse by less than `temperature` times a draw of the exponential law (simulated
 * annealing). Returns whether the best improved.
 */
export function step(search: Search, temperature: number): boolean {
  const { model, random, current, trial } = search;
  copyPlan(current, trial);
  ruin(model, trial, random);
  recreate(model, trial, random);
  const cost = totalCost(model, trial);
  if (cost >= search.currentCost - temperature * Math.log(random())) return false;
  search.trial = current;
  search.current = trial;
  search.currentCost = cost;
  if (cost >= search.bestCost) return false;
  search.bestCost = cost;
  copyPlan(trial, search.best);
  return true;
}
