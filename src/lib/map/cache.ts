import { buildWall, drawWall, type Place, type StoneMap, type Wall } from './stone-map.ts';

type Kept = { stamp: string; wall: Promise<Wall>; map: Promise<StoneMap> };
const kept = new Map<string, Kept>();

/**
 * The wall of a territory, and the whole of it drawn, built once in this process and again only when `stamp` changes.
 * `load` is called at most once a stamp; a failure is not kept.
 */
export function wallOf(territoryId: string, stamp: string, load: () => Promise<Place[]>): { wall: Promise<Wall>; map: Promise<StoneMap> } {
  const found = kept.get(territoryId);
  if (found?.stamp === stamp) return found;
  const wall = load().then(buildWall);
  const made = { stamp, wall, map: wall.then((built) => drawWall(built)) };
  kept.set(territoryId, made);
  made.map.catch(() => kept.get(territoryId) === made && kept.delete(territoryId));
  return made;
}
