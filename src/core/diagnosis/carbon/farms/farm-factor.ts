import type { OwnFactor } from '../inventory.ts';
import { type FarmTables, farmTables, type Species } from './read-farm.ts';

/** What a head emits: digestion; its droppings stored solid or as slurry, storage only; or dropped on pasture, direct and indirect. */
export const FARM_SOURCES = ['enteric', 'solid-storage', 'slurry', 'pasture'] as const;
export type FarmSource = (typeof FARM_SOURCES)[number];
export const FARM_WORDS: Record<FarmSource, string> = { enteric: 'digestion', 'solid-storage': 'fumier stocké', slurry: 'lisier stocké', pasture: 'déjections au pâturage' };

const DAYS = 365;
/** Mass of nitrous oxide for a mass of its nitrogen. */
const N2O_OF_N = 44 / 28;
/** Leaching of solid storage, table 10.22. */
const FRAC_LEACH_SOLID = 0.02;

/**
 * The factor of a head present all year, in kgCO2e, by gas, at tier 1 of the IPCC; null where the species has none (no digestion in poultry, no slurry of ewes).
 * Storage: methane = solids × factor of the storage; nitrous oxide direct, then of what evaporates and leaches. Spreading is a line of its own (Base Carbone 24271).
 */
export function farmFactor(speciesId: string, what: FarmSource, tables: FarmTables = farmTables()): OwnFactor | null {
  const species = tables.species.find(({ id }) => id === speciesId);
  const gas = species ? gasOf(species, what, tables) : null;
  if (!species || !gas) return null;
  const ch4b = gas.methaneKg * tables.warming.ch4Biogenic;
  const n2o = gas.nitrousKg * tables.warming.n2o;
  return {
    name: `${species.label}, ${FARM_WORDS[what]}, méthode de niveau ${tables.tier}`,
    unit: 'tête.an',
    total: ch4b + n2o,
    gases: { ch4b, n2o },
    uncertaintyPercent: what === 'enteric' ? tables.uncertaintyPercent.enteric : tables.uncertaintyPercent.manure,
    source: `${tables.source}, niveau ${tables.tier}, tableaux ${species.tables}${what === 'enteric' ? '' : ` ; ${tables.climate.text}`}. ${tables.read}`.slice(0, 500),
  };
}

function gasOf(species: Species, what: FarmSource, { indirect, pasture }: FarmTables): { methaneKg: number; nitrousKg: number } | null {
  if (what === 'enteric') return species.entericKg === null ? null : { methaneKg: species.entericKg, nitrousKg: 0 };
  const solids = (species.vs * species.weightKg * DAYS) / 1000;
  const nitrogen = (species.nitrogen * species.weightKg * DAYS) / 1000;
  const of = (gramsPerKg: number, direct: number, gas: number, leach: number) => ({ methaneKg: (solids * gramsPerKg) / 1000, nitrousKg: nitrogen * (direct + gas * indirect.ef4 + leach * indirect.ef5) * N2O_OF_N });
  if (what === 'solid-storage') return of(species.solid, species.ef3Solid, species.fracGasSolid, FRAC_LEACH_SOLID);
  if (what === 'slurry') return species.slurry === null ? null : of(species.slurry, 0, species.fracGasSlurry ?? 0, 0);
  // On pasture the tables know cattle, sheep, goats and horses; pigs and poultry are left out.
  if (/pig|sow|hen|broiler/.test(species.id)) return null;
  return of(pasture.methanePerKgVs, species.cattle ? pasture.ef3Cattle : pasture.ef3Others, pasture.fracGas, pasture.fracLeach);
}
