import { seededRandom } from '#engine/common/random.ts';

/** What a generated instance is made of. `scattered`: needs are drawn from anywhere instead of near the worker; far harder, and less like a territory. */
export type PackSize = { columns: number; workers: number; needs: number; seed?: number; scattered?: boolean };

/** Rows: the workers first, then the needs; each may be taken once. Values are whole. */
export type GeneratedPack = { rowCount: number; values: Float64Array; starts: Int32Array; rows: Int32Array };

const DAYS = 5;
const MOST_NEEDS = 4;
/** A worker looks at this many needs of a day, the nearest ones. */
const IN_REACH = 12;

/**
 * Weeks of work shared by several firms: a column joins a worker and one to four needs on different days of five. Workers and needs lie on a square of 100 km.
 * A need is 2 to 8 hours of a day, worth 15 to 25 an hour to its firm, from which half the kilometres driven are taken; a column's value is in tenths.
 */
export function generatePack({ columns, workers, needs, seed = 1, scattered = false }: PackSize): GeneratedPack {
  const random = seededRandom(seed);
  const draw = (count: number): number => Math.floor(random() * count);
  const place = (): [number, number] => [100 * random(), 100 * random()];
  const homes = Array.from({ length: workers }, place);
  const sites = Array.from({ length: needs }, place);
  const worth = Float64Array.from({ length: needs }, () => (2 + draw(7)) * (15 + 10 * random()));
  const reach = scattered ? undefined : nearestByDay(homes, sites);

  const values = new Float64Array(columns);
  const starts = new Int32Array(columns + 1);
  const rows: number[] = [];
  for (let j = 0; j < columns; j++) {
    const worker = draw(workers);
    rows.push(worker);
    const days = [0, 1, 2, 3, 4];
    let value = 0;
    for (let left = 1 + draw(MOST_NEEDS); left > 0; left--) {
      const day = days.splice(draw(days.length), 1)[0]!;
      const near = reach?.[worker]![day]!;
      const need = near ? near[draw(near.length)] : day + DAYS * draw(Math.floor((needs - 1 - day) / DAYS) + 1);
      if (need === undefined || need >= needs) continue;
      rows.push(workers + need);
      const [x, y] = sites[need]!;
      value += worth[need]! - (scattered ? 100 * random() : Math.hypot(x - homes[worker]![0], y - homes[worker]![1])) / 2;
    }
    values[j] = Math.max(1, Math.round(10 * value));
    starts[j + 1] = rows.length;
  }
  return { rowCount: workers + needs, values, starts, rows: Int32Array.from(rows) };
}

/** For each worker and each day, the needs in reach; need n falls on day n mod 5. A grid of squares keeps large territories quick. */
function nearestByDay(homes: [number, number][], sites: [number, number][]): number[][][] {
  const across = Math.max(1, Math.floor(Math.sqrt(sites.length / (4 * IN_REACH))));
  const square = (at: number): number => Math.min(across - 1, Math.floor((at * across) / 100));
  const cells: number[][] = Array.from({ length: across * across }, () => []);
  sites.forEach(([x, y], need) => cells[square(x) * across + square(y)]!.push(need));
  return homes.map(([x, y]) => {
    const found: number[] = [];
    for (let cx = Math.max(0, square(x) - 1); cx <= Math.min(across - 1, square(x) + 1); cx++)
      for (let cy = Math.max(0, square(y) - 1); cy <= Math.min(across - 1, square(y) + 1); cy++) found.push(...cells[cx * across + cy]!);
    const distance = (need: number): number => Math.hypot(sites[need]![0] - x, sites[need]![1] - y);
    found.sort((a, b) => distance(a) - distance(b));
    return Array.from({ length: DAYS }, (_, day) => found.filter((need) => need % DAYS === day).slice(0, IN_REACH));
  });
}
