import { seededRandom } from '#engine/common/random.ts';

/** What a generated instance is made of. `scattered`: needs are drawn from anywhere instead of near the worker; far harder, and less like a territory. */
export type PackSize = { columns: number; workers: number; needs: number; seed?: number; scattered?: boolean };

/** Rows: the workers first, then the needs; each may be taken once. Values are whole. */
export type GeneratedPack = { rowCount: number; values: Float64Array; starts: Int32Array; rows: Int32Array };

const DAYS = 5;
const MOST_NEEDS = 4;
/** A worker looks at this many needs, the nearest ones, of whatever day. */
const IN_REACH = 10;

/**
 * Weeks of work shared by several firms: a column joins a worker and one to four needs on different days of five. Workers and needs lie on a square of 100 km.
 * A need is 2 to 8 hours of a day, worth 15 to 25 an hour to its firm, from which half the kilometres driven are taken; a column's value is in tenths.
 * No two columns are alike.
 */
export function generatePack({ columns, workers, needs, seed = 1, scattered = false }: PackSize): GeneratedPack {
  const random = seededRandom(seed);
  const draw = (count: number): number => Math.floor(random() * count);
  const place = (): Place => [100 * random(), 100 * random()];
  const homes = Array.from({ length: workers }, place);
  const sites = Array.from({ length: needs }, place);
  const days = Uint8Array.from({ length: needs }, () => draw(DAYS));
  const worth = Float64Array.from({ length: needs }, () => (2 + draw(7)) * (15 + 10 * random()));
  const reach = scattered ? undefined : nearest(homes, sites);
  const away = (worker: number, need: number): number => Math.hypot(homes[worker]![0] - sites[need]![0], homes[worker]![1] - sites[need]![1]);

  const known = new Set<string>();
  const values: number[] = [];
  const starts = [0];
  const rows: number[] = [];
  while (values.length < columns) {
    const worker = draw(workers);
    const size = 1 + draw(MOST_NEEDS);
    const week = new Map<number, number>();
    for (let tries = 0; tries < 40 && week.size < size; tries++) {
      const need = reach ? reach[worker]![draw(reach[worker]!.length)]! : draw(needs);
      if (!week.has(days[need]!)) week.set(days[need]!, need);
    }
    const chosen = [...week.values()].sort((a, b) => a - b);
    const name = `${worker}:${chosen.join()}`;
    if (known.has(name)) continue;
    known.add(name);
    values.push(Math.max(1, Math.round(10 * chosen.reduce((sum, need) => sum + worth[need]! - away(worker, need) / 2, 0))));
    rows.push(worker, ...chosen.map((need) => workers + need));
    starts.push(rows.length);
  }
  return { rowCount: workers + needs, values: Float64Array.from(values), starts: Int32Array.from(starts), rows: Int32Array.from(rows) };
}

type Place = [number, number];

/** The needs nearest to each home, from its square of a grid and the eight around. */
function nearest(homes: Place[], sites: Place[]): number[][] {
  const across = Math.max(1, Math.floor(Math.sqrt(sites.length / (2 * IN_REACH))));
  const square = (at: number): number => Math.min(across - 1, Math.floor((at * across) / 100));
  const cells: number[][] = Array.from({ length: across * across }, () => []);
  sites.forEach(([x, y], need) => cells[square(x) * across + square(y)]!.push(need));
  return homes.map(([x, y]) => {
    const found: number[] = [];
    for (let cx = Math.max(0, square(x) - 1); cx <= Math.min(across - 1, square(x) + 1); cx++)
      for (let cy = Math.max(0, square(y) - 1); cy <= Math.min(across - 1, square(y) + 1); cy++) found.push(...cells[cx * across + cy]!);
    const distance = (need: number): number => Math.hypot(sites[need]![0] - x, sites[need]![1] - y);
    return found.sort((a, b) => distance(a) - distance(b)).slice(0, IN_REACH);
  });
}
