import type { Model } from './model.ts';
import type { Sequencer } from './sequence.ts';

const compact = (...stops: number[]): number[] => stops.filter((stop) => stop >= 0);

/** Whether `b` may come right after `a` in some route: both requests' stops then have an order that is on time and fits on board. */
export function mayFollow(model: Model, fits: Sequencer, a: number, b: number): boolean {
  const { requestOf, pickup, delivery } = model;
  const [r, s] = [requestOf[a]!, requestOf[b]!];
  if (r === s) return a === pickup[r] && fits(a, b);
  const [pa, da, pb, db] = [pickup[r]!, delivery[r]!, pickup[s]!, delivery[s]!];
  const bothAboard = sharesRoom(model, r, s);
  if (a === pa && b === pb) return bothAboard && (fits(...compact(a, b, da, db)) || fits(...compact(a, b, db, da)));
  if (a === pa && b === db) return bothAboard && fits(...compact(pb, a, b, da));
  if (a === da && b === pb) return fits(...compact(pa, a, b, db));
  return bothAboard && (fits(...compact(pa, pb, a, b)) || fits(...compact(pb, pa, a, b)));
}

/** Whether one vehicle can serve both requests, whatever else it does. */
export function mayShare(model: Model, fits: Sequencer, r: number, s: number): boolean {
  const { pickup, delivery, barred, vehicles } = model;
  if (barred && !Array.from({ length: vehicles }, (_, v) => v).some((v) => !barred[r * vehicles + v] && !barred[s * vehicles + v])) return false;
  const [p, d, q, e] = [pickup[r]!, delivery[r]!, pickup[s]!, delivery[s]!];
  const apart = fits(...compact(p, d, q, e)) || fits(...compact(q, e, p, d));
  if (apart) return true;
  const crossing = [[p, q, d, e], [p, q, e, d], [q, p, d, e], [q, p, e, d]];
  return sharesRoom(model, r, s) && crossing.some((stops) => fits(...compact(...stops)));
}

/** Whether both loads fit together in the largest vehicle; always so when one is on board before its vehicle leaves or after it is back. */
function sharesRoom({ pickup, delivery, load, capacity }: Model, r: number, s: number): boolean {
  const largest = capacity.reduce((most, room) => Math.max(most, room), 0);
  const paired = pickup[r]! >= 0 && delivery[r]! >= 0 && pickup[s]! >= 0 && delivery[s]! >= 0;
  return !paired || load[r]! + load[s]! <= largest;
}
