import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';
import { searchName } from './names.ts';

const TerritoriesFile = z.object({
  territories: z.array(
    z.object({
      id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      name: z.string().min(1),
      withArticle: z.string().min(1),
      operated: z.boolean(),
      departements: z.array(z.string()),
      epcis: z.array(z.string()),
      communes: z.array(z.string()),
      source: z.string().min(1),
    }),
  ),
  positions: z.array(z.object({ file: z.string(), source: z.string().min(1) })),
});
export type ShippedTerritory = z.infer<typeof TerritoriesFile>['territories'][number];

type OfficialCommune = { code: string; nom: string; type: string; departement: string; codesPostaux?: string[]; population?: number; anciensCodes?: string[]; chefLieu?: string; commune?: string };
type OfficialEpci = { code: string; nom: string; type: string; membres: { code: string }[] };

export type ReferencePosition = { code: string; longitude: number; latitude: number; areaKm2: number; source: string };

// Found from here whether this is a source file or a part of the built pages: both lie under the project's root.
const require = createRequire(import.meta.url);
const official = <T>(name: string): T => JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')) as T;

/** Raised when the rows made from the same sources change. */
const SHAPE = 2;

/** What names the reference data of this version of the product: changes when a part of it does. */
export function referenceVersion(): string {
  const { version } = JSON.parse(readFileSync(require.resolve('@etalab/decoupage-administratif/package.json'), 'utf8')) as { version: string };
  const text = factsFile('territories.json');
  const positions = TerritoriesFile.parse(JSON.parse(text)).positions.map(({ file }) => factsFile(file));
  return `${version}-${SHAPE}-${createHash('sha256').update([text, ...positions].join('\n')).digest('hex').slice(0, 16)}`;
}

/** The territories that the product ships, and the positions of communes that come with it. */
export function shippedTerritories(): { territories: ShippedTerritory[]; positions: ReferencePosition[] } {
  const { territories, positions } = TerritoriesFile.parse(JSON.parse(factsFile('territories.json')));
  return { territories, positions: positions.flatMap(({ file, source }) => readPositions(factsFile(file), source)) };
}

/** Where the centres of communes are, as far as the product ships them, by official code; for work without a database. */
export const communePositions = (): Map<string, { longitude: number; latitude: number }> => new Map(shippedTerritories().positions.map(({ code, longitude, latitude }) => [code, { longitude, latitude }]));

/** What an official code of a commune is today, whether it still stands or was merged into another; null when no commune ever had it. For work without a database. */
export function officialCommune(code: string): { code: string; name: string } | null {
  const { communes, aliases } = (officialOnce ??= officialPlaces());
  const today = aliases.find((one) => one.code === code)?.commune_code ?? code;
  const found = communes.find((one) => one.code === today);
  return found ? { code: today, name: found.name } : null;
}
let officialOnce: ReturnType<typeof officialPlaces> | null = null;

function readPositions(text: string, source: string): ReferencePosition[] {
  const [header, ...lines] = text.trim().split('\n');
  const columns = header!.split(';');
  const at = (cells: string[], name: string) => cells[columns.indexOf(name)]!;
  return lines.map((line) => {
    const cells = line.split(';');
    return { code: at(cells, 'code'), longitude: Number(at(cells, 'longitude')), latitude: Number(at(cells, 'latitude')), areaKm2: Number(at(cells, 'area_km2')), source };
  });
}

const KINDS: Record<string, string> = { CC: 'Communauté de communes', CA: 'Communauté d’agglomération', CU: 'Communauté urbaine' };

/** « CC Grand-Figeac » → « Communauté de communes Grand-Figeac ». */
const inFull = (name: string) => name.replaceAll("'", '’').replace(/^(CC|CA|CU)\b/, (short) => KINDS[short]!);

/**
 * Départements, groupings and communes of the whole country from `@etalab/decoupage-administratif`
 * (INSEE, DGCL, La Poste), with the codes that older files still carry. Shaped as the rows of our tables.
 */
export function officialPlaces() {
  const departements = official<{ code: string; nom: string; region: string }[]>('departements').map((one) => ({ code: one.code, name: one.nom, region_code: one.region }));
  const groupings = official<OfficialEpci[]>('epci');
  const epcis = groupings.map((one) => ({ code: one.code, name: inFull(one.nom), kind: one.type }));
  const epciOf = new Map(groupings.flatMap((one) => one.membres.map((member) => [member.code, one.code] as const)));

  const all = official<OfficialCommune[]>('communes');
  const current = all.filter((one) => one.type === 'commune-actuelle');
  const communes = current.map((one) => ({
    code: one.code,
    name: one.nom.replaceAll("'", '’'),
    search_name: searchName(one.nom),
    departement_code: one.departement,
    epci_code: epciOf.get(one.code) ?? null,
    population: one.population ?? null,
    postal_codes: one.codesPostaux ?? [],
  }));

  const known = new Set(communes.map((one) => one.code));
  const names = new Map(all.map((one) => [one.code, one.nom.replaceAll("'", '’')]));
  const aliases = new Map<string, { code: string; commune_code: string; name: string }>();
  const alias = (code: string, today: string | undefined) => {
    if (today && known.has(today) && !known.has(code)) aliases.set(code, { code, commune_code: today, name: names.get(code) ?? names.get(today)! });
  };
  for (const one of current) for (const code of one.anciensCodes ?? []) alias(code, one.code);
  for (const one of all) alias(one.code, one.chefLieu ?? one.commune);
  return { departements, epcis, communes, aliases: [...aliases.values()] };
}
