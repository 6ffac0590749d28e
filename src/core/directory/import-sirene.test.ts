import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { stoppedClock } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { type ImportSirene, importSirene } from './import-sirene.ts';
import { rowsOf, sqlText, withDuck } from './sirene/duck.ts';
import { aFile, aFolder, establishment, legalUnit, person, positionsText, stockText, unitsText } from './sirene/testing/files.ts';
import { zipOf } from './sirene/testing/zip.ts';
import { aTerritory } from './testing/builders.ts';

const SIRETS = ['10000000900017', '10000001700010', '10000002500013', '10000003300017', '10000004100010'] as const;
const folder = aFolder();
afterAll(() => rmSync(folder, { recursive: true }));
let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

const run = (files: Partial<ImportSirene>) => importSirene(deps)({ establishments: join(folder, 'stock.csv'), rejectsFolder: folder, ...files });
const imported = async (files: Partial<ImportSirene>) => {
  const answer = await run(files);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
};
const directory = () => deps.db.selectFrom('establishment').selectAll().orderBy('siret').execute();
const stock = (rows: Parameters<typeof stockText>[0], name = 'stock.csv') => aFile(folder, name, stockText(rows));

test('a firm of the territory enters with its name, place, trade in both nomenclatures, size and dates; one of elsewhere does not', async () => {
  stock([establishment({ coordonneeLambertAbscisseEtablissement: '576200.5', coordonneeLambertOrdonneeEtablissement: '6373500.2' }), establishment({ siret: SIRETS[1], codeCommuneEtablissement: '75056' })]);
  await deps.db.insertInto('departement').values({ code: '75', name: 'Paris', region_code: '11' }).execute();
  const answer = await imported({ legalUnits: aFile(folder, 'units.csv', unitsText([legalUnit()])) });
  expect(answer).toEqual({ read: 1, created: 1, changed: 0, unchanged: 0, closed: 0, reopened: 0, gone: 0, rejected: 0, rejectsFile: null, lacking: [] });
  const [row] = await directory();
  expect(row).toMatchObject({
    territory_id: 'lot', siret: SIRETS[0], siren: '100000009', name: 'SCIERIE INVENTEE', sign: null, natural_person: false, street: '12 RUE DES ESSAIS', postal_code: '46000', commune_code: '46042', position_quality: 'address',
    activity_code: '16.10A', activity_nomenclature: 'NAFRev2', activity_2025_code: '16.11Y', size_band: '03', size_year: 2024, legal_category: '5710', head_office: true, created_on: '2015-04-01', closed_on: null, status: 'open', diffusion: 'O', origin: 'register',
  });
  expect(row!.longitude).toBeCloseTo(1.444, 2);
  expect(row!.latitude).toBeCloseTo(44.45, 2);
});

test('importing twice changes nothing, the date of the last change included', async () => {
  stock(SIRETS.map((siret, i) => establishment({ siret, statutDiffusionEtablissement: i % 2 ? 'P' : 'O', enseigne1Etablissement: 'L’ÉTABLI, "FAIT MAIN"' })));
  const files = { legalUnits: aFile(folder, 'units.csv', unitsText(SIRETS.map((siret, i) => (i < 3 ? person : legalUnit)({ siren: siret.slice(0, 9) })))), positions: aFile(folder, 'places.csv', positionsText([{ siret: SIRETS[0], qualite_xy: '12', x_longitude: '1.4', y_latitude: '44.4' }])) };
  await imported(files);
  const before = await directory();
  deps = { ...deps, clock: stoppedClock('2027-01-05T09:00:00Z') };
  expect(await imported(files)).toMatchObject({ read: 5, created: 0, changed: 0, unchanged: 5 });
  expect(await directory()).toEqual(before);
});

