import type { BadInput } from '../common/answer.ts';
import { LARGEST, type RoundProblem } from './problem.ts';

type Fault = BadInput | undefined;

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** First thing in the input that no solver should guess about, or nothing. */
export function faultOf(problem: RoundProblem): Fault {
  const { nodes, requests, vehicles, barred } = problem;
  const requestCount = requests.pickup.length;
  const vehicleCount = vehicles.start.length;
  if (requestCount === 0) return bad('empty', 'requests');
  if (vehicleCount === 0) return bad('empty', 'vehicles');
  return (
    numbers('cost', problem.cost, nodes * nodes) ??
    numbers('time', problem.time, nodes * nodes) ??
    numbers('opens', problem.opens, nodes) ??
    numbers('closes', problem.closes, nodes) ??
    numbers('service', problem.service, nodes) ??
    numbers('requests.load', requests.load, requestCount) ??
    (requests.price && numbers('requests.price', requests.price, requestCount)) ??
    numbers('vehicles.capacity', vehicles.capacity, vehicleCount) ??
    numbers('vehicles.from', vehicles.from, vehicleCount) ??
    numbers('vehicles.until', vehicles.until, vehicleCount) ??
    numbers('vehicles.longest', vehicles.longest, vehicleCount) ??
    numbers('vehicles.fixed', vehicles.fixed, vehicleCount) ??
    crossed('closes', problem.opens, problem.closes) ??
    crossed('vehicles.until', vehicles.from, vehicles.until) ??
    indices('vehicles.start', vehicles.start, vehicleCount, nodes) ??
    indices('vehicles.end', vehicles.end, vehicleCount, nodes) ??
    visitedOnce(problem) ??
    (barred && barred.length !== requestCount * vehicleCount ? bad('bad-length', `barred: ${barred.length}, not ${requestCount * vehicleCount}`) : undefined)
  );
}

function numbers(name: string, values: Float64Array, length: number): Fault {
  if (values.length !== length) return bad('bad-length', `${name}: ${values.length}, not ${length}`);
  for (let i = 0; i < length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) return bad('not-a-number', `${name}[${i}]`);
    if (value < 0) return bad('negative-capacity', `${name}[${i}] = ${value}`);
    if (value > LARGEST) return bad('overflow', `${name}[${i}] = ${value}`);
    if (!Number.isInteger(value)) return bad('not-an-integer', `${name}[${i}] = ${value}`);
  }
  return undefined;
}

function crossed(name: string, low: Float64Array, high: Float64Array): Fault {
  const at = low.findIndex((value, i) => value > high[i]!);
  return at < 0 ? undefined : bad('crossed-bounds', `${name}[${at}] = ${high[at]} before ${low[at]}`);
}

function indices(name: string, values: Int32Array, length: number, below: number): Fault {
  if (values.length !== length) return bad('bad-length', `${name}: ${values.length}, not ${length}`);
  const at = values.findIndex((value) => value < 0 || value >= below);
  return at < 0 ? undefined : bad('bad-index', `${name}[${at}] = ${values[at]}`);
}

/** A stop belongs to one request: two needs at one place are two nodes, zero apart. */
function visitedOnce({ nodes, requests, vehicles }: RoundProblem): Fault {
  const { pickup, delivery } = requests;
  if (delivery.length !== pickup.length) return bad('bad-length', `requests.delivery: ${delivery.length}, not ${pickup.length}`);
  const taken = new Uint8Array(nodes);
  for (const depots of [vehicles.start, vehicles.end]) for (const node of depots) taken[node] = 1;
  for (let request = 0; request < pickup.length; request++) {
    if (pickup[request] === -1 && delivery[request] === -1) return bad('bad-index', `requests ${request} visits nowhere`);
    for (const node of [pickup[request]!, delivery[request]!]) {
      if (node === -1) continue;
      if (node < -1 || node >= nodes) return bad('bad-index', `request ${request}: node ${node}`);
      if (taken[node]) return bad('bad-index', `request ${request}: node ${node} is already a depot or another request's stop`);
      taken[node] = 1;
    }
  }
  return undefined;
}
