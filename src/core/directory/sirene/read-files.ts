import type { DuckDBConnection } from '@duckdb/node-api';
import { LAYOUTS, type EstablishmentRow, type FileKind, type LegalUnitRow, type PositionRow } from './columns.ts';
import { parquetColumns } from './columns-sql.ts';
import { sqlName, sqlText } from './duck.ts';
import type { Found } from './establishment-of.ts';
import { openSource, type Source } from './open-source.ts';
import { type Looked, selectRows, type Wanted } from './select-rows.ts';

export type Files = { establishments: string; legalUnits?: string; positions?: string };
export type Reading = { source: Source; looked: Looked[] };
export type Told = (done: number, total: number, what: string) => void;

/** All files opened, and so refused if need be, before the first is read. */
export async function openFiles(duck: DuckDBConnection, files: Files): Promise<{ establishments: Source; legalUnits: Source | null; positions: Source | null }> {
  const opened = (file: string | undefined, kind: FileKind) => (file === undefined ? null : openSource(file, kind, parquetColumns(duck)));
  return { establishments: (await opened(files.establishments, 'establishments'))!, legalUnits: await opened(files.legalUnits, 'legal-units'), positions: await opened(files.positions, 'positions') };
}

/** Lines of establishments that may lie in some départements: their commune's code follows a comma, with or without a quote. Exact on the columns. */
export function inDepartements(source: Source, departements: string[]): Wanted {
  const first = source.columns[0] === 'codeCommuneEtablissement';
  const line = departements.flatMap((code) => [`contains(l, ',${code}')`, ...(first ? [`starts_with(l, '${code}')`] : [])]).join(' or ');
  const code = `lpad(trim("codeCommuneEtablissement"::varchar), 5, '0')`;
  return { line: `(${line || 'false'})`, row: `(${departements.map((departement) => `starts_with(${code}, '${departement}')`).join(' or ') || 'false'})` };
}

/** Lines that begin with one of the numbers of a column of the kept establishments, as INSEE's files are keyed. */
function ofKept(source: Source, key: 'siren' | 'siret', digits: number): Wanted {
  const kept = `(select ${key} from establishments)`;
  return { line: source.columns[0] === key ? `left(l, ${digits}) in ${kept}` : 'true', row: `lpad(trim(${sqlName(key)}::varchar), ${digits}, '0') in ${kept}` };
}

/** Brings what the départements need of the three files into DuckDB. */
export async function readFiles(duck: DuckDBConnection, opened: Awaited<ReturnType<typeof openFiles>>, folder: string, departements: string[], told: Told, signal?: AbortSignal): Promise<Reading[]> {
  const read = async (source: Source, table: string, wanted: Wanted): Promise<Reading> => {
    const what = `Lecture de ${LAYOUTS[source.kind].title} (octets)`;
    return { source, looked: await selectRows(duck, source, folder, table, wanted, { progress: (done, total) => told(Math.round(done), total, what), signal }) };
  };
  const readings = [await read(opened.establishments, 'establishments', inDepartements(opened.establishments, departements))];
  if (opened.legalUnits) readings.push(await read(opened.legalUnits, 'units', ofKept(opened.legalUnits, 'siren', 9)));
  if (opened.positions) readings.push(await read(opened.positions, 'places', ofKept(opened.positions, 'siret', 14)));
  return readings;
}

export type Joined = Found & { part: number; record: number };

/** The kept establishments with their legal unit and position, in the order of the file, some two thousand at a time. */
export async function* joinedRows(duck: DuckDBConnection, opened: Awaited<ReturnType<typeof openFiles>>): AsyncGenerator<Joined[]> {
  const struct = (alias: string, kind: FileKind) => `{${[...LAYOUTS[kind].required, ...LAYOUTS[kind].optional].map((name) => `${sqlText(name)}: ${alias}.${sqlName(name)}`).join(', ')}}`;
  const one = (table: string, key: string) => `left join (select distinct on (${key}) * from ${table} order by ${key}, part, record) ${table[0]} using (${key})`;
  // One thread, and joins done as written, follow the order of the table without sorting it: memory holds no more than what is being staged.
  await duck.run("set threads = 1; set disabled_optimizers = 'join_order,build_side_probe_side'");
  const result = await duck.stream(`select e.part::int as part, e.record::int as record, to_json(${struct('e', 'establishments')})::varchar as row,
      ${opened.legalUnits ? `case when u.part is not null then to_json(${struct('u', 'legal-units')})::varchar end` : 'null::varchar'} as unit,
      ${opened.positions ? `case when p.part is not null then to_json(${struct('p', 'positions')})::varchar end` : 'null::varchar'} as position
    from establishments e ${opened.legalUnits ? one('units', 'siren') : ''} ${opened.positions ? one('places', 'siret') : ''}`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield (chunk.getRows() as [number, number, string, string | null, string | null][]).map(([part, record, row, unit, position]) => ({
      part,
      record,
      row: JSON.parse(row) as EstablishmentRow,
      unit: unit === null ? null : (JSON.parse(unit) as LegalUnitRow),
      position: position === null ? null : (JSON.parse(position) as PositionRow),
    }));
}
