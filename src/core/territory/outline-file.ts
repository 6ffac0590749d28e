import { type Done, done, type Refused, refused } from '#core/kernel/index.ts';

export type Geometry = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
/** What a file says of one commune: any of outline, centre (longitude, latitude), population and area. */
export type OutlineRow = { code: string; name: string | null; outline: Geometry | null; centre: [number, number] | null; population: number | null; areaKm2: number | null };
export type OutlineReject = { entry: number; code: string | null; reason: string };
export type OutlineFile = { rows: OutlineRow[]; rejects: OutlineReject[] };
type Refusal = Refused<'not-json' | 'not-geojson' | 'empty' | 'no-communes', string>;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const COMMUNE_CODE = /^(\d{2}|2[AB])\d{3}$/;

/**
 * Reads communes from GeoJSON, or from the plain JSON of the public geography API (`centre`, `contour`). Properties are read under
 * the names that official files give them (`code`, `nom`, `INSEE_COM`, `codgeo`…). Refused in French when it is another kind of file;
 * single bad entries are told apart.
 */
export function readOutlineFile(text: string): Done<OutlineFile> | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const cut = /^\s*[[{]/.test(text);
    return refused('not-json', cut ? `le JSON est coupé ou abîmé (${(error as Error).message.slice(0, 80)})` : 'ce n’est pas du JSON');
  }
  const entries = isObject(json) && Array.isArray(json['features']) ? json['features'] : Array.isArray(json) ? json : isObject(json) && json['type'] === 'Feature' ? [json] : null;
  if (!entries) return refused('not-geojson', 'ce JSON n’est ni un GeoJSON ni une liste de communes');
  if (entries.length === 0) return refused('empty', 'le fichier ne contient aucune commune');

  const rows: OutlineRow[] = [];
  const rejects: OutlineReject[] = [];
  entries.forEach((entry, i) => {
    const read = readEntry(entry);
    if ('reason' in read) rejects.push({ entry: i + 1, ...read });
    else rows.push(read);
  });
  if (rows.length === 0) return refused('no-communes', `aucune commune lue ; première entrée : ${rejects[0]!.reason}`);
  return done({ rows, rejects });
}

function readEntry(entry: unknown): OutlineRow | { code: string | null; reason: string } {
  if (!isObject(entry)) return { code: null, reason: 'ce n’est pas un objet' };
  const properties = isObject(entry['properties']) ? entry['properties'] : entry;
  const pick = (...names: string[]) => names.map((name) => properties[name]).find((value) => value !== undefined && value !== null && value !== '');
  const code = String(pick('code', 'INSEE_COM', 'insee_com', 'code_insee', 'codeInsee', 'CODGEO', 'codgeo', 'siren', 'SIREN') ?? '');
  if (!COMMUNE_CODE.test(code)) return { code: code || null, reason: otherKind(code) };

  const geometries = [entry['geometry'], properties['contour'], properties['centre'], properties['mairie']].filter(isObject);
  const outline = geometries.find((one) => one['type'] === 'Polygon' || one['type'] === 'MultiPolygon') as Geometry | undefined;
  const point = [properties['centre'], entry['geometry'], properties['mairie']].filter(isObject).find((one) => one['type'] === 'Point');
  const centre = point ? (point['coordinates'] as [number, number]) : null;
  const wrong = (outline && wrongOutline(outline)) ?? (centre && wrongPosition(centre));
  if (wrong) return { code, reason: wrong };
  const number = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : null);
  const hectares = number(pick('surface'));
  if (!outline && !centre) return { code, reason: 'ni contour ni centre' };
  return { code, name: (pick('nom', 'NOM', 'NOM_COM', 'libelle', 'LIBGEO', 'name') as string | undefined) ?? null, outline: outline ?? null, centre, population: number(pick('population', 'POPULATION')), areaKm2: hectares === null ? null : hectares / 100 };
}

function otherKind(code: string): string {
  if (/^\d{9}$/.test(code)) return `« ${code} » est le SIREN d’un groupement (EPCI), il faut un fichier de communes`;
  if (/^(\d{2,3}|2[AB])$/.test(code)) return `« ${code} » est le code d’un département ou d’un arrondissement, il faut un fichier de communes`;
  return code === '' ? 'pas de code INSEE (propriété « code »)' : `« ${code} » n’est pas le code INSEE d’une commune`;
}

function wrongOutline(outline: Geometry): string | null {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return 'contour vide';
  for (const ring of polygons.flat()) {
    if (!Array.isArray(ring) || ring.length < 4) return 'contour de moins de trois côtés';
    for (const position of ring) {
      const wrong = wrongPosition(position as [number, number]);
      if (wrong) return wrong;
    }
  }
  return null;
}

function wrongPosition(position: [number, number]): string | null {
  const [longitude, latitude] = Array.isArray(position) ? position : [NaN, NaN];
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'coordonnées illisibles';
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return 'coordonnées qui ne sont pas des degrés (Lambert 93 ?) : il faut du WGS 84';
  if (longitude > 40.9 && longitude < 51.5 && Math.abs(latitude) < 10) return 'longitude et latitude semblent inversées';
  return null;
}
