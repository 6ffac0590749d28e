import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { readBaseCarbone } from './carbon/base-carbone.ts';
import { balanceOf, factorsFor, importBaseCarbone, readValue } from './index.ts';

/** The 67 columns of ADEME's export, in its order. */
const COLUMNS = [
  'Type Ligne', "Identifiant de l'élément", 'Structure', "Type de l'élément", "Statut de l'élément", 'Nom base français', 'Nom base anglais', 'Nom base espagnol', 'Nom attribut français', 'Nom attribut anglais', 'Nom attribut espagnol',
  'Nom frontière français', 'Nom frontière anglais', 'Nom frontière espagnol', 'Code de la catégorie', 'Tags français', 'Tags anglais', 'Tags espagnol', 'Unité français', 'Unité anglais', 'Unité espagnol', 'Contributeur', 'Autres Contributeurs',
  'Programme', 'Url du programme', 'Source', 'Localisation géographique', 'Sous-localisation géographique français', 'Sous-localisation géographique anglais', 'Sous-localisation géographique espagnol', 'Date de création', 'Date de modification',
  'Période de validité', 'Incertitude', 'Réglementations', 'Transparence', 'Qualité', 'Qualité TeR', 'Qualité GR', 'Qualité TiR', 'Qualité C', 'Qualité P', 'Qualité M', 'Commentaire français', 'Commentaire anglais', 'Commentaire espagnol',
  'Type poste', 'Nom poste français', 'Nom poste anglais', 'Nom poste espagnol', 'Total poste non décomposé', 'CO2f', 'CH4f', 'CH4b', 'N2O',
  ...[1, 2, 3, 4, 5].flatMap((i) => [`Code gaz supplémentaire ${i}`, `Valeur gaz supplémentaire ${i}`]), 'Autres GES', 'CO2b',
];

type Cells = Record<string, string>;
const element = (number: string, cells: Cells = {}): Cells => ({ 'Type Ligne': 'Elément', "Identifiant de l'élément": number, "Type de l'élément": "Facteur d'émission", "Statut de l'élément": 'Valide générique', 'Nom base français': 'Fioul inventé', 'Unité français': 'kgCO2e/litre', Incertitude: '5', 'Total poste non décomposé': '4', ...cells });
const part = (number: string, kind: string, total: string, cells: Cells = {}): Cells => ({ ...element(number), 'Type Ligne': 'Poste', 'Type poste': kind, 'Total poste non décomposé': total, ...cells });
const quoted = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const exportOf = (rows: Cells[]) => Buffer.from([COLUMNS.map(quoted), ...rows.map((row) => COLUMNS.map((name) => quoted(row[name] ?? '')))].map((row) => row.join(';')).join('\r\n'), 'latin1');

const folder = mkdtempSync(join(tmpdir(), 'base-carbone-'));
const write = (bytes: Uint8Array, name = 'Base_Carbone_V99.csv') => (writeFileSync(join(folder, name), bytes), join(folder, name));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let deps: Deps;
beforeAll(async () => {
  deps = await testDeps();
});

const GOOD = [
  part('14087', 'Combustion', '3,5', { CO2f: '3,4', N2O: '0,1' }),
  element('14087', { 'Commentaire français': 'Entre guillemets "ainsi" ;\nsur deux lignes', CO2f: '3,9', N2O: '0,1' }),
  part('14087', 'Amont', ',5', { CO2f: '0,5' }),
  element('9', { 'Unité français': 'kgCO2e/tonne de déchets', 'Nom base français': 'Métal', 'Nom frontière français': 'Recyclage - Emissions évitées', 'Total poste non décomposé': '-1 200,5' }),
  element('8', { "Statut de l'élément": 'Refusé' }),
];

test('an official export has 67 columns, is read whatever the order of its rows, and comes before the factors shipped', async () => {
  expect(COLUMNS).toHaveLength(67);
  const imported = await importBaseCarbone(deps)({ file: write(exportOf(GOOD)), edition: 'V99' });
  expect(imported).toEqual({ ok: true, value: { read: 5, factors: 2, archived: 0, changed: 2, gone: 0, rejected: [] } });
  const inventory = readValue({ format: 'gariotte-carbon/1', year: 2024 }, [
    { activity: 'fossil-fuel', quantity: 100, unit: 'litre', factor: 14087 },
    { activity: 'electricity', quantity: 1000, unit: 'kWh', factor: 42513 },
    { activity: 'waste', quantity: 1, unit: 't', factor: 9 },
  ], 2026);
  const balance = balanceOf(inventory, await factorsFor(deps.db, inventory));
  expect(balance.details.map(({ arithmetic, factor }) => [arithmetic, factor.source])).toEqual([
    ['100 litre × (3,5 + 0,5) kgCO2e/litre = 350 → 1.1 + 50 → 4.1 = 400 kgCO2e', 'ADEME, Base Carbone V99'],
    ['1000 kWh × (0,0338 + 0,0135 + 0,00474) kgCO2e/kWh = 33,8 → 2.1 + 13,5 → 4.1 + 4,74 → 4.1 = 52,04 kgCO2e', 'ADEME, Base Carbone V23.6'],
  ]);
  expect([balance.avoidedKg, balance.gases.n2o]).toEqual([-1200.5, 10]);
});

