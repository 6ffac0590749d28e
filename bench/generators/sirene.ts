import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GEOLOCALISATION, STOCK_ETABLISSEMENT, STOCK_UNITE_LEGALE } from '#core/directory/sirene/testing/layout.ts';

/** How many rows, and which département is given how many times its share: the real file has about ten times more rows than five million. */
export type SireneSize = { rows: number; favoured: string; times: number };
export type SireneFiles = { establishments: string; legalUnits: string; positions: string };

type Commune = { code: string; nom: string; departement: string; type: string; population?: number; codesPostaux?: string[] };

/** Macros that make a valid SIREN and SIRET of a number: the last digit of each is its Luhn key. */
const KEYS = `
  create macro doubled(d) as d * 2 - case when d > 4 then 9 else 0 end;
  create macro digit(x, p) as (x // p) % 10;
  create macro siren_key(x) as (10 - (doubled(digit(x, 1)) + digit(x, 10) + doubled(digit(x, 100)) + digit(x, 1000) + doubled(digit(x, 10000)) + digit(x, 100000) + doubled(digit(x, 1000000)) + digit(x, 10000000)) % 10) % 10;
  create macro siren_of(x) as x * 10 + siren_key(x);
  create macro siret_key(y) as (10 - (doubled(digit(y, 1)) + digit(y, 10) + doubled(digit(y, 100)) + digit(y, 1000) + doubled(digit(y, 10000)) + digit(y, 100000) + doubled(digit(y, 1000000)) + digit(y, 10000000) + doubled(digit(y, 100000000)) + digit(y, 1000000000) + doubled(digit(y, 10000000000)) + digit(y, 100000000000) + doubled(digit(y, 1000000000000))) % 10) % 10;
`;

const SIZES = ['NN', '00', '01', '02', '03', '11', '12'];
const TRADES = ['47.11B', '01.21Z', '43.32A', '56.10A', '86.90D', '68.20B', '16.10A', '25.62B', '70.22Z', '96.02A', '01.45Z', '81.21Z', '49.41A', '10.71C', '62.01Z'];
const TRADES_2025 = ['47.11H', '01.21Y', '43.32G', '56.11G', '86.95Y', '68.20H', '16.11Y', '25.53Y', '70.20Y', '96.21G', '01.45Y', '81.21Y', '49.41H', '10.71Q', '62.10Y'];
const NAMES = ['MARTIN', 'BERNARD', 'THOMAS', 'PETIT', 'ROBERT', 'RICHARD', 'DURAND', 'DUBOIS', 'MOREAU', 'LAURENT'];
const FIRST_NAMES = ['MARIE', 'JEAN', 'PHILIPPE', 'NATHALIE', 'ISABELLE', 'ALAIN', 'CATHERINE', 'PATRICK', 'SYLVIE', 'MICHEL'];
const STREETS = ['DE LA REPUBLIQUE', 'DES ECOLES', 'VICTOR HUGO', 'DU MOULIN', 'DE LA GARE', 'DES VIGNES', 'DU CHATEAU', 'JEAN JAURES'];

const PROFILES = 50_000;
const sqlList = (words: string[]) => `[${words.map((word) => `'${word}'`).join(', ')}]`;
const drawn = (words: string[], salt: string) => `${sqlList(words)}[1 + (hash(p, '${salt}') % ${words.length})::int]`;

/** One line of the file as one text: the columns given by name, in INSEE's order, every other one empty. Far faster than as many columns. */
const lineOf = (layout: readonly string[], separator: string, given: Record<string, string>) =>
  `concat(${layout.map((name, i) => `${i ? `'${separator}', ` : ''}${given[name] ?? "''"}`).join(', ').replaceAll("', '', '", '')})`;
const toFile = (layout: readonly string[], separator: string, file: string, given: Record<string, string>) =>
  `copy (select ${lineOf(layout, separator, given)} as "${layout.join(separator)}" from line join place using (spot) join profile using (p)) to '${file}' (format csv, header, delimiter '\x01', quote '', escape '')`;

