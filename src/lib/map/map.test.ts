import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { wallOf } from './cache.ts';
import { cellsOf } from './cells.ts';
import { flowCurves } from './flows.ts';
import { placeLabels } from './labels.ts';
import { plainPath, softPath } from './path.ts';
import { area, inset, type Vertex } from './polygon.ts';
import { buildWall, cropWall, drawWall, type Place, placeOn } from './stone-map.ts';

const place = fc.record({ longitude: fc.double({ min: 1, max: 2, noNaN: true }), latitude: fc.double({ min: 44, max: 45, noNaN: true }), areaKm2: fc.double({ min: 1, max: 60, noNaN: true }) });
const places = fc
  .uniqueArray(place, { minLength: 2, maxLength: 40, selector: (one) => `${one.longitude.toFixed(2)} ${one.latitude.toFixed(2)}` })
  .map((list): Place[] => list.map((one, i) => ({ ...one, longitude: Number(one.longitude.toFixed(2)), latitude: Number(one.latitude.toFixed(2)), code: `46${String(i).padStart(3, '0')}`, name: `Commune ${i}` })));

describe('the wall', () => {
  test('every commune has a stone, in its own place, whatever its neighbours', () => {
    fc.assert(
      fc.property(places, (list) => {
        const map = drawWall(buildWall(list));
        expect(map.stones).toHaveLength(list.length);
        for (const stone of map.stones) expect(stone.x >= 0 && stone.x <= map.width && stone.y >= 0 && stone.y <= map.height).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('cells do not cover each other and hold their own centre', () => {
    const sites = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { minLength: 2, maxLength: 30, selector: String });
    fc.assert(
      fc.property(sites, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 30, maxLength: 30 }), (points, sizes) => {
        const cells = cellsOf(points as Vertex[], points.map((_, i) => sizes[i]!));
        cells.forEach((cell, i) => {
          expect(area(cell)).toBeGreaterThan(0);
          points.forEach((point, j) => expect(holds(cell, point as Vertex)).toBe(i === j));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('is drawn the same twice, in whole numbers', () => {
    fc.assert(fc.property(places, (list) => JSON.stringify(drawWall(buildWall(list))) === JSON.stringify(drawWall(buildWall(list)))), { numRuns: 10 });
    expect(softPath([[0.2, 0.4], [30.6, 1.2], [14.9, 28.3]], 6)).toMatch(/^M-?\d+ -?\d+([lq][-\d ]+)+z$/);
  });

  test('official outlines take the place of stones', () => {
    const ring = [[1, 44], [1.1, 44], [1.1, 44.1], [1.05, 44.1], [1, 44.1], [1, 44]];
    const map = drawWall(buildWall([{ code: '46001', name: 'A', longitude: 1.05, latitude: 44.05, areaKm2: 50, outline: [ring] }, { code: '46002', name: 'B', longitude: 1.3, latitude: 44.05, areaKm2: 50 }]));
    expect(map.stones.map((stone) => stone.outlined)).toEqual([true, false]);
    // The point in the middle of a side says nothing and goes.
    expect(map.stones[0]!.d.match(/l/g)).toHaveLength(3);
    expect(plainPath([[[0, 0], [0.2, 0.1], [0.1, 0.3]]])).toBe('');
  });

  test('a crop shows what surrounds some points and leaves the rest out', () => {
    const grid = Array.from({ length: 100 }, (_, i): Place => ({ code: `46${String(i).padStart(3, '0')}`, name: `C${i}`, longitude: 1 + (i % 10) / 10, latitude: 44 + Math.floor(i / 10) / 10, areaKm2: 40 }));
    const wall = buildWall(grid);
    const crop = cropWall(wall, [grid[44]!, grid[45]!], { ratio: 0.8 });
    expect(crop.stones.length).toBeLessThan(20);
    expect(crop.height).toBe(crop.width * 0.8);
    const [x, y] = placeOn(crop, grid[44]!);
    expect(x > 0 && x < crop.width && y > 0 && y < crop.height).toBe(true);
  });

  test('a wall is built once, again when its data changed, and a failure is not kept', async () => {
    const load = vi.fn(async (): Promise<Place[]> => [{ code: '46001', name: 'A', longitude: 1, latitude: 44, areaKm2: 10 }]);
    const first = wallOf('t', 'v1', load);
    expect(await wallOf('t', 'v1', load).map).toBe(await first.map);
    expect(load).toHaveBeenCalledTimes(1);
    await wallOf('t', 'v2', load).map;
    expect(load).toHaveBeenCalledTimes(2);
    await expect(wallOf('t', 'v3', () => Promise.reject(new Error('no database'))).map).rejects.toThrow();
    await wallOf('t', 'v3', load).map;
    expect(load).toHaveBeenCalledTimes(3);
  });
});

test('names do not cover each other; the less important one gives way', () => {
  const wishes = [
    { x: 100, y: 100, text: 'Cahors', priority: 3, clear: 5 },
    { x: 104, y: 102, text: 'Pradines', priority: 2, clear: 5 },
    { x: 102, y: 98, text: 'Mercuès', priority: 1, clear: 5 },
  ];
  const placed = placeLabels(wishes, { width: 200, height: 200, size: 20 });
  expect(placed[0]).toMatchObject({ text: 'Cahors' });
  const boxes = placed.map((label) => ({ left: label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - label.text.length * 11.4 : label.x - label.text.length * 5.7, y: label.y, wide: label.text.length * 11.4 }));
  for (const a of boxes) for (const b of boxes) if (a !== b) expect(a.left + a.wide <= b.left || b.left + b.wide <= a.left || Math.abs(a.y - b.y) >= 20).toBe(true);
  expect(placeLabels([{ x: 5, y: 5, text: 'Un nom bien trop long', priority: 1, clear: 3 }], { width: 40, height: 40, size: 20 })).toEqual([]);
  expect(placeLabels([{ x: 5, y: 5, text: 'Un nom bien trop long', priority: 1, clear: 3, must: true }], { width: 40, height: 40, size: 20 })).toHaveLength(1);
});

test('the heaviest flow is the widest, the lightest still shows, two between the same points differ', () => {
  const [a, b] = [[0, 0], [100, 0]] as Vertex[];
  const curves = flowCurves([{ from: a!, to: b!, weight: 310 }, { from: a!, to: b!, weight: 70 }, { from: b!, to: b!, weight: 1 }], 8);
  expect(curves[0]!.width).toBeGreaterThan(curves[1]!.width);
  expect(curves[2]!.width).toBeGreaterThan(0);
  expect(curves[0]!.d).not.toBe(curves[1]!.d);
});

test('moving the sides of a square inwards leaves a smaller square, or nothing', () => {
  const square: Vertex[] = [[0, 0], [10, 0], [10, 10], [0, 10]];
  expect(area(inset(square, 2))).toBeCloseTo(36);
  expect(inset(square, 6)).toEqual([]);
});

function holds(cell: Vertex[], [x, y]: Vertex): boolean {
  return cell.every((p, i) => {
    const q = cell[(i + 1) % cell.length]!;
    return (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) >= -1e-9;
  });
}