test('a factor’s number with the prefix of the table it was read in is the imported one too', async () => {
  const inventory = readValue({ format: 'gariotte-carbon/1', year: 2024 }, [{ activity: 'fossil-fuel', quantity: 100, unit: 'litre', factor: 'bc-14087' }], 2026);
  const balance = balanceOf(inventory, await factorsFor(deps.db, inventory));
  expect(balance.details.map(({ factor, kg }) => [factor.source, kg])).toEqual([['ADEME, Base Carbone V99', 400]]);
});

test('importing the same file again changes nothing, a newer one takes away what it no longer holds', async () => {
  const again = await importBaseCarbone(deps)({ file: write(exportOf(GOOD)), edition: 'V99' });
  expect(again).toMatchObject({ ok: true, value: { changed: 0, gone: 0 } });
  const newer = await importBaseCarbone(deps)({ file: write(exportOf([element('9'), element('10')])), edition: 'V99' });
  expect(newer).toMatchObject({ ok: true, value: { changed: 2, gone: 1 } });
});

test('what cannot be read is left with a sentence, a factor without one of its parts altogether', async () => {
  const imported = await importBaseCarbone(deps)({
    file: write(exportOf([element('1'), element('2', { 'Total poste non décomposé': 'abc' }), element('3', { 'Unité français': 'gCO2/kg' }), part('4', 'Amont', '1'), element('5'), part('5', 'Amont', '?'), element('6', { 'Total poste non décomposé': '' })])),
  });
  expect(imported).toMatchObject({ ok: true, value: { factors: 1 } });
  expect(imported.ok && imported.value.rejected.map(({ row, sentence }) => [row, sentence])).toEqual([
    [3, '« Total poste non décomposé » vaut « abc », qui n’est pas un nombre.'],
    [4, 'Son unité est « gCO2/kg » : il faut des kgCO2e par quelque chose.'],
    [8, 'Son total est vide.'],
    [5, 'Son élément n’est pas dans le fichier, ou n’a pas pu être lu.'],
    [7, '« Total poste non décomposé » vaut « ? », qui n’est pas un nombre. Tout le facteur 5 est laissé.'],
  ]);
});

test('odd but honest rows are read: a mark, empty rows and columns, spaces around words, quotes, no gas, a part before its archived element', () => {
  const rows = [part('20', 'Combustion', '-1,5 '), element('20', { "Statut de l'élément": 'Archivé ', "Type de l'élément": " Facteur d'émission", 'Total poste non décomposé': '-1,5', 'Nom base français': ' Fumier  dit "mûr"; séché ', Incertitude: '-1' }), {}, element('21', { 'Total poste non décomposé': '1\u00a0234,5', 'Code gaz supplémentaire 1': 'SF6', 'Valeur gaz supplémentaire 1': '1234,5' })];
  const text = [['', ...COLUMNS, ''], ...rows.map((row: Cells) => ['', ...COLUMNS.map((name) => quoted(row[name] ?? '')), ''])].map((row) => row.join(';')).join('\r\n');
  const read = readBaseCarbone(Buffer.from(`\ufeff${text}\r\n`), 'essai');
  expect(read.ok && read.value.rejected).toEqual([]);
  expect(read.ok && read.value.factors.map(({ number, name, status, total, gases, uncertaintyPercent, parts }) => [number, name, status, total, gases?.others ?? null, uncertaintyPercent, parts.map(({ kind, total: of }) => [kind, of])])).toEqual([
    ['20', 'Fumier dit "mûr"; séché', 'archived', -1.5, null, null, [['combustion', -1.5]]],
    ['21', 'Fioul inventé', 'valid', 1234.5, 1234.5, 5, []],
  ]);
});

test('another file is refused and what was imported stays', async () => {
  const count = async () => (await deps.db.selectFrom('imported_factor').select('number').execute()).length;
  const before = await count();
  expect(await importBaseCarbone(deps)({ file: write(Buffer.from('a;b\n1;2')) })).toMatchObject({ ok: false, reason: 'not-base-carbone' });
  expect(await importBaseCarbone(deps)({ file: write(exportOf([element('8', { "Statut de l'élément": 'Refusé' })])) })).toMatchObject({ ok: false, reason: 'empty' });
  expect(await importBaseCarbone(deps)({ file: join(folder, 'absent.csv') })).toMatchObject({ ok: false, reason: 'no-file' });
  expect(await count()).toBe(before);
});