/** Writes three files in INSEE's layout, invented and always the same for one size: establishments, legal units and positions. */
export async function writeSirene(files: SireneFiles, { rows, favoured, times }: SireneSize): Promise<void> {
  const require = createRequire(import.meta.url);
  const communes = (JSON.parse(readFileSync(require.resolve('@etalab/decoupage-administratif/data/communes.json'), 'utf8')) as Commune[]).filter((one) => one.type === 'commune-actuelle' && one.population);
  const instance = await DuckDBInstance.create(':memory:');
  const db = await instance.connect();
  await db.run(KEYS);
  await db.run('create table commune (code varchar, name varchar, postal varchar, weight double)');
  const appender = await db.createAppender('commune');
  for (const one of communes) {
    appender.appendVarchar(one.code);
    appender.appendVarchar(one.nom.toUpperCase());
    appender.appendVarchar(one.codesPostaux?.[0] ?? '');
    appender.appendDouble(one.population! * (one.departement === favoured ? times : 1));
    appender.endRow();
  }
  appender.closeSync();
  // Every commune at least once, then by weight: a row draws one place of this list.
  await db.run(`create table place as
    with share as (select *, greatest(1, round(weight * 400000 / sum(weight) over ()))::int as n from commune)
    select row_number() over (order by code) - 1 as spot, code, name, postal from share, unnest(range(n))`);
  const places = (await db.runAndReadAll('select count(*)::int from place')).getRows()[0]![0] as number;

  // Three rows in four head their legal unit; the fourth is a second place of the unit before it.
  // What needs no more variety than this is drawn once; a row takes its unit's profile.
  await db.run(`create table profile as select p, ${drawn(SIZES, 'size')} as size, ${drawn(STREETS, 'street')} as street, ${drawn(NAMES, 'name')} as surname, ${drawn(FIRST_NAMES, 'first name')} as first_name,
    ${drawn(TRADES, 'trade')} as trade, ${drawn(TRADES_2025, 'trade')} as trade_2025, ${drawn(['11', '12', '21', '22', '33'], 'quality')} as quality,
    hash(p, 'open') % 100 < 40 as open, hash(p, 'partial') % 100 < 8 as partial, hash(p, 'person') % 100 < 55 as person, (1 + hash(p, 'number') % 120)::varchar as number,
    (date '1980-01-01' + (hash(p, 'since') % 16000)::int)::varchar as since, (550000 + hash(p, 'x') % 60000)::varchar as x, (6350000 + hash(p, 'y') % 60000)::varchar as y
    from range(${PROFILES}) t(p)`);
  // Step by step in tables: as one query, each key would be worked out again for every digit of the next.
  // Three rows in four head their legal unit; the fourth is a second place of the unit before it.
  await db.run(`create table unit as select k, 10000000 + (k - (k % 4 = 3)::int) as unit, (unit * 7919) % ${PROFILES} as p, (k * 104729) % ${places} as spot from range(${rows}) t(k)`);
  await db.run('create table numbered as select k, unit, p, spot, siren_of(unit) as siren from unit');
  await db.run('create table keyed as select k, unit, p, spot, siren, siren * 10000 + case when k % 4 = 3 then 2 else 1 end as z from numbered');
  await db.run('create table line as select k, unit, p, spot, siren, z * 10 + siret_key(z) as siret from keyed');
  const masked = (value: string) => `case when partial then '[ND]' else ${value} end`;
  const ofPerson = (value: string) => `case when person then ${masked(value)} else '' end`;
  const diffusion = "case when partial then 'P' else 'O' end";
  await db.run(toFile(STOCK_ETABLISSEMENT, ',', files.establishments, {
    siren: 'siren', nic: "right(siret::varchar, 5)", siret: 'siret', statutDiffusionEtablissement: diffusion, dateCreationEtablissement: 'since', trancheEffectifsEtablissement: 'size', anneeEffectifsEtablissement: "'2024'",
    dateDernierTraitementEtablissement: "'2026-10-01T09:12:00'", etablissementSiege: "case when k % 4 = 3 then 'false' else 'true' end", nombrePeriodesEtablissement: "'2'",
    numeroVoieEtablissement: masked('number'), typeVoieEtablissement: masked("'RUE'"), libelleVoieEtablissement: masked('street'), codePostalEtablissement: masked('postal'), libelleCommuneEtablissement: 'name', codeCommuneEtablissement: 'code',
    identifiantAdresseEtablissement: masked("code || '_' || number"), coordonneeLambertAbscisseEtablissement: masked('x'), coordonneeLambertOrdonneeEtablissement: masked('y'),
    dateDebut: 'since', etatAdministratifEtablissement: "case when open then 'A' else 'F' end", enseigne1Etablissement: `case when k % 9 = 0 and not partial then '"ENSEIGNE, ' || k || '"' else '' end`,
    activitePrincipaleEtablissement: 'trade', nomenclatureActivitePrincipaleEtablissement: "'NAFRev2'", caractereEmployeurEtablissement: "'N'", activitePrincipaleNAF25Etablissement: 'trade_2025',
  }));
  await db.run(toFile(GEOLOCALISATION, ';', files.positions, {
    siret: 'siret', qualite_xy: 'quality', epsg: "'2154'", plg_code_commune: 'code', y_latitude: '44.2 + (k * 31 % 80000) / 100000', x_longitude: '1.0 + (k * 37 % 120000) / 100000',
  }));
  await db.run('delete from line where k % 4 = 3');
  await db.run(toFile(STOCK_UNITE_LEGALE, ',', files.legalUnits, {
    siren: 'siren', statutDiffusionUniteLegale: diffusion, dateCreationUniteLegale: 'since', sexeUniteLegale: ofPerson("'F'"), prenom1UniteLegale: ofPerson('first_name'), prenomUsuelUniteLegale: ofPerson('first_name'),
    dateDernierTraitementUniteLegale: "'2026-10-01T08:00:00'", nombrePeriodesUniteLegale: "'2'", categorieEntreprise: "'PME'", dateDebut: 'since', etatAdministratifUniteLegale: "case when open then 'A' else 'C' end",
    nomUniteLegale: ofPerson('surname'), denominationUniteLegale: "case when person then '' else 'SOCIETE INVENTEE ' || unit end", categorieJuridiqueUniteLegale: "case when person then '1000' else '5710' end",
    activitePrincipaleUniteLegale: 'trade', nomenclatureActivitePrincipaleUniteLegale: "'NAFRev2'", nicSiegeUniteLegale: "'00010'", caractereEmployeurUniteLegale: "'N'", activitePrincipaleNAF25UniteLegale: 'trade_2025',
  }));
  db.closeSync();
  instance.closeSync();
}
