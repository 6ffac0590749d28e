import type { EstablishmentRow, LegalUnitRow } from './columns.ts';

export type Names = { name: string | null; sign: string | null; naturalPerson: boolean };

/** INSEE's legal category 1000, entrepreneur individuel; a few old ones begin with 1 too. */
export const isNaturalPerson = (unit: LegalUnitRow): boolean => unit.categorieJuridiqueUniteLegale?.startsWith('1') ?? unit.nomUniteLegale !== null;

/**
 * How an establishment is called: the person's usual first name and name, or the legal unit's denomination; and the sign over the door where it says something else.
 * A purged unit (INSEE no longer diffuses what it was) has no name. Without its legal unit, only the sign is known.
 */
export function namesOf(row: EstablishmentRow, unit: LegalUnitRow | null): Names {
  const door = row.enseigne1Etablissement ?? row.denominationUsuelleEtablissement;
  if (!unit) return { name: row.denominationUsuelleEtablissement ?? row.enseigne1Etablissement, sign: null, naturalPerson: false };
  const naturalPerson = isNaturalPerson(unit);
  if (unit.unitePurgeeUniteLegale?.toLowerCase() === 'true') return { name: null, sign: door, naturalPerson };
  const person = [unit.prenomUsuelUniteLegale ?? unit.prenom1UniteLegale, unit.nomUsageUniteLegale ?? unit.nomUniteLegale].filter(Boolean).join(' ');
  const firm = unit.denominationUniteLegale ?? unit.denominationUsuelle1UniteLegale ?? unit.sigleUniteLegale;
  const name = naturalPerson ? person || firm : firm;
  const sign = door ?? (naturalPerson ? (unit.denominationUsuelle1UniteLegale ?? unit.denominationUniteLegale) : null);
  return { name, sign: sign === name ? null : sign, naturalPerson };
}
