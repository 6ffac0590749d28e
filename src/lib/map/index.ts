export type { MapFlow, MapPoint, MapTown, Tone } from './annotate.ts';
export { wallOf } from './cache.ts';
export { type Crop, cropWall, type Place, placeOn, type Stone, type StoneMap, type Wall } from './stone-map.ts';