test('a firm that closed is closed since that day, one that is no longer in the file is left and counted, one that reopens is open', async () => {
  stock([establishment(), establishment({ siret: SIRETS[1] }), establishment({ siret: SIRETS[2], etatAdministratifEtablissement: 'F', dateDebut: '2020-01-01' })]);
  await imported({});
  stock([establishment({ etatAdministratifEtablissement: 'F', dateDebut: '2026-06-30' }), establishment({ siret: SIRETS[2] })]);
  expect(await imported({})).toMatchObject({ read: 2, created: 0, changed: 2, closed: 1, reopened: 1, gone: 1 });
  expect((await directory()).map(({ status, closed_on }) => [status, closed_on])).toEqual([['closed', '2026-06-30'], ['open', null], ['open', null]]);
});

test('CSV, with other line ends, gzip, zip and Parquet give the same directory', async () => {
  const rows = SIRETS.map((siret) => establishment({ siret, enseigne1Etablissement: siret === SIRETS[1] ? 'AU SOC, CHEZ "JO"\nRÉPARATION' : '', anneeEffectifsEtablissement: '2024' }));
  const csv = stock(rows);
  await imported({});
  const expected = await directory();
  expect(expected.map((row) => row.name)).toEqual([null, 'AU SOC, CHEZ "JO"\nRÉPARATION', null, null, null]);
  const parquet = join(folder, 'stock.parquet');
  // Typed as published: numbers, dates and booleans where INSEE has them.
  await withDuck(folder, (duck) => rowsOf(duck, `copy (select * replace ("dateCreationEtablissement"::date as "dateCreationEtablissement", "anneeEffectifsEtablissement"::bigint as "anneeEffectifsEtablissement",
    "etablissementSiege"::boolean as "etablissementSiege", "codePostalEtablissement"::bigint as "codePostalEtablissement", "dateDernierTraitementEtablissement"::timestamp as "dateDernierTraitementEtablissement") from read_csv(${sqlText(csv)}, all_varchar=true)) to ${sqlText(parquet)}`));
  const text = stockText(rows);
  const others = [aFile(folder, 'stock.csv.gz', gzipSync(text)), aFile(folder, 'two.gz', Buffer.concat([gzipSync(text.slice(0, 1500)), gzipSync(text.slice(1500))])), aFile(folder, 'stock.zip', zipOf({ 'LISEZMOI.txt': 'x', 'StockEtablissement_utf8.csv': text })), parquet];
  for (const file of others) {
    expect(await imported({ establishments: file }), file).toMatchObject({ read: 5, unchanged: 5, rejected: 0 });
    expect(await directory()).toEqual(expected);
  }
  const windows = rows.filter((row) => !row.enseigne1Etablissement);
  expect(await imported({ establishments: aFile(folder, 'windows.csv', `\uFEFF${stockText(windows).replaceAll('\n', '\r\n')}`) })).toMatchObject({ read: 4, unchanged: 4, gone: 1 });
});

test('a bad row goes to the rejects file with its line and reason, and the others enter', async () => {
  const good = (siret: string) => establishment({ siret });
  const cut = stockText([good(SIRETS[1])]).split('\n')[1]!.slice(0, 60);
  const rows = [
    good(SIRETS[0]),
    cut,
    establishment({ siret: '10000000900018' }),
    establishment({ siret: '1,00E+13' }),
    establishment({ siret: SIRETS[2], codeCommuneEtablissement: '46999' }),
    establishment({ siret: SIRETS[2], etatAdministratifEtablissement: 'X' }),
    establishment({ siret: SIRETS[2], dateCreationEtablissement: '31/12/2020' }),
    establishment({ siret: SIRETS[2], statutDiffusionEtablissement: 'N' }),
    good(SIRETS[0]),
    `${stockText([good(SIRETS[3])]).split('\n')[1]!},de trop`,
    good(SIRETS[4]),
  ];
  const text = stockText(rows);
  for (const file of [aFile(folder, 'bad.csv', text), aFile(folder, 'bad.csv.gz', gzipSync(text))]) {
    const answer = await imported({ establishments: file });
    expect(answer).toMatchObject({ read: 2, rejected: 9, rejectsFile: join(folder, 'bad.rejets.csv') });
    const told = readFileSync(answer.rejectsFile!, 'utf8').slice(1).trim().split('\n').slice(1).map((line) => line.split(';').slice(1, 3));
    expect(told).toEqual([
      ['3', 'il manque des colonnes'],
      ['4', 'la clé du SIRET 10000000900018 est fausse'],
      ['5', 'le SIRET « 1,00E+13 » n’a pas quatorze chiffres'],
      ['6', 'la commune « 46999 » est inconnue'],
      ['7', 'l’état « X » n’est ni A (actif) ni F (fermé)'],
      ['8', 'la date « 31/12/2020 » ne s’écrit pas AAAA-MM-JJ'],
      ['9', 'le statut de diffusion « N » n’est ni O ni P'],
      ['10', 'le SIRET 10000000900017 est déjà plus haut dans le fichier'],
      ['11', 'il y a trop de colonnes'],
    ]);
  }
  expect((await directory()).map((row) => row.siret)).toEqual([SIRETS[0], SIRETS[4]]);
});

