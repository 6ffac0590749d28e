/** Fewer vehicles: the absence counters of Christiaens, Vanden Berghe (2020), after the guided ejection of Nagata, Bräysy (2009). */
import type { Search } from './anneal.ts';
import type { Model } from './model.ts';
import { copyPlan, type Plan, refresh, remove, totalCost } from './plan.ts';
import { recreate } from './recreate.ts';
import { RUINS } from './ruin.ts';

/**
 * Shuts one vehicle after the other while what it served finds room elsewhere. Each request carries a counter of how often it was left
 * out; a plan is accepted when those it leaves out have been less trouble so far, so that the search comes round to serve the
 * hard ones first. `goOn` is asked before each iteration. Ends with `search.current` and `search.best` at the fewest vehicles found.
 */
export function* fewerVehicles(search: Search, atLeast: number, temperature: number, goOn: () => boolean): Generator<void> {
  const { model, random } = search;
  const troubles = new Float64Array(model.requests);
  copyPlan(search.best, search.current);
  do {
    let absence = absenceOf(search.current, troubles);
    search.currentCost = totalCost(model, search.current);
    while (search.current.absentCount > 0) {
      if (!goOn()) return;
      const { current, trial } = search;
      copyPlan(current, trial);
      RUINS[Math.floor(random() * RUINS.length)]!(model, trial, random);
      recreate(model, trial, random);
      const trialAbsence = absenceOf(trial, troubles);
      const cost = totalCost(model, trial);
      const nearer = trialAbsence < absence || trial.absentCount === 0;
      const asNear = trial.absentCount <= current.absentCount && cost < search.currentCost - temperature * Math.log(random());
      for (let i = 0; i < trial.absentCount; i++) troubles[trial.absent[i]!]!++;
      if (nearer || asNear) {
        search.trial = current;
        search.current = trial;
        search.currentCost = cost;
      }
      absence = absenceOf(search.current, troubles);
      yield;
    }
    search.bestCost = search.currentCost;
    copyPlan(search.current, search.best);
  } while (usedBy(search.best) > atLeast && shutOne(model, search.current, troubles));
}

export const usedBy = (plan: Plan): number => plan.stops.reduce((used, stops) => used + (stops > 0 ? 1 : 0), 0);

const absenceOf = (plan: Plan, troubles: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < plan.absentCount; i++) sum += troubles[plan.absent[i]!]!;
  return sum;
};

/** Empties and shuts the vehicle whose requests have been the least trouble, then the fewest; shuts idle ones on the way. */
function shutOne(model: Model, plan: Plan, troubles: Float64Array): boolean {
  let chosen = -1;
  let least = Infinity;
  for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
    if (plan.stops[vehicle] === 0) {
      plan.shut[vehicle] = 1;
      continue;
    }
    let trouble = 0;
    for (const request of requestsOf(model, plan, vehicle)) trouble += 1 + troubles[request]!;
    if (trouble < least) {
      least = trouble;
      chosen = vehicle;
    }
  }
  if (chosen < 0) return false;
  for (const request of requestsOf(model, plan, chosen)) remove(model, plan, request);
  refresh(model, plan, chosen);
  plan.shut[chosen] = 1;
  return true;
}

/** Requests on a vehicle, each once. */
export function requestsOf(model: Model, plan: Plan, vehicle: number): number[] {
  const first = model.nodes + 2 * vehicle;
  const found: number[] = [];
  for (let node = plan.next[first]!; node !== first + 1; node = plan.next[node]!) {
    const request = model.requestOf[node]!;
    if (node === model.pickup[request] || model.pickup[request]! < 0) found.push(request);
  }
  return found;
}
