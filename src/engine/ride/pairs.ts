import KDBush from 'kdbush';
import type { RideProblem, Roads } from './problem.ts';

/** Drivers and riders who can share a car, and the metres saved: parallel lists, by driver. */
export type Pairs = { driver: Int32Array; rider: Int32Array; saving: Float64Array };

/** Riders are laid out by the hour they may leave from, each hour in a spatial tree of its own. */
const SLOT = 60;

/**
 * Lists the pairs: for each driver, the riders who leave from inside the ellipse that the accepted detour draws around the trip, at the
 * right hours, then an exact test of each. Those that save nothing are left out, unless `evenAtALoss`: a second rider may make up for it. Asked to `stop`,
 * it lists no further: the list is then of no use for a bound.
 */
export function enumeratePairs(problem: RideProblem, roads: Roads, evenAtALoss = false, stop = (): boolean => false): Pairs {
  const { drivers, riders, winding } = problem;
  const found: { driver: number[]; rider: number[]; saving: number[] } = { driver: [], rider: [], saving: [] };
  const least = evenAtALoss ? -Infinity : 0;
  const slots = ridersBySlot(problem);
  const longestStay = riders.leave.reduce((most, leave, r) => Math.max(most, riders.arrive[r]! - leave), 0);
  for (let driver = 0; driver < drivers.leave.length; driver++) {
    if (drivers.seats[driver] === 0) continue;
    if (stop()) break;
    const [ax, ay, bx, by] = [drivers.fromX[driver]!, drivers.fromY[driver]!, drivers.toX[driver]!, drivers.toY[driver]!];
    const straight = Math.hypot(bx - ax, by - ay);
    // Rounding to whole metres may make a way up to half a metre shorter, and there are four of them.
    const reach = (roads.driverAlone[driver]! + drivers.detour[driver]! + 2) / winding;
    const [alongHalf, acrossHalf] = [reach / 2, Math.sqrt(Math.max(0, reach * reach - straight * straight)) / 2];
    const [cos, sin] = straight > 0 ? [(bx - ax) / straight, (by - ay) / straight] : [1, 0];
    const halfWidth = Math.hypot(alongHalf * cos, acrossHalf * sin);
    const halfHeight = Math.hypot(alongHalf * sin, acrossHalf * cos);
    const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
    const lastSlot = slotOf(drivers.arrive[driver]!);
    for (let slot = slotOf(drivers.leave[driver]! - longestStay); slot <= lastSlot; slot++) {
      const bucket = slots.get(slot);
      if (!bucket) continue;
      for (const at of bucket.tree.range(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight)) {
        const rider = bucket.riders[at]!;
        const saving = pairSaving(problem, roads, driver, rider);
        if (!(saving > least)) continue;
        found.driver.push(driver);
        found.rider.push(rider);
        found.saving.push(saving);
      }
    }
  }
  return { driver: Int32Array.from(found.driver), rider: Int32Array.from(found.rider), saving: Float64Array.from(found.saving) };
}

/** Metres saved when the driver takes the rider along (negative when that is a loss), NaN when they cannot. */
export function pairSaving({ drivers, riders }: RideProblem, { metres, minutes, driverAlone, riderAlone }: Roads, driver: number, rider: number): number {
  if (riders.leave[rider]! > drivers.arrive[driver]! || riders.arrive[rider]! < drivers.leave[driver]!) return NaN;
  const toRider = metres(drivers.fromX[driver]!, drivers.fromY[driver]!, riders.fromX[rider]!, riders.fromY[rider]!);
  const fromRider = metres(riders.toX[rider]!, riders.toY[rider]!, drivers.toX[driver]!, drivers.toY[driver]!);
  const saving = driverAlone[driver]! - toRider - fromRider;
  if (riderAlone[rider]! - saving > drivers.detour[driver]!) return NaN;
  const takenUp = Math.max(drivers.leave[driver]! + minutes(toRider), riders.leave[rider]!);
  const setDown = takenUp + minutes(riderAlone[rider]!);
  return setDown <= riders.arrive[rider]! && setDown + minutes(fromRider) <= drivers.arrive[driver]! ? saving : NaN;
}

const slotOf = (minute: number): number => Math.floor(minute / SLOT);

function ridersBySlot({ riders }: RideProblem): Map<number, { tree: KDBush; riders: number[] }> {
  const members = new Map<number, number[]>();
  riders.leave.forEach((leave, rider) => {
    const slot = slotOf(leave);
    const bucket = members.get(slot);
    if (bucket) bucket.push(rider);
    else members.set(slot, [rider]);
  });
  return new Map(
    Array.from(members, ([slot, list]) => {
      const tree = new KDBush(list.length);
      for (const rider of list) tree.add(riders.fromX[rider]!, riders.fromY[rider]!);
      return [slot, { tree: tree.finish(), riders: list }] as const;
    }),
  );
}
