/**
 * Ride-sharing requests of Melbourne: A. Najmi, D. Rey, T. Rashidi (2017), github.com/davidrey123/Ridesharing. A header, then one trip a
 * line; times in minutes from midnight, ends in degrees. In the paper, numbers under 100,000 are drivers and the others riders.
 */
import { seededRandom } from '#engine/common/random.ts';
import type { RideProblem, Trips } from '#engine/ride/index.ts';

/** Trips as published, ends laid flat around their middle, in metres. */
export type Requests = Omit<Trips, 'detour'> & { number: Int32Array };
export type MelbourneRead = { ok: true; requests: Requests } | { ok: false; reason: string; line: number };

const COLUMNS = { number: 'Announcement', leave: 'Earliesttime', arrive: 'Latesttime', fromLat: 'Origin_Latitude', fromLon: 'Origin_Longitude', toLat: 'Destination_Latitude', toLon: 'Destination_Longitude' };
const EARTH_RADIUS = 6_371_000;

/** Reads the requests; anything odd is refused with its line (from 1). */
export function readMelbourne(text: string): MelbourneRead {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const refuse = (reason: string, line: number): MelbourneRead => ({ ok: false, reason, line });
  const header = (lines[0] ?? '').split(',').map((name) => name.trim());
  const missing = Object.values(COLUMNS).find((name) => !header.includes(name));
  if (missing) return refuse('missing-column', 1);
  if (lines.length === 1) return refuse('no-trip', 2);
  const places = Object.values(COLUMNS).map((name) => header.indexOf(name));
  const rows: number[][] = [];
  for (let at = 1; at < lines.length; at++) {
    const cells = lines[at]!.split(',');
    if (cells.length !== header.length) return refuse('wrong-number-of-fields', at + 1);
    const row = places.map((place) => (cells[place]!.trim() === '' ? NaN : Number(cells[place])));
    if (row.some((value) => !Number.isFinite(value))) return refuse('not-a-number', at + 1);
    const [number, leave, arrive, ...degrees] = row as [number, number, number, ...number[]];
    if (!Number.isInteger(number) || number < 0 || number > 2 ** 31 - 1) return refuse('bad-trip-number', at + 1);
    if (leave > arrive || Math.abs(leave) > 1e6 || Math.abs(arrive) > 1e6) return refuse('bad-time-window', at + 1);
    if (degrees.some((value, i) => Math.abs(value) > (i % 2 === 0 ? 90 : 180))) return refuse('no-such-place', at + 1);
    rows.push(row);
  }
  return { ok: true, requests: laidFlat(rows) };
}

function laidFlat(rows: number[][]): Requests {
  const column = (at: number) => Float64Array.from(rows, (row) => row[at]!);
  const middle = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [fromLat, fromLon, toLat, toLon] = [column(3), column(4), column(5), column(6)];
  const [lat0, lon0] = [middle(fromLat), middle(fromLon)];
  const radians = Math.PI / 180;
  const x = (lon: number) => (lon - lon0) * radians * EARTH_RADIUS * Math.cos(lat0 * radians);
  const y = (lat: number) => (lat - lat0) * radians * EARTH_RADIUS;
  return { number: Int32Array.from(rows, (row) => row[0]!), leave: column(1), arrive: column(2), fromX: fromLon.map(x), fromY: fromLat.map(y), toX: toLon.map(x), toY: toLat.map(y) };
}

/**
 * How a file of trips becomes a problem. Half the trips drive, drawn by `seed`, unless the file says who does; trips shorter than `shortest`
 * metres are left out; a driver accepts `detourShare` of the own trip plus `detourMetres`, a rider as much.
 */
export type RideSetting = { seed: number; shortest: number; winding: number; speed: number; detourShare: number; detourMetres: number; seats: number };

/** The setting of the first trial: straight line × 1.3, 42 km/h, trips of 3 km and more, detours up to 30 % plus 2 km, one rider a car. */
export const FIRST_TRIAL: RideSetting = { seed: 1, shortest: 3000, winding: 1.3, speed: 700, detourShare: 0.3, detourMetres: 2000, seats: 1 };
const FIRST_RIDER = 100_000;

export function ridesOf(requests: Requests, { seed, shortest, winding, speed, detourShare, detourMetres, seats }: RideSetting): RideProblem {
  const random = seededRandom(seed);
  const named = requests.number.some((number) => number >= FIRST_RIDER);
  const length = (i: number) => winding * Math.hypot(requests.fromX[i]! - requests.toX[i]!, requests.fromY[i]! - requests.toY[i]!);
  const drives = Array.from(requests.number, (number) => (named ? number < FIRST_RIDER : random() < 0.5));
  const kept = Array.from(requests.number, (_, i) => i).filter((i) => length(i) >= shortest);
  const trips = (members: number[]): Trips => {
    const pick = (values: Float64Array) => Float64Array.from(members, (i) => values[i]!);
    const { fromX, fromY, toX, toY, leave, arrive } = requests;
    return { fromX: pick(fromX), fromY: pick(fromY), toX: pick(toX), toY: pick(toY), leave: pick(leave), arrive: pick(arrive), detour: Float64Array.from(members, (i) => Math.round(detourShare * length(i) + detourMetres)) };
  };
  const driving = kept.filter((i) => drives[i]);
  return { drivers: { ...trips(driving), seats: new Int32Array(driving.length).fill(seats) }, riders: trips(kept.filter((i) => !drives[i])), winding, speed };
}
