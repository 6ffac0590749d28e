/** The three files of INSEE that are read. */
export type FileKind = 'establishments' | 'legal-units' | 'positions';

const ESTABLISHMENT_COLUMNS = [
  'siren', 'siret', 'statutDiffusionEtablissement', 'dateCreationEtablissement', 'trancheEffectifsEtablissement', 'anneeEffectifsEtablissement', 'etablissementSiege',
  'complementAdresseEtablissement', 'numeroVoieEtablissement', 'indiceRepetitionEtablissement', 'typeVoieEtablissement', 'libelleVoieEtablissement', 'distributionSpecialeEtablissement',
  'codePostalEtablissement', 'codeCommuneEtablissement', 'dateDebut', 'etatAdministratifEtablissement', 'enseigne1Etablissement', 'denominationUsuelleEtablissement',
  'activitePrincipaleEtablissement', 'nomenclatureActivitePrincipaleEtablissement',
] as const;
/** Columns that some months' files lack: added on the way, or to be withdrawn when NAF 2025 becomes the only nomenclature. */
const ESTABLISHMENT_OPTIONAL = ['coordonneeLambertAbscisseEtablissement', 'coordonneeLambertOrdonneeEtablissement', 'activitePrincipaleNAF25Etablissement'] as const;
const LEGAL_UNIT_COLUMNS = [
  'siren', 'statutDiffusionUniteLegale', 'unitePurgeeUniteLegale', 'sigleUniteLegale', 'prenom1UniteLegale', 'prenomUsuelUniteLegale', 'nomUniteLegale', 'nomUsageUniteLegale',
  'denominationUniteLegale', 'denominationUsuelle1UniteLegale', 'categorieJuridiqueUniteLegale',
] as const;
const POSITION_COLUMNS = ['siret', 'qualite_xy', 'y_latitude', 'x_longitude'] as const;

export type EstablishmentRow = Record<(typeof ESTABLISHMENT_COLUMNS)[number] | (typeof ESTABLISHMENT_OPTIONAL)[number], string | null>;
export type LegalUnitRow = Record<(typeof LEGAL_UNIT_COLUMNS)[number], string | null>;
export type PositionRow = Record<(typeof POSITION_COLUMNS)[number], string | null>;

export type FileLayout = { title: string; separators: string[]; required: readonly string[]; optional: readonly string[] };

/** What each file is called and which of its columns are read, by name. */
export const LAYOUTS: Record<FileKind, FileLayout> = {
  establishments: { title: 'StockEtablissement', separators: [','], required: ESTABLISHMENT_COLUMNS, optional: ESTABLISHMENT_OPTIONAL },
  'legal-units': { title: 'StockUniteLegale', separators: [','], required: LEGAL_UNIT_COLUMNS, optional: [] },
  positions: { title: 'GeolocalisationEtablissement', separators: [';', ','], required: POSITION_COLUMNS, optional: [] },
};

/** Codes that a typed file (Parquet) may hold as numbers, with the digits they are written on. */
export const CODE_DIGITS: Record<string, number> = { siren: 9, siret: 14, codePostalEtablissement: 5, codeCommuneEtablissement: 5, trancheEffectifsEtablissement: 2, categorieJuridiqueUniteLegale: 4 };

/** Other files of the same collection, told by a column that only they have. In this order: the first that fits. */
const SIGNATURES: [column: string, file: string][] = [
  ['siretEtablissementPredecesseur', 'StockEtablissementLiensSuccession'],
  ['dateFin', 'un fichier historique (StockEtablissementHistorique ou StockUniteLegaleHistorique)'],
  ['x_longitude', LAYOUTS.positions.title],
  ['codeCommuneEtablissement', LAYOUTS.establishments.title],
  ['categorieJuridiqueUniteLegale', LAYOUTS['legal-units'].title],
];

/** Which file of INSEE these columns come from; null when none is known by them. */
export const fileNamedBy = (columns: string[]): string | null => SIGNATURES.find(([column]) => columns.includes(column))?.[1] ?? null;
