import type { Deps } from '#core/kernel/index.ts';
import { communeShapes, crowKm, referenceStamp } from '#core/territory/index.ts';
import { wallOf } from '#lib/map/index.ts';

/** The wall of a territory and its whole map, kept in this process until communes or outlines are loaded again. */
export const territoryWall = async ({ db }: Deps, territoryId: string) => wallOf(territoryId, await referenceStamp(db), () => communeShapes(db, territoryId));

type Town = { name: string; longitude: number; latitude: number; population?: number | null };
const APART_KM = 12;

/** The most peopled communes, each some way from those before it, to find one's way on a map. */
export function townsOf(places: Town[], count: number) {
  const towns: Town[] = [];
  for (const place of places.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0))) {
    if (towns.length === count) break;
    if (towns.every((town) => crowKm(town, place) > APART_KM)) towns.push(place);
  }
  return towns.map((town) => ({ longitude: town.longitude, latitude: town.latitude, label: town.name, priority: town.population ?? 0 }));
}
