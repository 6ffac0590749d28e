import type { Model } from './model.ts';
import { type Plan, totalCost } from './plan.ts';
import type { Rounds } from './problem.ts';

/** A plan as the caller reads it. */
export function roundsOf(model: Model, plan: Plan): Rounds & { value: number; vehicles: number; cost: number } {
  const { nodes, at, cost } = model;
  let [used, driven] = [0, 0];
  const routes = Array.from({ length: model.vehicles }, (_, vehicle) => {
    const first = nodes + 2 * vehicle;
    const route: number[] = [];
    if (plan.stops[vehicle] === 0) return new Int32Array(0);
    used++;
    for (let before = first, node = plan.next[first]!; ; before = node, node = plan.next[node]!) {
      driven += cost[at[before]! * nodes + at[node]!]!;
      if (node === first + 1) break;
      route.push(node);
    }
    return Int32Array.from(route);
  });
  return { routes, left: plan.absent.slice(0, plan.absentCount).sort(), value: totalCost(model, plan), vehicles: used, cost: driven };
}
