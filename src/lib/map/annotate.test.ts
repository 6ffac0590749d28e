import { expect, test } from 'vitest';
import { annotate } from './annotate.ts';
import { buildWall, cropWall, type Place } from './stone-map.ts';

const cazals: Place = { code: '46066', name: 'Cazals', longitude: 1.2196, latitude: 44.6437, areaKm2: 12 };
const gourdon: Place = { code: '46127', name: 'Gourdon', longitude: 1.3838, latitude: 44.7402, areaKm2: 46 };
const wall = buildWall([cazals, gourdon]);
const map = cropWall(wall, [cazals, gourdon]);

test('parties are always named, once each, and a town that is one of them is not named twice', () => {
  const points = [cazals, gourdon, gourdon].map((place) => ({ ...place, label: place.name, tone: 'river' as const }));
  const towns = [{ ...gourdon, label: 'Gourdon', priority: 4_000 }, { longitude: 5, latitude: 48, label: 'Trop loin', priority: 9_000 }];
  const { layouts, dots } = annotate(map, points, [{ from: 0, to: 1, weight: 310, tone: 'river' }], towns, [0.03, 0.05]);
  expect(dots).toHaveLength(3);
  for (const layout of layouts) {
    expect(layout.points.map((label) => label.text).sort()).toEqual(['Cazals', 'Gourdon']);
    expect(layout.towns).toEqual([]);
  }
});

test('a flow between two firms of one commune still shows', () => {
  const points = [cazals, cazals].map((place) => ({ ...place, label: place.name, tone: 'river' as const }));
  const { curves } = annotate(map, points, [{ from: 0, to: 1, weight: 5, tone: 'malbec' }], [], [0.03, 0.05]);
  expect(curves).toEqual([{ d: expect.stringMatching(/^M[\d q-]+$/), width: expect.any(Number), head: '', tone: 'malbec' }]);
});
