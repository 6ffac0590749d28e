import type { BadInput } from '../common/answer.ts';
import type { RideProblem, Trips } from './problem.ts';

const bad = (reason: BadInput['reason'], where: string): BadInput => ({ ok: false, reason, where });

/** Beyond this many metres a coordinate is no place on Earth, and sums of distances might stop being exact. */
const FARTHEST = 1e8;
const FIELDS = ['fromX', 'fromY', 'toX', 'toY', 'leave', 'arrive', 'detour'] as const;

/** First thing in the input that no solver should guess about, or nothing. */
export function faultOf({ drivers, riders, winding, speed }: RideProblem): BadInput | undefined {
  if (drivers.leave.length === 0) return bad('empty', 'drivers');
  if (riders.leave.length === 0) return bad('empty', 'riders');
  if (!(winding >= 1) || winding === Infinity) return bad(Number.isNaN(winding) ? 'not-a-number' : 'crossed-bounds', `winding = ${winding}`);
  if (!(speed > 0) || speed === Infinity) return bad(Number.isNaN(speed) ? 'not-a-number' : 'negative-capacity', `speed = ${speed}`);
  const { seats } = drivers;
  if (seats.length !== drivers.leave.length) return bad('bad-length', `drivers.seats: ${seats.length}, not ${drivers.leave.length}`);
  const unseated = seats.findIndex((count) => count < 0);
  if (unseated >= 0) return bad('negative-capacity', `drivers.seats[${unseated}] = ${seats[unseated]}`);
  return tripsFault('drivers', drivers) ?? tripsFault('riders', riders);
}

function tripsFault(who: string, trips: Trips): BadInput | undefined {
  const count = trips.leave.length;
  for (const field of FIELDS) {
    const values = trips[field];
    if (values.length !== count) return bad('bad-length', `${who}.${field}: ${values.length}, not ${count}`);
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(values[i])) return bad('not-a-number', `${who}.${field}[${i}]`);
      if (Math.abs(values[i]!) > FARTHEST) return bad('overflow', `${who}.${field}[${i}] = ${values[i]}`);
    }
  }
  for (let i = 0; i < count; i++) {
    if (trips.leave[i]! > trips.arrive[i]!) return bad('crossed-bounds', `${who}.arrive[${i}] = ${trips.arrive[i]} before ${trips.leave[i]}`);
    if (trips.detour[i]! < 0) return bad('negative-capacity', `${who}.detour[${i}] = ${trips.detour[i]}`);
  }
  return undefined;
}
