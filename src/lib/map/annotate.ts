import { type FlowCurve, flowCurves } from './flows.ts';
import { type LabelWish, placeLabels, type PlacedLabel } from './labels.ts';
import { placeOn, type StoneMap } from './stone-map.ts';

export type Tone = 'river' | 'malbec' | 'moss' | 'saffron' | 'walnut';
/** A place to show with a dot and its name. */
export type MapPoint = { longitude: number; latitude: number; label: string; tone: Tone };
/** Something that goes from one point to another (their ranks in the list of points), as wide as its weight. */
export type MapFlow = { from: number; to: number; weight: number; tone: Tone };
/** A town named to find one's way: left out where it has no room. */
export type MapTown = { longitude: number; latitude: number; label: string; priority: number };

export type Annotations = {
  curves: (FlowCurve & { tone: Tone })[];
  dots: { x: number; y: number; tone: Tone }[];
  /** Radius of a dot. */
  dot: number;
  /** Names laid out twice: for a map shown wide, and for a narrow one where the same type takes more of it. */
  layouts: { size: number; points: PlacedLabel[]; towns: (PlacedLabel & { at: [number, number] })[] }[];
};

/** What lies over the stones. `sizes`: heights of the type as shares of the map's width, wide then narrow. */
export function annotate(map: StoneMap, points: MapPoint[], flows: MapFlow[], towns: MapTown[], sizes: [number, number]): Annotations {
  const dot = map.width * 0.013;
  const places = points.map((point) => placeOn(map, point));
  const curves = flowCurves(flows.map((flow) => ({ from: places[flow.from]!, to: places[flow.to]!, weight: flow.weight })), dot).map((curve, i) => ({ ...curve, tone: flows[i]!.tone }));
  const inside = towns.map((town) => ({ town, at: placeOn(map, town) })).filter(({ at: [x, y] }) => x > 0 && y > 0 && x < map.width && y < map.height);
  const named = new Map(points.map((point, i) => [`${places[i]} ${point.label}`, { point, at: places[i]! }]));
  const highest = Math.max(0, ...towns.map((town) => town.priority)) + 1;

  const layouts = sizes.map((share) => {
    const size = Math.round(map.width * share);
    const own = [...named.values()].map(({ point, at: [x, y] }): LabelWish => ({ x, y, text: point.label, priority: highest, clear: dot, must: true }));
    const around = inside.filter(({ town }) => !points.some((point) => point.label === town.label)).map(({ town, at: [x, y] }): LabelWish => ({ x, y, text: town.label, priority: town.priority, clear: dot * 0.5 }));
    const placed = placeLabels([...own, ...around], { width: map.width, height: map.height, size });
    const isOwn = (label: PlacedLabel) => own.some((wish) => wish.text === label.text);
    return { size, points: placed.filter(isOwn), towns: placed.filter((label) => !isOwn(label)).map((label) => ({ ...label, at: inside.find(({ town }) => town.label === label.text)!.at as [number, number] })) };
  });
  return { curves, dots: places.map(([x, y], i) => ({ x, y, tone: points[i]!.tone })), dot: Math.round(dot), layouts };
}