test('a line that is not UTF-8 is rejected by its number', async () => {
  const [title, row] = stockText([establishment({ libelleVoieEtablissement: 'DU CHÂTEAU' })]).split('\n');
  const good = stockText([establishment({ siret: SIRETS[1] })]).split('\n')[1]!;
  aFile(folder, 'stock.csv', Buffer.concat([Buffer.from(`${title}\n`), Buffer.from(`${row}\n`, 'latin1'), Buffer.from(`${good}\n`)]));
  const answer = await imported({});
  expect(answer).toMatchObject({ read: 1, rejected: 1 });
  expect(readFileSync(answer.rejectsFile!, 'utf8')).toContain('stock.csv;2;le texte n’est pas en UTF-8;');
});

test('a file that is not the right one is refused by name, in one sentence, and nothing changes', async () => {
  stock([establishment()]);
  await imported({});
  const before = await directory();
  const text = stockText([establishment({ siret: SIRETS[1] })]);
  const units = unitsText([legalUnit()]);
  const gz = gzipSync(Array.from({ length: 300 }, (_, i) => `${text}${i}`).join(''));
  const zip = zipOf({ 'a.csv': text });
  const wrong: [string, string | Buffer, string][] = [
    ['missing.csv', text.replace('codeCommuneEtablissement', 'commune'), 'Il manque à missing.csv la colonne « codeCommuneEtablissement » du fichier StockEtablissement de l’INSEE.'],
    ['points.csv', text.replaceAll(',', ';'), 'Les colonnes de points.csv sont séparées par des points-virgules au lieu de virgules, comme l’INSEE les publie.'],
    ['cut.csv.gz', gz.subarray(0, gz.length - 9), 'cut.csv.gz est tronqué : il s’arrête avant sa fin, téléchargez-le de nouveau.'],
    ['cut.zip', zip.subarray(0, zip.length - 30), 'cut.zip est tronqué : il s’arrête avant sa fin, téléchargez-le de nouveau.'],
    ['spoilt.zip', Buffer.from(zip).fill(0x55, 60, 70), 'spoilt.zip est abîmé et ne peut pas être décompressé, téléchargez-le de nouveau.'],
    ['nothing.zip', zipOf({ 'readme.txt': 'x' }), 'L’archive nothing.zip ne contient aucun fichier .csv.'],
    ['cut.parquet', Buffer.from('PAR1 and then nothing'), 'cut.parquet est tronqué : il s’arrête avant sa fin, téléchargez-le de nouveau.'],
    ['empty.csv', '', 'empty.csv est vide.'],
    ['titles.csv', `${text.split('\n')[0]}\n`, 'titles.csv n’a que sa ligne de titres : aucune ligne à lire.'],
    ['page.csv', '<!DOCTYPE html><html><body>404</body></html>', 'page.csv est une page web et non un fichier de l’INSEE : le téléchargement a sans doute échoué.'],
    ['units.csv', units, 'units.csv est le fichier StockUniteLegale, alors qu’il faut ici StockEtablissement.'],
    ['history.csv', text.replace('enseigne2Etablissement', 'dateFin'), 'history.csv est un fichier historique (StockEtablissementHistorique ou StockUniteLegaleHistorique), alors qu’il faut ici StockEtablissement.'],
    ['wide.csv', Buffer.from(text, 'utf16le'), 'wide.csv n’est ni un CSV en UTF-8, ni un gzip, ni un zip, ni un Parquet.'],
  ];
  for (const [name, content, sentence] of wrong) expect(await run({ establishments: aFile(folder, name, content) }), name).toEqual({ ok: false, reason: 'wrong-file', detail: sentence });
  expect(await run({ establishments: '/nowhere.csv' })).toMatchObject({ detail: 'Le fichier /nowhere.csv n’existe pas.' });
  expect(await run({ legalUnits: aFile(folder, 'stock2.csv', text) })).toMatchObject({ detail: 'stock2.csv est le fichier StockEtablissement, alors qu’il faut ici StockUniteLegale.' });
  expect(await run({ establishments: aFile(folder, 'ok.csv', text), positions: aFile(folder, 'cut2.gz', gzipSync(positionsText([{ siret: SIRETS[0] }])).subarray(0, 60)) })).toMatchObject({ reason: 'wrong-file' });
  expect(await directory()).toEqual(before);
});

