// RGF93 / Lambert-93 (EPSG:2154): conformal conic on the GRS 80 ellipsoid. Constants and formulas: IGN, « Projections cartographiques
// en France » (note technique NTG 71, algorithmes ALG0002 and ALG0004). RGF93 and WGS 84 differ by less than a metre.
const N = 0.725607765053267;
const C = 11_754_255.426096;
const X_POLE = 700_000;
const Y_POLE = 12_655_612.049876;
const ECCENTRICITY = 0.0818191910428158;
const CENTRAL_MERIDIAN = (3 * Math.PI) / 180;

/** Metres in Lambert-93 to degrees in WGS 84; null outside the projection's use, metropolitan France. */
export function fromLambert93(x: number, y: number): { longitude: number; latitude: number } | null {
  if (!(x >= 0 && x <= 1_300_000 && y >= 6_000_000 && y <= 7_200_000)) return null;
  const radius = Math.hypot(x - X_POLE, y - Y_POLE);
  const gamma = Math.atan2(x - X_POLE, Y_POLE - y);
  const isometric = -Math.log(radius / C) / N;
  let latitude = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2;
  for (let round = 0; round < 8; round++) {
    const e = ECCENTRICITY * Math.sin(latitude);
    latitude = 2 * Math.atan(((1 + e) / (1 - e)) ** (ECCENTRICITY / 2) * Math.exp(isometric)) - Math.PI / 2;
  }
  return { longitude: ((CENTRAL_MERIDIAN + gamma / N) * 180) / Math.PI, latitude: (latitude * 180) / Math.PI };
}
