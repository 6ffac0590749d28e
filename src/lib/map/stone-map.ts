import { cellsOf } from './cells.ts';
import { softPath, plainPath } from './path.ts';
import { inset, merged, type Polygon, type Vertex } from './polygon.ts';

/** A commune as a map draws it: centre in degrees, area in km², outer rings in degrees where official outlines are known. */
export type Place = { code: string; name: string; longitude: number; latitude: number; areaKm2: number; population?: number | null; outline?: number[][][] | null };

/** A wall of stones before it is drawn: each commune's shape in kilometres, east and south of the wall's middle. */
export type Wall = {
  middle: { longitude: number; latitude: number };
  places: Place[];
  centres: Vertex[];
  shapes: { stone: boolean; rings: Polygon[] }[];
};

export type Stone = { code: string; name: string; d: string; tone: number; outlined: boolean; x: number; y: number };
/** A drawn map, in whole units of its own box. `scale` is units a kilometre, `origin` the wall's middle. */
export type StoneMap = { width: number; height: number; scale: number; origin: Vertex; middle: Wall['middle']; stones: Stone[] };

const KM_PER_DEGREE = 111.32;
const TONES = 4;
/** Units of the drawing, for a map 1,000 units wide. */
const JOINT = 1.7;
const CORNER = 9;

/** Kilometres east and south of a middle: flat enough over one or several départements. */
const kilometres = (middle: Wall['middle'], longitude: number, latitude: number): Vertex => [
  (longitude - middle.longitude) * KM_PER_DEGREE * Math.cos((middle.latitude * Math.PI) / 180),
  (middle.latitude - latitude) * KM_PER_DEGREE,
];

/** Shapes of all communes: official outlines where loaded, stones elsewhere. The same places always give the same wall. */
export function buildWall(places: Place[]): Wall {
  const span = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const middle = places.length === 0 ? { longitude: 0, latitude: 0 } : { longitude: span(places.map((one) => one.longitude)), latitude: span(places.map((one) => one.latitude)) };
  const centres = places.map((one) => kilometres(middle, one.longitude, one.latitude));
  const cells = cellsOf(centres, places.map((one) => Math.sqrt(one.areaKm2 / Math.PI)));
  const shapes = places.map((one, i) =>
    one.outline ? { stone: false, rings: one.outline.map((ring) => ring.slice(0, -1).map(([x, y]) => kilometres(middle, x!, y!))) } : { stone: true, rings: [cells[i]!] },
  );
  return { middle, places, centres, shapes };
}

type Box = { left: number; top: number; right: number; bottom: number };
const boxOf = (points: Vertex[]): Box => ({ left: Math.min(...points.map((p) => p[0])), right: Math.max(...points.map((p) => p[0])), top: Math.min(...points.map((p) => p[1])), bottom: Math.max(...points.map((p) => p[1])) });

/** The whole wall, `width` units wide. */
export function drawWall(wall: Wall, width = 1000): StoneMap {
  const points = wall.shapes.flatMap((shape) => shape.rings.flat());
  return draw(wall, points.length === 0 ? { left: 0, top: 0, right: 1, bottom: 1 } : boxOf(points), width, 6);
}

export type Crop = { width?: number; /** Height over width. */ ratio?: number; /** Kilometres shown at least, from side to side. */ leastKm?: number };

/** The part of the wall around some points (degrees), with a margin of a fifth. */
export function cropWall(wall: Wall, points: { longitude: number; latitude: number }[], { width = 600, ratio = 1, leastKm = 16 }: Crop = {}): StoneMap {
  const box = boxOf(points.length === 0 ? [[0, 0]] : points.map((one) => kilometres(wall.middle, one.longitude, one.latitude)));
  const wide = Math.max(leastKm, (box.right - box.left) * 1.5, ((box.bottom - box.top) * 1.4) / ratio);
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return draw(wall, { left: x - wide / 2, right: x + wide / 2, top: y - (wide * ratio) / 2, bottom: y + (wide * ratio) / 2 }, width, 0);
}

function draw(wall: Wall, box: Box, width: number, margin: number): StoneMap {
  const scale = (width - 2 * margin) / (box.right - box.left);
  const height = Math.round((box.bottom - box.top) * scale + 2 * margin);
  const origin: Vertex = [margin - box.left * scale, margin - box.top * scale];
  const put = ([x, y]: Vertex): Vertex => [x * scale + origin[0], y * scale + origin[1]];
  const finer = width / 1000 < 1 ? 1.25 : 1;
  const stones: Stone[] = [];
  wall.shapes.forEach((shape, i) => {
    const rings = shape.rings.map((ring) => ring.map(put));
    const around = boxOf(rings.flat());
    if (around.right < 0 || around.bottom < 0 || around.left > width || around.top > height) return;
    const d = shape.stone ? stonePath(rings[0]!, JOINT * finer, CORNER * finer) : plainPath(rings);
    const { code, name } = wall.places[i]!;
    const [x, y] = put(wall.centres[i]!);
    if (d) stones.push({ code, name, d, tone: toneOf(code), outlined: !shape.stone, x: Math.round(x), y: Math.round(y) });
  });
  return { width, height, scale, origin, middle: wall.middle, stones };
}

/** A stone thinner than its joints keeps thinner joints rather than vanish. */
function stonePath(cell: Polygon, joint: number, corner: number): string {
  for (const width of [joint, joint / 2, 0]) {
    const stone = merged(inset(merged(cell, 1.5), width), 1.5);
    if (stone.length > 2) return softPath(stone, corner);
  }
  return '';
}

/** A shade from 1 to 4 that looks thrown at random and never changes. */
function toneOf(code: string): number {
  let hash = 7;
  for (const letter of code) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
  return 1 + (hash % TONES);
}

/** Where a point (degrees) falls on a drawn map. */
export function placeOn(map: StoneMap, point: { longitude: number; latitude: number }): Vertex {
  const [x, y] = kilometres(map.middle, point.longitude, point.latitude);
  return [Math.round(x * map.scale + map.origin[0]), Math.round(y * map.scale + map.origin[1])];
}