test('a month without legal units or positions keeps what an earlier one said, unless the holder now hides it', async () => {
  stock([establishment(), establishment({ siret: SIRETS[1] })]);
  await imported({ legalUnits: aFile(folder, 'units.csv', unitsText([legalUnit(), person({ siren: '100000017' })])), positions: aFile(folder, 'places.csv', positionsText(SIRETS.map((siret) => ({ siret, qualite_xy: '11', x_longitude: '1.5', y_latitude: '44.4' })))) });
  stock([establishment({ trancheEffectifsEtablissement: '11' }), establishment({ siret: SIRETS[1] })]);
  expect(await imported({})).toMatchObject({ changed: 1, unchanged: 1 });
  expect((await directory()).map(({ name, longitude, position_quality }) => [name, longitude, position_quality])).toEqual([['SCIERIE INVENTEE', 1.5, 'address'], ['ODILONNE TARDIVAULX', 1.5, 'address']]);
  stock([establishment({ statutDiffusionEtablissement: 'P' }), establishment({ siret: SIRETS[1], statutDiffusionEtablissement: 'P' })]);
  await imported({});
  expect((await directory()).map(({ name, street, longitude, position_quality }) => [name, street, longitude, position_quality])).toEqual([['SCIERIE INVENTEE', null, 1.4406, 'commune'], [null, null, 1.4406, 'commune']]);
});

test('when NAF 2025 becomes the only nomenclature, the code of revision 2 is kept beside it', async () => {
  stock([establishment()]);
  await imported({});
  stock([establishment({ activitePrincipaleEtablissement: '16.11Y', nomenclatureActivitePrincipaleEtablissement: 'NAF2025', activitePrincipaleNAF25Etablissement: '' })]);
  await imported({});
  expect((await directory())[0]).toMatchObject({ activity_code: '16.10A', activity_nomenclature: 'NAFRev2', activity_2025_code: '16.11Y' });
});

test('an import that is stopped half-way leaves the directory as it was, and nothing behind', async () => {
  stock([establishment()]);
  await imported({});
  const before = await directory();
  stock(SIRETS.map((siret) => establishment({ siret, enseigne1Etablissement: 'AUTRE' })));
  const stop = new AbortController();
  const progress = (_done: number, _total: number, what: string) => void (what === 'Lignes du territoire' && stop.abort());
  writeFileSync(join(folder, 'units.csv'), unitsText([legalUnit({ siren: 'bad' }), 'x,y']));
  await expect(run({ legalUnits: join(folder, 'units.csv'), progress, signal: stop.signal })).rejects.toThrow();
  expect(await directory()).toEqual(before);
  expect(await deps.db.selectFrom('register_staging' as never).selectAll().execute()).toEqual([]);
});
