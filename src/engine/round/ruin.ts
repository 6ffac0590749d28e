/** Ways to take requests out of a plan, from which the search learns to choose: Ropke, Pisinger (2006), adaptive large neighbourhoods. */
import type { Model } from './model.ts';
import { type Plan, refresh, remove, servedBy } from './plan.ts';
import { removeStrings } from './strings.ts';

export type Ruin = (model: Model, plan: Plan, random: () => number) => void;

/** Requests taken out at most: a number, and a share of all. */
const MOST_OUT = 20;
const MOST_SHARE = 0.4;
/** What an hour apart weighs, beside an hour's drive, in how unlike two stops are; and how much chance there is in the choice. */
const TIME_WEIGHT = 0.3;
const CHANCE = 0.6;

/** Requests like one drawn at random, by the place and the time of their stops: Shaw (1998). */
const removeRelated: Ruin = (model, plan, random) => {
  const served = servedRequests(model, plan);
  if (served.length === 0) return;
  const seed = served[Math.floor(random() * served.length)]!;
  const unlike = served.map((request) => ({ request, far: distance(model, plan, seed, request) * (1 - CHANCE / 2 + CHANCE * random()) }));
  unlike.sort((a, b) => a.far - b.far);
  takeOut(model, plan, unlike.slice(0, howMany(model, random)).map(({ request }) => request));
};

const removeScattered: Ruin = (model, plan, random) => {
  const served = servedRequests(model, plan);
  const out = Math.min(served.length, howMany(model, random));
  for (let i = 0; i < out; i++) {
    const j = i + Math.floor(random() * (served.length - i));
    [served[i], served[j]] = [served[j]!, served[i]!];
  }
  takeOut(model, plan, served.slice(0, out));
};

export const RUINS: Ruin[] = [removeStrings, removeRelated, removeScattered];

const howMany = ({ requests }: Model, random: () => number): number => 2 + Math.floor(random() * Math.min(MOST_OUT, MOST_SHARE * requests));

function servedRequests(model: Model, plan: Plan): number[] {
  const served: number[] = [];
  for (let request = 0; request < model.requests; request++) if (servedBy(model, plan, request) >= 0) served.push(request);
  return served;
}

function distance({ nodes, cost, pickup, delivery, timeWorth }: Model, plan: Plan, r: number, s: number): number {
  const between = (a: number, b: number): number => (a < 0 || b < 0 ? 0 : cost[a * nodes + b]! + TIME_WEIGHT * timeWorth * Math.abs(plan.begin[a]! - plan.begin[b]!));
  return between(pickup[r]!, pickup[s]!) + between(delivery[r]!, delivery[s]!);
}

function takeOut(model: Model, plan: Plan, requests: number[]): void {
  const touched = new Set(requests.map((request) => servedBy(model, plan, request)));
  for (const request of requests) remove(model, plan, request);
  for (const vehicle of touched) refresh(model, plan, vehicle);
}
