import { searchFrom, type Search, step } from './anneal.ts';
import type { RoundBound } from './bound.ts';
import type { Clock } from './clock.ts';
import { fewerVehicles } from './fleet.ts';
import type { Model } from './model.ts';
import { copyPlan, drivenCost, emptyPlan, type Plan, totalCost } from './plan.ts';
import { type Pool, routePool } from './pool.ts';
import { recreate } from './recreate.ts';

/** Share of the time for the number of vehicles at most, and iterations a request without one vehicle less before giving up. */
const FLEET_SHARE = 0.4;
const FLEET_PATIENCE = 1000;
/** Temperatures, in costs of an average arc. */
const FLEET_HEAT = 0.2;
const HOT = 4;
const COLD = 0.01;
/** An annealing lasts this many iterations a request, or all that is left; then another starts from the best. */
const CYCLE = 300;
const MOST_CYCLES = 10;
const WARM_UP = 200;
/** The pool looks at the plan every so many iterations; it is recombined after each annealing, at most for this share of the time. */
const SAMPLING = 10;
const POOL_SHARE = 0.03;

type Setting = { model: Model; bound: RoundBound; clock: Clock; random: () => number; secondsInAll: number | undefined };

/** The search from end to end: a first plan, fewer vehicles, then annealings with recombination in between. */
export async function search(setting: Setting): Promise<Plan> {
  const { model, bound, clock, random, secondsInAll } = setting;
  const first = emptyPlan(model);
  recreate(model, first, random);
  const arc = averageArc(model, first);
  const state = searchFrom(model, first, random);
  if (model.compulsory) await dropVehicles(state, setting, FLEET_HEAT * arc);
  state.best.shut.fill(0);
  standOn(state, state.best);

  const pool = routePool(model, random);
  const mark = { iterations: clock.iterations, spent: clock.spent() };
  await anneal(state, setting, pool, { hot: HOT * arc, cold: HOT * arc, until: 1, iterations: WARM_UP });
  while (!clock.stopped() && state.bestCost > bound.value) {
    const pace = (clock.spent() - mark.spent) / (clock.iterations - mark.iterations);
    const ahead = (1 - clock.spent()) / pace / (CYCLE * model.requests);
    const cycles = Math.max(1, Math.min(MOST_CYCLES, Math.round(ahead)));
    await anneal(state, setting, pool, { hot: HOT * arc, cold: COLD * arc, until: clock.spent() + (1 - clock.spent()) / cycles, iterations: Infinity });
    const recombined = clock.signalled() ? undefined : await pool.best(state.best, secondsInAll && Math.max(0.2, POOL_SHARE * secondsInAll));
    standOn(state, recombined && totalCost(model, recombined) < state.bestCost ? recombined : state.best);
  }
  return state.best;
}

async function dropVehicles(state: Search, { bound, clock, model }: Setting, temperature: number): Promise<void> {
  let sinceFewer = 0;
  let best = state.bestCost;
  const goOn = (): boolean => {
    clock.iterations++;
    sinceFewer = state.bestCost < best ? 0 : sinceFewer + 1;
    best = state.bestCost;
    return !clock.stopped() && clock.spent() < FLEET_SHARE && sinceFewer < FLEET_PATIENCE * model.requests;
  };
  for (const _iteration of fewerVehicles(state, bound.vehicles, temperature, goOn)) if (clock.isLate()) await clock.breathe(state.bestCost, bound.value);
}

/** Lowers the temperature from `hot` to `cold` as the clock goes to `until`. */
async function anneal(state: Search, { bound, clock }: Setting, pool: Pool, plan: { hot: number; cold: number; until: number; iterations: number }): Promise<void> {
  const from = clock.spent();
  const stop = clock.iterations + plan.iterations;
  while (!clock.stopped() && clock.iterations < stop && state.bestCost > bound.value) {
    const progress = (clock.spent() - from) / (plan.until - from);
    if (progress >= 1) return;
    step(state, plan.hot * (plan.cold / plan.hot) ** progress);
    if (++clock.iterations % SAMPLING === 0) pool.add(state.current);
    if (clock.isLate()) await clock.breathe(state.bestCost, bound.value);
  }
}

function standOn(state: Search, plan: Plan): void {
  copyPlan(plan, state.current);
  state.currentCost = totalCost(state.model, plan);
  if (state.currentCost >= state.bestCost) return;
  copyPlan(plan, state.best);
  state.bestCost = state.currentCost;
}

/** Cost of an arc driven in the plan; where nobody drives, of an arc of the matrix. At least 1: a temperature needs a size. */
function averageArc(model: Model, plan: Plan): number {
  let [arcs, fixed] = [0, 0];
  plan.stops.forEach((stops, vehicle) => {
    if (stops === 0) return;
    arcs += stops + 1;
    fixed += model.fixed[vehicle]!;
  });
  const average = arcs > 0 ? (drivenCost(plan) - fixed) / arcs : model.cost.reduce((sum, cost) => sum + cost, 0) / model.cost.length;
  return Math.max(1, average);
}
