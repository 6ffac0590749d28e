import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { number } from '#lib/format.ts';

/** Degrees, WGS 84. */
export type Point = { longitude: number; latitude: number };

/** A journey by road, one way: the likely length, the bounds it usually stays within, and door-to-door minutes. */
export type Journey = { km: number; kmLow: number; kmHigh: number; minutes: number };

/** How far and how long between two points. One implementation for now; a road network is to be another. */
export type TravelTimes = {
  /** What it rests on and how wrong it may be, in French, to show beside any figure made with it. */
  basis: string;
  /** True where a figure it rests on has no source. */
  assumption: boolean;
  between: (from: Point, to: Point) => Promise<Journey>;
  /** Kilometres from each origin to each destination: row after row, one row an origin. */
  table: (origins: Point[], destinations: Point[]) => Promise<Float64Array>;
};

const Figures = z.object({
  detourFactor: z.object({ value: z.number().min(1), assumption: z.boolean(), source: z.string() }),
  usualRange: z.object({ low: z.number().min(1), high: z.number(), assumption: z.boolean(), note: z.string() }),
  speedKmPerHour: z.object({ value: z.number().positive(), assumption: z.boolean(), note: z.string() }),
});

const NBSP = '\u00a0';
const EARTH_RADIUS_KM = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres as the crow flies (haversine on the mean sphere: within 0.5 % of the ellipsoid). */
export function crowKm(from: Point, to: Point): number {
  const dLat = radians(to.latitude - from.latitude);
  const dLon = radians(to.longitude - from.longitude);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Straight line times a stated factor, at a stated speed: figures and their sources in `facts/travel.json`. */
export function straightLineTravel(): TravelTimes {
  const { detourFactor, usualRange, speedKmPerHour } = Figures.parse(JSON.parse(factsFile('travel.json')));
  const factor = detourFactor.value;
  return {
    basis: `Ligne droite${NBSP}×${NBSP}${number(factor, 2)}${NBSP}; la route réelle fait d’ordinaire ${number(usualRange.low, 2)} à ${number(usualRange.high, 2)}${NBSP}fois la ligne droite${usualRange.assumption ? ' (hypothèse)' : ''}. Durée à ${number(speedKmPerHour.value)}${NBSP}km/h de moyenne${speedKmPerHour.assumption ? ' (hypothèse)' : ''}.`,
    assumption: detourFactor.assumption || usualRange.assumption || speedKmPerHour.assumption,
    between: async (from, to) => {
      const crow = crowKm(from, to);
      return { km: crow * factor, kmLow: crow * usualRange.low, kmHigh: crow * usualRange.high, minutes: ((crow * factor) / speedKmPerHour.value) * 60 };
    },
    table: async (origins, destinations) => {
      const km = new Float64Array(origins.length * destinations.length);
      origins.forEach((from, i) => destinations.forEach((to, j) => (km[i * destinations.length + j] = crowKm(from, to) * factor)));
      return km;
    },
  };
}
