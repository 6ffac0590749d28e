import { area, clip, disc, distance, type Polygon, type Vertex } from './polygon.ts';

/** How far a stone may reach, in radii of the disc that has its commune's area: the border of the wall rounds off there. */
const REACH = 1.5;
/** How much a large neighbour pushes the border towards a small one, from 0 (halfway) to 1. */
const PUSH = 0.6;

/**
 * One convex cell a site: the power diagram of discs of the given radii, each cell cut at some reach from its site.
 * Large sites get more room than their small neighbours, and every site keeps at least a quarter of the way to each neighbour.
 */
export function cellsOf(sites: Vertex[], radii: number[]): Polygon[] {
  const weights = softened(sites, radii.map((radius) => PUSH * radius * radius));
  const byX = sites.map((_, i) => i).sort((a, b) => sites[a]![0] - sites[b]![0]);
  const widest = Math.max(...radii) * REACH;
  const cells: Polygon[] = Array.from({ length: sites.length }, () => []);
  byX.forEach((i, rank) => {
    const [x, y] = sites[i]!;
    const reach = radii[i]! * REACH;
    let cell = disc(sites[i]!, reach);
    const cut = (j: number): boolean => {
      const [u, v] = sites[j]!;
      if (Math.abs(u - x) > reach + widest) return false;
      if (distance(sites[i]!, sites[j]!) < reach + radii[j]! * REACH) cell = clip(cell, 2 * (u - x), 2 * (v - y), u * u + v * v - x * x - y * y + weights[i]! - weights[j]!);
      return true;
    };
    for (let k = rank - 1; k >= 0 && cut(byX[k]!); k--);
    for (let k = rank + 1; k < byX.length && cut(byX[k]!); k++);
    cells[i] = area(cell) < 0 ? cell.toReversed() : cell;
  });
  return cells;
}

/** Weights lowered until no pair differs by more than half the square of its distance. */
function softened(sites: Vertex[], weights: number[]): number[] {
  const soft = [...weights];
  let queue = weights.map((_, i) => i).sort((a, b) => weights[a]! - weights[b]!);
  while (queue.length > 0) {
    const lowered = new Set<number>();
    for (const i of queue)
      for (let j = 0; j < sites.length; j++) {
        const [dx, dy] = [sites[i]![0] - sites[j]![0], sites[i]![1] - sites[j]![1]];
        const most = soft[i]! + (dx * dx + dy * dy) / 2;
        if (soft[j]! > most) {
          soft[j] = most;
          lowered.add(j);
        }
      }
    queue = [...lowered];
  }
  return soft;
}
