import { type Commune, crowKm } from '#core/territory/index.ts';
import type { Demonstration } from './data.ts';
import type { Draw } from './draw.ts';

type Placed = Commune & { longitude: number; latitude: number };
const KM_PER_DEGREE = 111.2;

/** Draws communes of each zone by its weights, and places within them. */
export function placesOf(communes: Commune[], zones: Demonstration['zones'], draw: Draw) {
  const placed = communes.filter((one): one is Placed => one.longitude !== null && one.latitude !== null);
  const byCode = new Map(placed.map((one) => [one.code, one]));
  const weights = new Map(
    Object.entries(zones).map(([name, { by, around }]) => {
      const centres = around.flatMap(([code, km]) => (byCode.has(code) ? [{ centre: byCode.get(code)!, km }] : []));
      const near = (one: Placed) => (centres.length === 0 ? 1 : Math.max(0, ...centres.map(({ centre, km }) => 1 - crowKm(centre, one) / km)));
      return [name, placed.map((one): [Placed, number] => [one, near(one) * ((by === 'area' ? one.areaKm2 : one.population) ?? 0)])] as const;
    }),
  );
  return {
    commune: (zone: string): Placed => draw.weighted(weights.get(zone)!),
    communeOf: (code: string): Placed => byCode.get(code)!,
    /** Somewhere in a commune: within half the radius that its area would have, were it round. */
    point: (commune: Placed) => {
      const km = 0.5 * Math.sqrt((commune.areaKm2 ?? 10) / Math.PI) * Math.sqrt(draw.between(0, 1));
      const angle = draw.between(0, 2 * Math.PI);
      const latitude = commune.latitude + (km * Math.sin(angle)) / KM_PER_DEGREE;
      return { latitude: Number(latitude.toFixed(5)), longitude: Number((commune.longitude + (km * Math.cos(angle)) / (KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180))).toFixed(5)) };
    },
  };
}
