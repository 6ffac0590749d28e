import type { Generated } from 'kysely';

export type DepartementTable = { code: string; name: string; region_code: string };
export type EpciTable = { code: string; name: string; kind: string };
export type CommuneTable = {
  code: string;
  name: string;
  search_name: string;
  departement_code: string;
  epci_code: string | null;
  population: number | null;
  postal_codes: Generated<string[]>;
  longitude: number | null;
  latitude: number | null;
  area_km2: number | null;
  position_source: string | null;
  /** A PostGIS MultiPolygon in WGS 84: written and read through SQL functions only. */
  outline: Generated<unknown>;
  current: Generated<boolean>;
};
export type CommuneAliasTable = { code: string; commune_code: string; name: string };
export type TerritoryTable = { id: string; name: string; with_article: string; operated: boolean };
export type TerritoryCommuneTable = { territory_id: string; commune_code: string };
export type ReferenceLoadTable = { name: string; version: string; loaded_at: Date };

declare module '#core/kernel/tables.ts' {
  interface Tables {
    departement: DepartementTable;
    epci: EpciTable;
    commune: CommuneTable;
    commune_alias: CommuneAliasTable;
    territory: TerritoryTable;
    territory_commune: TerritoryCommuneTable;
    reference_load: ReferenceLoadTable;
  }
}
