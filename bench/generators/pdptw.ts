import { seededRandom } from '#engine/common/random.ts';

/** `tasks`: pickups and deliveries together, even. `clusters`: 0 for places drawn evenly. `window`: width of time windows, in the unit of distance. */
export type PdptwSize = { tasks: number; clusters: number; window: number; horizon: number; capacity: number; seed?: number };

const SIDE = 140;
const SERVICE = 10;

/** An instance in the format of Li and Lim, with places drawn evenly or in clusters; each pair can be served alone in time. */
export function generatePdptw({ tasks, clusters, window, horizon, capacity, seed = 1 }: PdptwSize): string {
  const random = seededRandom(seed);
  const draw = (most: number): number => Math.floor(random() * most);
  const centres = Array.from({ length: clusters }, () => [draw(SIDE), draw(SIDE)] as const);
  const place = (): [number, number] => {
    if (clusters === 0) return [draw(SIDE), draw(SIDE)];
    const [x, y] = centres[draw(clusters)]!;
    return [x + draw(SIDE / 10), y + draw(SIDE / 10)];
  };
  const depot = [SIDE / 2, SIDE / 2] as const;
  const away = (a: readonly number[], b: readonly number[]): number => Math.ceil(Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!));
  const pairs = tasks / 2;
  const rows = [[0, ...depot, 0, 0, horizon, 0, 0, 0]];
  for (let k = 0; k < pairs; k++) {
    const [from, to] = [place(), place()];
    const demand = 1 + draw(capacity / 10);
    const soonest = away(depot, from);
    const latest = horizon - SERVICE - away(to, depot);
    const ride = SERVICE + away(from, to);
    const opens = soonest + draw(Math.max(1, latest - ride - soonest - window));
    const closes = Math.min(opens + window, latest - ride);
    const arrives = opens + ride + draw(window);
    const [i, j] = [2 * k + 1, 2 * k + 2];
    rows.push([i, ...from, demand, opens, closes, SERVICE, 0, j]);
    rows.push([j, ...to, -demand, Math.min(arrives, latest - 1), Math.min(arrives + window, latest), SERVICE, i, 0]);
  }
  return [[Math.ceil(tasks / 4), capacity, 1], ...rows].map((row) => row.join('\t')).join('\n') + '\n';
}
