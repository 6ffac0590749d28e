import type { EstablishmentRow, LegalUnitRow } from './columns.ts';
import { isNaturalPerson } from './names.ts';

/** What the holder of partial diffusion does not want shown. */
export type Mask = { partial: boolean; address: boolean; name: boolean; sign: boolean; acronym: boolean };

/**
 * Which fields partial diffusion (status « P », Code de commerce, art. A123-96) hides, as the State's own public search does:
 * of any unit or establishment in it, the address and position finer than the commune; of a legal person's unit, its acronym;
 * of a natural person's unit, name and signs; of an establishment alone, its signs when its holder is a natural person.
 * SIRET, commune, activity and size stay. Where the legal unit was not read, its holder may be a person: treated as one.
 */
export function maskOf(row: EstablishmentRow, unit: LegalUnitRow | null): Mask {
  const unitPartial = unit ? unit.statutDiffusionUniteLegale !== 'O' : false;
  const partial = unitPartial || row.statutDiffusionEtablissement !== 'O';
  const person = unit ? isNaturalPerson(unit) : true;
  return { partial, address: partial, name: partial && person && (unitPartial || unit === null), sign: partial && person, acronym: unitPartial && !person };
}
