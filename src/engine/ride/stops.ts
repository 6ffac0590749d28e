import type { RideProblem, Roads } from './problem.ts';

/**
 * The shortest order in which a driver can take up and set down these riders, everyone on time and no detour too long; undefined when
 * there is none. Tries all the orders, dropping each as soon as it fails: meant for a few riders.
 */
export function bestStops({ drivers, riders }: RideProblem, { metres, minutes, driverAlone, riderAlone }: Roads, driver: number, group: number[]): { stops: number[]; metres: number } | undefined {
  const longest = driverAlone[driver]! + drivers.detour[driver]!;
  const takenUpAt = new Float64Array(group.length).fill(-1);
  const done = new Uint8Array(group.length);
  const stops: number[] = [];
  let best: { stops: number[]; metres: number } | undefined;

  const visit = (x: number, y: number, clock: number, driven: number, left: number): void => {
    if (left === 0) {
      const home = metres(x, y, drivers.toX[driver]!, drivers.toY[driver]!);
      const total = driven + home;
      if (total <= longest && clock + minutes(home) <= drivers.arrive[driver]! && !(best && best.metres <= total)) best = { stops: [...stops], metres: total };
      return;
    }
    for (let i = 0; i < group.length; i++) {
      if (done[i]) continue;
      const rider = group[i]!;
      const aboard = takenUpAt[i]! >= 0;
      const [nextX, nextY] = aboard ? [riders.toX[rider]!, riders.toY[rider]!] : [riders.fromX[rider]!, riders.fromY[rider]!];
      const way = metres(x, y, nextX, nextY);
      const [reached, at] = [driven + way, clock + minutes(way)];
      if (reached > longest || (best && reached >= best.metres)) continue;
      if (aboard && (at > riders.arrive[rider]! || reached - takenUpAt[i]! > riderAlone[rider]! + riders.detour[rider]!)) continue;
      if (!aboard && Math.max(at, riders.leave[rider]!) + minutes(riderAlone[rider]!) > riders.arrive[rider]!) continue;
      const before = takenUpAt[i]!;
      if (aboard) done[i] = 1;
      else takenUpAt[i] = reached;
      stops.push(2 * rider + (aboard ? 1 : 0));
      visit(nextX, nextY, aboard ? at : Math.max(at, riders.leave[rider]!), reached, left - 1);
      stops.pop();
      takenUpAt[i] = before;
      done[i] = 0;
    }
  };

  visit(drivers.fromX[driver]!, drivers.fromY[driver]!, drivers.leave[driver]!, 0, 2 * group.length);
  return best;
}
