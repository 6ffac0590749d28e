import type { RoundProblem, Rounds } from './problem.ts';

export type RoundCheck = { ok: true; value: number; vehicles: number; cost: number; left: number } | { ok: false; fault: string };

/**
 * Drives each route on paper, from the problem alone and with nothing of the solver: on time, never over capacity, pickups before
 * their deliveries, everybody served once, shifts kept. Returns the objective, vehicles used and cost of the arcs, or the first fault.
 */
export function checkRounds(problem: RoundProblem, rounds: Rounds): RoundCheck {
  const { requests, vehicles, nodes } = problem;
  const no = (fault: string): RoundCheck => ({ ok: false, fault });
  if (rounds.routes.length !== vehicles.start.length) return no('one route a vehicle expected');
  const visits = new Int32Array(nodes);
  let value = 0;
  let arcsCost = 0;
  let used = 0;
  for (const [vehicle, route] of rounds.routes.entries()) {
    if (route.length === 0) continue;
    for (const node of route) {
      if (!(node >= 0 && node < nodes)) return no(`vehicle ${vehicle}: node ${node} does not exist`);
      visits[node]!++;
    }
    const fault = routeFault(problem, vehicle, route);
    if (fault) return no(`vehicle ${vehicle}: ${fault}`);
    const chain = [vehicles.start[vehicle]!, ...route, vehicles.end[vehicle]!];
    for (let i = 1; i < chain.length; i++) arcsCost += problem.cost[chain[i - 1]! * nodes + chain[i]!]!;
    value += vehicles.fixed[vehicle]!;
    used++;
  }
  const left = new Set(rounds.left);
  for (let r = 0; r < requests.pickup.length; r++) {
    const times = [requests.pickup[r]!, requests.delivery[r]!].filter((node) => node >= 0).map((node) => visits[node]!);
    if (times.some((count) => count !== (left.has(r) ? 0 : 1))) return no(`request ${r} is visited ${times.join(' and ')} times, ${left.has(r) ? 'though left aside' : 'not once'}`);
    if (left.has(r)) value += requests.price?.[r] ?? NaN;
  }
  return { ok: true, value: value + arcsCost, vehicles: used, cost: arcsCost, left: left.size };
}

function routeFault(problem: RoundProblem, vehicle: number, route: Int32Array): string | undefined {
  const { nodes, time, opens, closes, service, requests, vehicles, barred } = problem;
  const [start, end] = [vehicles.start[vehicle]!, vehicles.end[vehicle]!];
  const role = new Map<number, { request: number; loads: boolean }>();
  requests.pickup.forEach((node, request) => node >= 0 && role.set(node, { request, loads: true }));
  requests.delivery.forEach((node, request) => node >= 0 && role.set(node, { request, loads: false }));

  const aboard = new Set<number>();
  for (const node of route) {
    const here = role.get(node);
    if (!here) return `node ${node} is nobody's stop`;
    if (barred?.[here.request * vehicles.start.length + vehicle]) return `may not serve request ${here.request}`;
    if (!here.loads && requests.pickup[here.request]! < 0) aboard.add(here.request);
  }
  const weight = (): number => [...aboard].reduce((sum, request) => sum + requests.load[request]!, 0);
  if (weight() > vehicles.capacity[vehicle]!) return 'leaves overloaded';
  for (const node of route) {
    const { request, loads } = role.get(node)!;
    if (loads) aboard.add(request);
    else if (!aboard.delete(request)) return `delivers request ${request} before its pickup`;
    if (weight() > vehicles.capacity[vehicle]!) return `overloaded at node ${node}`;
  }
  for (const request of aboard) if (requests.delivery[request]! >= 0) return `never delivers request ${request}`;

  /** Time back at the depot when leaving at `departure`, or the node it is late at. */
  const drive = (departure: number): { back: number } | { late: number } => {
    let clock = departure + service[start]!;
    let before = start;
    for (const node of route) {
      clock = Math.max(clock + time[before * nodes + node]!, opens[node]!);
      if (clock > closes[node]!) return { late: node };
      clock += service[node]!;
      before = node;
    }
    const back = Math.max(clock + time[before * nodes + end]!, opens[end]!, vehicles.from[vehicle]!);
    return back > Math.min(vehicles.until[vehicle]!, closes[end]!) ? { late: end } : { back };
  };
  const earliest = Math.max(vehicles.from[vehicle]!, opens[start]!);
  const first = drive(earliest);
  if ('late' in first) return `late at node ${first.late}`;
  // Leaving later shortens the absence until it delays the return: look for the last departure that does not, by halves.
  let [low, high] = [earliest, Math.min(first.back, vehicles.until[vehicle]!, closes[start]!)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const then = drive(middle);
    if ('back' in then && then.back === first.back) low = middle;
    else high = middle - 1;
  }
  return first.back - low > vehicles.longest[vehicle]! ? `away for ${first.back - low}, more than ${vehicles.longest[vehicle]}` : undefined;
}
