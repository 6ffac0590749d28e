import type { EstablishmentRow, PositionRow } from './columns.ts';
import { fromLambert93 } from './lambert93.ts';

export type Position = { longitude: number | null; latitude: number | null; quality: 'address' | 'street' | 'locality' | 'commune' };
export type Point = { longitude: number; latitude: number };

/** INSEE's quality of a position (variable qualite_xy): number found; street found; street or place likely; somewhere in the commune. */
const QUALITIES: Record<string, Position['quality']> = { 11: 'address', 12: 'street', 21: 'locality', 22: 'locality', 33: 'commune' };

/**
 * Where an establishment stands, in degrees: INSEE's positions file first, then the row's own Lambert-93 coordinates, then its commune's centre.
 * A position that INSEE drew at random in the commune says no more than the centre, but spreads the points.
 */
export function positionOf(row: EstablishmentRow, position: PositionRow | null, centre: Point | null): Position {
  const [longitude, latitude] = [number(position?.x_longitude), number(position?.y_latitude)];
  if (longitude !== null && latitude !== null && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)
    return { longitude, latitude, quality: QUALITIES[position!.qualite_xy ?? ''] ?? 'commune' };
  const [x, y] = [number(row.coordonneeLambertAbscisseEtablissement), number(row.coordonneeLambertOrdonneeEtablissement)];
  // Overseas the same two columns are in other projections, told nowhere in the row.
  const own = x !== null && y !== null && !row.codeCommuneEtablissement?.startsWith('97') ? fromLambert93(x, y) : null;
  if (own) return { ...own, quality: row.numeroVoieEtablissement ? 'address' : 'street' };
  return { longitude: centre?.longitude ?? null, latitude: centre?.latitude ?? null, quality: 'commune' };
}

const number = (text: string | null | undefined): number | null => {
  const value = Number.parseFloat(text?.replace(',', '.') ?? '');
  return Number.isFinite(value) ? value : null;
};
