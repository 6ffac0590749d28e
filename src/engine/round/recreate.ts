import { bestSpot } from './insertion.ts';
import type { Model } from './model.ts';
import { insert, type Plan, refresh, type Spot } from './plan.ts';

/** Share of the places passed over at random, so that the greedy choice is not always the same. */
const BLINK = 0.01;

/** Orders in which requests come back: drawn at random this often, by increasing key. */
type Order = { frequency: number; key: (model: Model, request: number) => number };

const firstStop = ({ pickup, delivery }: Model, request: number): number => (pickup[request]! >= 0 ? pickup[request]! : delivery[request]!);
const lastStop = ({ pickup, delivery }: Model, request: number): number => (delivery[request]! >= 0 ? delivery[request]! : pickup[request]!);
const fromDepot = (model: Model, request: number): number => model.cost[model.at[model.nodes]! * model.nodes + firstStop(model, request)]!;
const leeway = (model: Model, request: number): number =>
  model.closes[firstStop(model, request)]! - model.opens[firstStop(model, request)]! + model.closes[lastStop(model, request)]! - model.opens[lastStop(model, request)]!;

const ORDERS: Order[] = [
  { frequency: 4, key: () => 0 },
  { frequency: 2, key: (model, request) => -model.load[request]! },
  { frequency: 2, key: (model, request) => -fromDepot(model, request) },
  { frequency: 1, key: fromDepot },
  { frequency: 2, key: leeway },
  { frequency: 1, key: (model, request) => model.opens[firstStop(model, request)]! },
  { frequency: 1, key: (model, request) => -model.closes[lastStop(model, request)]! },
];
const FREQUENCIES = ORDERS.reduce((sum, order) => sum + order.frequency, 0);

/** Puts absent requests back one after the other, each at its cheapest place; those without a place, or dearer than their price, wait. */
export function recreate(model: Model, plan: Plan, random: () => number): void {
  let draw = random() * FREQUENCIES;
  const { key } = ORDERS.find((order) => (draw -= order.frequency) < 0) ?? ORDERS[0]!;
  const waiting = Array.from(plan.absent.subarray(0, plan.absentCount), (request) => ({ request, key: key(model, request), tie: random() }));
  waiting.sort((a, b) => a.key - b.key || a.tie - b.tie);
  const skips = () => random() < BLINK;
  const spot: Spot = { vehicle: -1, afterPickup: -1, afterDelivery: -1, extra: 0 };
  for (const { request } of waiting) {
    spot.vehicle = -1;
    spot.extra = model.price[request]!;
    bestSpot(model, plan, request, spot, skips);
    if (spot.vehicle < 0) continue;
    insert(model, plan, request, spot);
    refresh(model, plan, spot.vehicle);
  }
}
