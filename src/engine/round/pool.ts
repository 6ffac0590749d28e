/** Routes met during the search, recombined by set partitioning: Subramanian, Uchoa, Ochi (2013), "A hybrid algorithm for a class of VRPs". */
import { type LpModel, solveLp } from '../lp/index.ts';
import type { Model } from './model.ts';
import { emptyPlan, type Plan, refresh, setRoute } from './plan.ts';

type Route = { kind: number; requests: number[]; nodes: number[]; cost: number };

/** The cheapest order met for each set of requests, by kind of vehicle. `add` takes the routes of a plan; `best` recombines them. */
export type Pool = { add: (plan: Plan) => void; best: (incumbent: Plan, seconds?: number) => Promise<Plan | undefined> };

const MOST_ROUTES = 4000;
const MOST_TREE_NODES = 2000;

export function routePool(model: Model, random: () => number): Pool {
  const { nodes, vehicles, requestOf, pickup, requests, twinBefore } = model;
  const kind = new Int32Array(vehicles);
  twinBefore.forEach((twin, vehicle) => { kind[vehicle] = twin < 0 ? vehicle : kind[twin]!; });
  // Sums of random numbers tell sets of requests apart: a clash, one in 10^13, would only lose a route.
  const marks = Float64Array.from({ length: requests + vehicles }, () => Math.floor(random() * 2 ** 43));
  const routes = new Map<number, Route>();

  const nodesOf = (plan: Plan, vehicle: number): number[] => {
    const found: number[] = [];
    for (let node = plan.next[nodes + 2 * vehicle]!; node < nodes; node = plan.next[node]!) found.push(node);
    return found;
  };
  const servedOn = (visited: number[]): number[] => visited.flatMap((node) => (node === pickup[requestOf[node]!] || pickup[requestOf[node]!]! < 0 ? [requestOf[node]!] : []));

  const add = (plan: Plan): void => {
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      if (plan.stops[vehicle] === 0) continue;
      let key = marks[requests + kind[vehicle]!]!;
      for (let node = plan.next[nodes + 2 * vehicle]!; node < nodes; node = plan.next[node]!) key += marks[requestOf[node]!]!;
      const known = routes.get(key);
      if (known && known.cost <= plan.routeCost[vehicle]!) continue;
      const visited = nodesOf(plan, vehicle);
      routes.delete(key);
      routes.set(key, { kind: kind[vehicle]!, requests: servedOn(visited), nodes: visited, cost: plan.routeCost[vehicle]! });
      if (routes.size > MOST_ROUTES) routes.delete(routes.keys().next().value!);
    }
  };

  const best = async (incumbent: Plan, seconds?: number): Promise<Plan | undefined> => {
    add(incumbent);
    const columns = [...routes.values()];
    const program = partitioning(model, kind, columns);
    const inUse = new Map(columns.map((route, j) => [`${route.kind}/${route.nodes.join()}`, j]));
    const x = new Float64Array(program.columns.cost.length);
    for (let v = 0; v < vehicles; v++) if (incumbent.stops[v]! > 0) x[inUse.get(`${kind[v]}/${nodesOf(incumbent, v).join()}`)!] = 1;
    for (let i = 0; i < incumbent.absentCount; i++) x[columns.length + incumbent.absent[i]!] = 1;
    const answer = await solveLp(program, { seconds, maxNodes: MOST_TREE_NODES, start: { x } });
    if (!answer.ok || !(answer.status === 'optimal' || answer.status === 'feasible')) return undefined;
    return planOf(model, kind, columns.filter((_, j) => answer.chosen.x[j]! > 0.5));
  };

  return { add, best };
}

/** Each request on exactly one chosen route, or left at its price; no more routes than vehicles of each kind. */
function partitioning(model: Model, kind: Int32Array, routes: Route[]): LpModel {
  const { requests, vehicles, price } = model;
  // Money of the size of a route keeps the program's figures near one.
  const unit = Math.max(1, routes.reduce((sum, route) => sum + route.cost, 0) / routes.length / 1000);
  const count = routes.length + requests;
  const starts = new Int32Array(count + 1);
  const indices: number[] = [];
  routes.forEach((route, j) => {
    indices.push(...route.requests, requests + route.kind);
    starts[j + 1] = indices.length;
  });
  for (let r = 0; r < requests; r++) {
    indices.push(r);
    starts[routes.length + r + 1] = indices.length;
  }
  const available = new Float64Array(vehicles);
  for (const k of kind) available[k]!++;
  const lower = new Float64Array(requests + vehicles).fill(1, 0, requests);
  const upper = Float64Array.from(lower, (one, i) => (i < requests ? one : available[i - requests]!));
  return {
    columns: {
      cost: Float64Array.from({ length: count }, (_, j) => (j < routes.length ? routes[j]!.cost : price[j - routes.length]!) / unit),
      lower: new Float64Array(count),
      upper: new Float64Array(count).fill(1),
      integer: new Uint8Array(count).fill(1),
    },
    rows: { lower, upper },
    matrix: { by: 'column', starts, indices: Int32Array.from(indices), values: new Float64Array(indices.length).fill(1) },
  };
}

function planOf(model: Model, kind: Int32Array, routes: Route[]): Plan | undefined {
  const plan = emptyPlan(model);
  for (const route of routes) {
    const vehicle = kind.findIndex((k, v) => k === route.kind && plan.stops[v] === 0);
    if (vehicle < 0) return undefined;
    setRoute(model, plan, vehicle, route.nodes);
    refresh(model, plan, vehicle);
  }
  const served = new Set(routes.flatMap((route) => route.requests));
  plan.absentCount = 0;
  for (let r = 0; r < model.requests; r++) if (!served.has(r)) plan.absent[plan.absentCount++] = r;
  return plan;
}
