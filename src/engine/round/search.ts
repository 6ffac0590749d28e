import { timerMs } from '../common/answer.ts';
import { searchFrom, type Search, step } from './anneal.ts';
import type { RoundBound } from './bound.ts';
import type { Clock } from './clock.ts';
import { fewerVehicles, usedBy } from './fleet.ts';
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

/**
 * The search from end to end: a first plan, fewer vehicles, then annealings with recombination in between. Every second annealing starts from
 * a plan made anew: with wide time windows, the shape of the first one may be a valley that no temperature climbs out of.
 */
export async function search(setting: Setting): Promise<Plan> {
  const { model, bound, clock, random, secondsInAll } = setting;
  const first = emptyPlan(model);
  recreate(model, first, random);
  const arc = averageArc(model, first);
  const state = searchFrom(model, await withFewVehicles(first, setting, arc, bound.vehicles, FLEET_SHARE), random);

  const pool = routePool(model, random);
  const mark = { iterations: clock.iterations, spent: clock.spent() };
  await anneal(state, setting, pool, { hot: HOT * arc, cold: HOT * arc, until: 1, iterations: WARM_UP });
  for (let cycle = 0; !clock.stopped() && clock.spent() < 1 - POOL_SHARE && state.bestCost > bound.value; cycle++) {
    const pace = (clock.spent() - mark.spent) / (clock.iterations - mark.iterations);
    const share = 1 - POOL_SHARE - clock.spent();
    const ahead = share / pace / (CYCLE * model.requests);
    const cycles = Math.max(1, Math.min(MOST_CYCLES, Math.round(ahead)));
    const until = clock.spent() + share / cycles;
    if (cycle % 2 === 1 && cycles > 1) await startAnew(state, setting, arc, (clock.spent() + until) / 2);
    await anneal(state, setting, pool, { hot: HOT * arc, cold: COLD * arc, until, iterations: Infinity });
    const seconds = secondsInAll && secondsInAll * Math.min(POOL_SHARE, 1 - clock.spent());
    const recombined = clock.stopped() ? undefined : await inTime(pool.best(state.best, seconds), secondsInAll && secondsInAll * (1 - clock.spent()));
    standOn(state, recombined && totalCost(model, recombined) < state.bestCost ? recombined : state.best);
  }
  return state.best;
}

/** What is promised, or nothing when it takes longer: the solver of the set partitioning does not look at its clock everywhere. */
async function inTime<T>(promised: Promise<T>, seconds: number | undefined): Promise<T | undefined> {
  if (seconds === undefined) return promised;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, timerMs(seconds, 0), undefined); });
  return Promise.race([promised, late]).finally(() => clearTimeout(timer));
}

/** Stands on a plan made anew, if it gets down to as few vehicles as the best before the share `until` is spent. */
async function startAnew(state: Search, setting: Setting, arc: number, until: number): Promise<void> {
  const anew = emptyPlan(setting.model);
  recreate(setting.model, anew, setting.random);
  const few = await withFewVehicles(anew, setting, arc, usedBy(state.best), until);
  if (few.absentCount <= state.best.absentCount && usedBy(few) <= usedBy(state.best)) standOn(state, few);
}

async function withFewVehicles(plan: Plan, { bound, clock, model, random }: Setting, arc: number, atLeast: number, until: number): Promise<Plan> {
  if (!model.compulsory) return plan;
  const paying = model.fixed.some((fixed) => fixed > 0);
  const state = searchFrom(model, plan, random);
  let sinceFewer = 0;
  let best = state.bestCost;
  const goOn = (): boolean => {
    clock.iterations++;
    sinceFewer = state.bestCost < best ? 0 : sinceFewer + 1;
    best = state.bestCost;
    return !clock.stopped() && clock.spent() < until && sinceFewer < FLEET_PATIENCE * model.requests;
  };
  for (const _iteration of fewerVehicles(state, paying ? atLeast : Infinity, FLEET_HEAT * arc, goOn)) if (clock.isLate()) await clock.breathe(state.bestCost, bound.value);
  state.best.shut.fill(0);
  return state.best;
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
