import { distance, type Polygon, type Vertex } from './polygon.ts';

/** Writes SVG commands in whole numbers, each relative to where the last one ended, so that no rounding adds up. */
function writer() {
  let text = '';
  let at: [number, number] = [0, 0];
  const put = (letter: string, points: Vertex[]) => {
    const whole = points.map(([x, y]): [number, number] => [Math.round(x), Math.round(y)]);
    const end = whole.at(-1)!;
    if (letter === 'l' && end[0] === at[0] && end[1] === at[1]) return;
    text += letter + whole.map(([x, y]) => numbers(letter === 'M' ? [x, y] : [x - at[0], y - at[1]])).reduce((a, b) => a + (b.startsWith('-') ? '' : ' ') + b);
    at = end;
  };
  return { put, close: () => `${text}z` };
}

const numbers = ([x, y]: [number, number]) => `${x}${y < 0 ? '' : ' '}${y}`;

/** A polygon with its corners softened over at most `radius`. Empty for fewer than three corners. */
export function softPath(polygon: Polygon, radius: number): string {
  if (polygon.length < 3) return '';
  const { put, close } = writer();
  polygon.forEach((v, i) => {
    const p = polygon[(i + polygon.length - 1) % polygon.length]!;
    const q = polygon[(i + 1) % polygon.length]!;
    put(i === 0 ? 'M' : 'l', [towards(v, p, radius)]);
    put('q', [v, towards(v, q, radius)]);
  });
  return close();
}

function towards(from: Vertex, to: Vertex, most: number): Vertex {
  const length = distance(from, to);
  const t = length === 0 ? 0 : Math.min(most, length / 2) / length;
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
}

/** Rings as straight lines between whole-numbered points, without the points that rounding put on a line. */
export function plainPath(rings: Polygon[]): string {
  return rings
    .map((ring) => {
      const whole = ring.map(([x, y]): Vertex => [Math.round(x), Math.round(y)]).filter((v, i, all) => i === 0 || distance(v, all[i - 1]!) > 0);
      const kept = whole.filter((v, i) => {
        const [p, q] = [whole[(i + whole.length - 1) % whole.length]!, whole[(i + 1) % whole.length]!];
        return (v[0] - p[0]) * (q[1] - v[1]) !== (v[1] - p[1]) * (q[0] - v[0]);
      });
      if (kept.length < 3) return '';
      const { put, close } = writer();
      kept.forEach((v, i) => put(i === 0 ? 'M' : 'l', [v]));
      return close();
    })
    .join('');
}
