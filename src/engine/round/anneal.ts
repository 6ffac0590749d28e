import type { Model } from './model.ts';
import { copyPlan, emptyPlan, type Plan, totalCost } from './plan.ts';
import { recreate } from './recreate.ts';
import { type Roulette, roulette } from './roulette.ts';
import { RUINS } from './ruin.ts';

/** A search going on: `current` is where it stands, `best` the best it met. One iteration is one ruin and one recreation. */
export type Search = { model: Model; random: () => number; current: Plan; best: Plan; trial: Plan; currentCost: number; bestCost: number; ruins: Roulette };

export function searchFrom(model: Model, plan: Plan, random: () => number): Search {
  const copies = [emptyPlan(model), emptyPlan(model), emptyPlan(model)] as const;
  for (const copy of copies) copyPlan(plan, copy);
  const cost = totalCost(model, plan);
  return { model, random, current: copies[0], best: copies[1], trial: copies[2], currentCost: cost, bestCost: cost, ruins: roulette(RUINS.length) };
}

/** Points for the way of ruining, when it led to a new best plan, to a better one, to one accepted. */
const NEW_BEST = 10;
const BETTER = 3;
const ACCEPTED = 1;

/** One iteration: a worse plan is accepted when worse by less than `temperature` times a draw of the exponential law (annealing). */
export function step(search: Search, temperature: number): void {
  const { model, random, current, trial, ruins } = search;
  copyPlan(current, trial);
  const way = ruins.draw(random);
  RUINS[way]!(model, trial, random);
  recreate(model, trial, random);
  const cost = totalCost(model, trial);
  if (cost >= search.currentCost - temperature * Math.log(random())) return ruins.reward(way, 0);
  ruins.reward(way, cost < search.bestCost ? NEW_BEST : cost < search.currentCost ? BETTER : ACCEPTED);
  search.trial = current;
  search.current = trial;
  search.currentCost = cost;
  if (cost >= search.bestCost) return;
  search.bestCost = cost;
  copyPlan(trial, search.best);
}
