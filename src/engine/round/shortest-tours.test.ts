import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestTours } from './shortest-tours.ts';

const orders = (nodes: number[]): number[][] => (nodes.length === 0 ? [[]] : nodes.flatMap((node) => orders(nodes.filter((one) => one !== node)).map((rest) => [node, ...rest])));
const nodesOf = (set: number) => [...Array(31).keys()].filter((bit) => set & (1 << bit)).map((bit) => bit + 1);

test('three farms on one road: the shortest way meets them in the order of the road, whichever are visited', () => {
  const at = [0, 3, 1, 2];
  const tours = shortestTours(4, Float64Array.from(at.flatMap((a) => at.map((b) => Math.abs(a - b)))));
  expect([tours.of(0), tours.of(0b111), tours.of(0b010), tours.of(0b110)]).toEqual([0, 6, 2, 4]);
  expect([tours.order(0), tours.order(0b100)]).toEqual([[], [3]]);
});

test('every set of stops has the tour that trying all orders finds, and its order costs what is said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }).chain((nodes) => fc.tuple(fc.constant(nodes), fc.array(fc.integer({ min: -2, max: 30 }), { minLength: nodes * nodes, maxLength: nodes * nodes }))), ([nodes, list]) => {
      const cost = Float64Array.from(list);
      const lengthOf = (order: number[]) => [...order, 0].reduce((sum, node, i) => sum + cost[(i === 0 ? 0 : order[i - 1]!) * nodes + node]!, 0);
      const tours = shortestTours(nodes, cost);
      for (let set = 1; set < 1 << (nodes - 1); set++) {
        const visited = nodesOf(set);
        expect(tours.of(set)).toBe(Math.min(...orders(visited).map(lengthOf)));
        expect(lengthOf(tours.order(set))).toBe(tours.of(set));
        expect(tours.order(set).toSorted()).toEqual(visited);
      }
    }),
  );
});

test('too many stops, or a way of unknown length, is refused by name', () => {
  expect(() => shortestTours(14, new Float64Array(196))).toThrow('12 stops');
  expect(() => shortestTours(1, new Float64Array(1))).toThrow('12 stops');
  expect(() => shortestTours(3, new Float64Array(9).fill(NaN))).toThrow('no number');
  expect(() => shortestTours(3, new Float64Array(4))).toThrow('no number');
});
