/**
 * Trips on a plane: ends in metres, times in minutes. `leave`: not before; `arrive`: not after. `detour`: metres, at least 0, that the
 * person accepts beyond the direct way (for a rider: while aboard).
 */
export type Trips = {
  fromX: Float64Array;
  fromY: Float64Array;
  toX: Float64Array;
  toY: Float64Array;
  leave: Float64Array;
  arrive: Float64Array;
  detour: Float64Array;
};

/**
 * Who drives, who would rather ride. The way between two points is the straight line times `winding` (at least 1), in whole metres, driven
 * at `speed` metres a minute. Maximised: metres that are no longer driven, each rider's own trip less the driver's detour.
 */
export type RideProblem = { drivers: Trips & { seats: Int32Array }; riders: Trips; winding: number; speed: number };

/** One car: a driver and one or more riders, and the saving in metres. `stops`: 2r to take rider r up, 2r + 1 to set them down, in order. */
export type Car = { driver: number; riders: number[]; stops: number[]; saving: number };

/** Distances in whole metres and times, all from one place. */
export type Roads = {
  metres: (ax: number, ay: number, bx: number, by: number) => number;
  minutes: (metres: number) => number;
  /** Whole metres of each trip driven alone. */
  driverAlone: Float64Array;
  riderAlone: Float64Array;
};

export function roadsOf({ drivers, riders, winding, speed }: RideProblem): Roads {
  const metres = (ax: number, ay: number, bx: number, by: number): number => Math.round(Math.sqrt((ax - bx) ** 2 + (ay - by) ** 2) * winding);
  const alone = (trips: Trips): Float64Array => trips.leave.map((_, i) => metres(trips.fromX[i]!, trips.fromY[i]!, trips.toX[i]!, trips.toY[i]!));
  return { metres, minutes: (length) => length / speed, driverAlone: alone(drivers), riderAlone: alone(riders) };
}
