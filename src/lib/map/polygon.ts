/** A point of the plane; a convex polygon turns the way that makes its `area` positive. */
export type Vertex = readonly [number, number];
export type Polygon = Vertex[];

export const distance = (a: Vertex, b: Vertex): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

export const area = (polygon: Polygon): number =>
  polygon.reduce((sum, v, i) => {
    const w = polygon[(i + 1) % polygon.length]!;
    return sum + v[0] * w[1] - w[0] * v[1];
  }, 0) / 2;

/** The part of a convex polygon where `nx·x + ny·y ≤ limit`. */
export function clip(polygon: Polygon, nx: number, ny: number, limit: number): Polygon {
  const kept: Polygon = [];
  for (let i = 0; i < polygon.length; i++) {
    const p = polygon[i]!;
    const q = polygon[(i + 1) % polygon.length]!;
    const sp = nx * p[0] + ny * p[1] - limit;
    const sq = nx * q[0] + ny * q[1] - limit;
    if (sp <= 0) kept.push(p);
    if (sp <= 0 !== sq <= 0) {
      const t = sp / (sp - sq);
      kept.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
    }
  }
  return kept;
}

/** A disc as a polygon that holds it no more and no less on average. */
export function disc(centre: Vertex, radius: number, sides = 18): Polygon {
  const r = radius * Math.sqrt((2 * Math.PI) / sides / Math.sin((2 * Math.PI) / sides));
  return Array.from({ length: sides }, (_, i) => [centre[0] + r * Math.cos((2 * Math.PI * i) / sides), centre[1] + r * Math.sin((2 * Math.PI * i) / sides)] as const);
}

/** A convex polygon moved inwards by a width on every side; empty when nothing is left. */
export function inset(polygon: Polygon, width: number): Polygon {
  let kept = polygon;
  for (let i = 0; i < polygon.length && kept.length > 2; i++) {
    const a = polygon[i]!;
    const b = polygon[(i + 1) % polygon.length]!;
    const length = distance(a, b);
    if (length < 1e-9) continue;
    const [nx, ny] = [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
    kept = clip(kept, nx, ny, nx * a[0] + ny * a[1] - width);
  }
  return kept.length > 2 ? kept : [];
}

/** Without the corners nearer to the next than `least`. */
export const merged = (polygon: Polygon, least: number): Polygon => polygon.filter((v, i) => distance(v, polygon[(i + 1) % polygon.length]!) > least);
