import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GEOLOCALISATION, STOCK_ETABLISSEMENT, STOCK_UNITE_LEGALE } from './layout.ts';

export type Row<Columns extends readonly string[]> = Partial<Record<Columns[number], string>>;

/** An open shop in Cahors, everything shown, unless said otherwise. SIRET and SIREN have right keys and are invented. */
export const establishment = (given: Row<typeof STOCK_ETABLISSEMENT> = {}): Row<typeof STOCK_ETABLISSEMENT> => {
  const siret = given.siret ?? '10000000900017';
  return {
    siren: siret.slice(0, 9), nic: siret.slice(9), siret, statutDiffusionEtablissement: 'O', dateCreationEtablissement: '2015-04-01', trancheEffectifsEtablissement: '03', anneeEffectifsEtablissement: '2024',
    dateDernierTraitementEtablissement: '2026-10-01T09:12:00', etablissementSiege: 'true', nombrePeriodesEtablissement: '1', numeroVoieEtablissement: '12', typeVoieEtablissement: 'RUE', libelleVoieEtablissement: 'DES ESSAIS',
    codePostalEtablissement: '46000', libelleCommuneEtablissement: 'CAHORS', codeCommuneEtablissement: '46042', dateDebut: '2015-04-01', etatAdministratifEtablissement: 'A',
    activitePrincipaleEtablissement: '16.10A', nomenclatureActivitePrincipaleEtablissement: 'NAFRev2', caractereEmployeurEtablissement: 'O', activitePrincipaleNAF25Etablissement: '16.11Y', ...given,
  };
};

/** The firm that holds it: a company, unless said otherwise. */
export const legalUnit = (given: Row<typeof STOCK_UNITE_LEGALE> = {}): Row<typeof STOCK_UNITE_LEGALE> => ({
  siren: '100000009', statutDiffusionUniteLegale: 'O', dateCreationUniteLegale: '2015-04-01', denominationUniteLegale: 'SCIERIE INVENTEE', categorieJuridiqueUniteLegale: '5710', ...given,
});
/** The person who holds it, all by herself. */
export const person = (given: Row<typeof STOCK_UNITE_LEGALE> = {}): Row<typeof STOCK_UNITE_LEGALE> =>
  legalUnit({ denominationUniteLegale: '', categorieJuridiqueUniteLegale: '1000', sexeUniteLegale: 'F', prenom1UniteLegale: 'HORTENSIANE', prenomUsuelUniteLegale: 'ODILONNE', nomUniteLegale: 'BOISSELIERE', nomUsageUniteLegale: 'TARDIVAULX', ...given });

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const table = <C extends readonly string[]>(columns: C, separator: string, rows: (Row<C> | string)[]) =>
  [columns.join(separator), ...rows.map((row) => (typeof row === 'string' ? row : columns.map((name) => cell((row as Record<string, string>)[name] ?? '')).join(separator)))].map((line) => `${line}\n`).join('');

/** The text of each file of INSEE, from rows or raw lines. */
export const stockText = (rows: (Row<typeof STOCK_ETABLISSEMENT> | string)[]) => table(STOCK_ETABLISSEMENT, ',', rows);
export const unitsText = (rows: (Row<typeof STOCK_UNITE_LEGALE> | string)[]) => table(STOCK_UNITE_LEGALE, ',', rows);
export const positionsText = (rows: (Row<typeof GEOLOCALISATION> | string)[]) => table(GEOLOCALISATION, ';', rows);

/** A folder of its own, for files that a test writes. */
export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'gariotte-test-'));
export function aFile(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
