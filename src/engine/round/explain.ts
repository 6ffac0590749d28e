import type { Control } from '../common/answer.ts';
import { improveSpot } from './insertion.ts';
import { modelOf, type Model } from './model.ts';
import { drivenCost, emptyPlan, type Plan, refresh, remove, servedBy, setRoute, type Spot } from './plan.ts';
import type { RoundProblem, Rounds } from './problem.ts';
import { type RoundAnswer, solveRounds } from './solve.ts';

/**
 * Why a request is not on this vehicle, all others kept as they are. `dearer`: moving it there would add this much to the cost (negative when that
 * would be better: the search missed it). Otherwise what stands in the way: skills, room on board, the shift's length, or time windows.
 */
export type WhyNotThere = { kind: 'there' } | { kind: 'dearer'; extra: number } | { kind: 'barred' } | { kind: 'no-room' } | { kind: 'too-long' } | { kind: 'no-time' };

const never = (): boolean => false;

export function whyNotThere(problem: RoundProblem, rounds: Rounds, request: number, vehicle: number): WhyNotThere {
  const model = modelOf(problem);
  const plan = planOf(model, rounds);
  const now = servedBy(model, plan, request);
  if (now === vehicle) return { kind: 'there' };
  const before = drivenCost(plan);
  if (now >= 0) {
    remove(model, plan, request);
    refresh(model, plan, now);
  }
  const saved = now >= 0 ? before - drivenCost(plan) : model.compulsory ? 0 : model.price[request]!;
  const place = (relaxed: Model): number => {
    const spot: Spot = { vehicle: -1, afterPickup: -1, afterDelivery: -1, extra: Infinity };
    improveSpot(relaxed, plan, request, vehicle, spot, never);
    return spot.extra;
  };
  if (model.barred?.[request * model.vehicles + vehicle]) return { kind: 'barred' };
  const extra = place(model);
  if (extra < Infinity) return { kind: 'dearer', extra: extra - saved };
  // Lift one limit at a time: the first that suffices is what stands in the way.
  if (place({ ...model, capacity: new Float64Array(model.vehicles).fill(Infinity) }) < Infinity) return { kind: 'no-room' };
  if (place({ ...model, longest: new Float64Array(model.vehicles).fill(Infinity) }) < Infinity) return { kind: 'too-long' };
  return { kind: 'no-time' };
}

function planOf(model: Model, rounds: Rounds): Plan {
  const plan = emptyPlan(model);
  rounds.routes.forEach((route, vehicle) => {
    setRoute(model, plan, vehicle, Array.from(route));
    refresh(model, plan, vehicle);
  });
  plan.absent.set(rounds.left);
  plan.absentCount = rounds.left.length;
  return plan;
}

/** One change to one request, or to all the shifts, in the units of the problem. */
export type Change = { kind: 'open-earlier' | 'close-later' | 'lighter' | 'shift-longer' | 'dearer-to-leave'; by: number };

type ChangeKind = Change['kind'];

/** Doublings tried from one unit of `grain`: a change of a million grains is no advice. */
const MOST_DOUBLINGS = 20;

/**
 * For a request left aside, the least change of each kind, alone, after which a plan is found that serves it and leaves no more requests aside. Each
 * size is tried by solving again under `control`; `grain` is the smallest change worth telling, in units of time, load or cost. A plan that
 * the search does not find may exist: the change told is enough, a lesser one may be too.
 */
export async function leastChange(problem: RoundProblem, rounds: Rounds, request: number, grain: number, control: Control & { iterations?: number } = {}): Promise<Change[]> {
  const kinds: ChangeKind[] = ['open-earlier', 'close-later', 'lighter', 'shift-longer'];
  if (problem.requests.price) kinds.push('dearer-to-leave');
  const suffices = async (kind: ChangeKind, by: number): Promise<boolean> => {
    const answer = await solveRounds(withChange(problem, request, kind, by), control);
    return answer.ok && serves(answer, request) && answer.chosen.left.length < Math.max(1, rounds.left.length);
  };
  const found: Change[] = [];
  for (const kind of kinds) {
    const most = kind === 'lighter' ? Math.ceil(problem.requests.load[request]! / grain) : 2 ** MOST_DOUBLINGS;
    let [low, high] = [0, Math.min(1, most)];
    while (high > low && high <= most && !(await suffices(kind, high * grain))) [low, high] = [high, high === most ? most + 1 : Math.min(2 * high, most)];
    if (high === low || high > most) continue;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (await suffices(kind, middle * grain)) high = middle;
      else low = middle;
    }
    found.push({ kind, by: high * grain });
  }
  return found;
}

const serves = (answer: RoundAnswer, request: number): boolean => !answer.chosen.left.includes(request);

function withChange(problem: RoundProblem, request: number, kind: ChangeKind, by: number): RoundProblem {
  const { requests, vehicles } = problem;
  const stops = [requests.pickup[request]!, requests.delivery[request]!].filter((stop) => stop >= 0);
  const atStops = (values: Float64Array, delta: number): Float64Array => values.map((value, node) => (stops.includes(node) ? Math.max(0, value + delta) : value));
  switch (kind) {
    case 'open-earlier': return { ...problem, opens: atStops(problem.opens, -by) };
    case 'close-later': return { ...problem, closes: atStops(problem.closes, by) };
    case 'lighter': return { ...problem, requests: { ...requests, load: requests.load.with(request, Math.max(0, requests.load[request]! - by)) } };
    case 'dearer-to-leave': return { ...problem, requests: { ...requests, price: requests.price!.with(request, requests.price![request]! + by) } };
    case 'shift-longer': {
      const depots = new Set([...vehicles.start, ...vehicles.end]);
      const closes = problem.closes.map((value, node) => (depots.has(node) ? value + by : value));
      return { ...problem, closes, vehicles: { ...vehicles, until: vehicles.until.map((time) => time + by), longest: vehicles.longest.map((time) => time + by) } };
    }
  }
}
