import { distance, type Vertex } from './polygon.ts';

export type FlowWish = { from: Vertex; to: Vertex; weight: number };
export type FlowCurve = { d: string; width: number; /** An arrow's head, pointing to where it goes. */ head: string };

/** Widths in units of the drawing: the widest flow, and the thinnest that still reads. */
const WIDEST = 12;
const THINNEST = 3;

/** Curves between points, as wide as their weight beside the heaviest, all bent the same way; several between the same two fan out. */
export function flowCurves(flows: FlowWish[], clear: number): FlowCurve[] {
  const heaviest = Math.max(...flows.map((flow) => flow.weight), Number.MIN_VALUE);
  const seen = new Map<string, number>();
  return flows.map(({ from, to, weight }) => {
    const pair = [from, to].map((point) => point.join()).sort().join('|');
    const nth = seen.get(pair) ?? 0;
    seen.set(pair, nth + 1);
    const width = Math.max(THINNEST, WIDEST * Math.max(0, weight / heaviest));
    const length = distance(from, to);
    if (length < 1) return { d: loop(from, clear), width: THINNEST, head: '' };
    const bend = length * (0.14 + 0.14 * nth);
    const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    const control: Vertex = [(from[0] + to[0]) / 2 + uy * bend, (from[1] + to[1]) / 2 - ux * bend];
    const reach = distance(control, to);
    const [ax, ay] = [(to[0] - control[0]) / reach, (to[1] - control[1]) / reach];
    const size = width * 0.9 + 5;
    const tip: Vertex = [to[0] - ax * clear, to[1] - ay * clear];
    const neck: Vertex = [tip[0] - ax * size, tip[1] - ay * size];
    return { d: `M${pointText(from)}Q${pointText(control)} ${pointText(neck)}`, width: Math.round(width * 10) / 10, head: `M${pointText(tip)}L${pointText([neck[0] - ay * size * 0.75, neck[1] + ax * size * 0.75])}L${pointText([neck[0] + ay * size * 0.75, neck[1] - ax * size * 0.75])}z` };
  });
}

/** A flow that stays in its commune is a small ring above its point. */
const loop = ([x, y]: Vertex, clear: number) => {
  const wide = Math.round(3 * clear);
  return `M${x} ${y}q${-wide} ${-wide} 0 ${-wide}q${wide} 0 0 ${wide}`;
};
const pointText = ([x, y]: Vertex) => `${Math.round(x)} ${Math.round(y)}`;
