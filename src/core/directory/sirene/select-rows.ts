import type { DuckDBConnection } from '@duckdb/node-api';
import { join } from 'node:path';
import { columnsSql, linesSql, rowsSql } from './columns-sql.ts';
import { rowsOf, sqlText } from './duck.ts';
import type { Source } from './open-source.ts';
import { overParts, type Watch, watched } from './over-parts.ts';
import { WrongFile } from './wrong-file.ts';

/** What is wanted of a file: a condition on a raw line `l`, broad and cheap, and the exact one on the columns. Both in SQL. */
export type Wanted = { line: string; row: string };

/** Lines of one part of a file that were looked at closely, and those among them that could not be read. */
export type Looked = {
  /** Where those lines stand, one after another. */
  kept: string;
  firstLine: number;
  /** Places in `kept`, from 1. */
  unreadable: { place: number; why: string }[];
  /** Lines of the part, from 1, that are not text at all. */
  undecodable: number[];
};

export const MOST_REJECTS = 10_000;
// A line too short to hold what every line holds has lost something: looked at closely whatever it is about.
const SHORT = { establishments: 140, 'legal-units': 90, positions: 40 };

/**
 * Brings the wanted rows of a file into a DuckDB table of the wanted columns as text, with `part` and `record`, the row's place.
 * A CSV is first searched as plain lines, which is far cheaper than reading its columns; only lines that may be wanted, or whose shape
 * is doubtful (quotes, too short), are then read as columns, strictly.
 */
export async function selectRows(duck: DuckDBConnection, source: Source, folder: string, table: string, wanted: Wanted, watch: Watch): Promise<Looked[]> {
  const columns = await columnsSql(duck, source);
  const looked: Looked[] = [];
  if (source.container === 'parquet') {
    const select = `select ${columns}, 0 as part, file_row_number + 1 as record from read_parquet(${sqlText(source.file)}, file_row_number=true) where ${wanted.row}`;
    const read = () => duck.run(`create table ${table} as ${select}`).then(() => {}, (error: Error) => Promise.reject(/INTERRUPT/i.test(error.message) ? error : new WrongFile(source.file, { is: 'damaged' })));
    await watched(duck, watch, source.bytes, () => (source.bytes * Math.max(0, duck.progress.percentage)) / 100, read);
    return looked;
  }
  await overParts(duck, source, folder, async ({ path, firstLine }) => {
    const kept = join(folder, `kept-${source.kind}-${looked.length}.csv`);
    await duck.run(`copy (select l from ${linesSql(path, firstLine === 1, source.newline)} where ${wanted.line} or contains(l, '"') or strlen(l) < ${SHORT[source.kind]})
      to ${sqlText(kept)} (format csv, delimiter '\\x01', quote '', escape '', header false)`);
    const undecodable = (await takeRejects(duck)).map((reject) => reject.line);
    const select = `select ${columns}, ${looked.length} as part, record from (select *, row_number() over () as record from ${rowsSql(kept, source)}) where ${wanted.row}`;
    await duck.run(looked.length ? `insert into ${table} ${select}` : `create table ${table} as ${select}`);
    looked.push({ kept, firstLine, undecodable, unreadable: (await takeRejects(duck)).map(({ line, why }) => ({ place: line, why })) });
    const count = looked.reduce((sum, one) => sum + one.undecodable.length + one.unreadable.length, 0);
    if (count > MOST_REJECTS) throw tooManyRejects(source, looked.at(-1)!);
  }, watch);
  watch.progress(source.bytes, source.bytes);
  return looked;
}

const tooManyRejects = (source: Source, { firstLine, undecodable, unreadable }: Looked) =>
  new WrongFile(source.file, { is: 'unreadable-rows', count: MOST_REJECTS, line: undecodable[0] === undefined ? null : firstLine + undecodable[0] - 1, why: undecodable.length ? WHY['INVALID ENCODING']! : unreadable[0]!.why });

const WHY: Record<string, string> = {
  'MISSING COLUMNS': 'il manque des colonnes',
  'TOO MANY COLUMNS': 'il y a trop de colonnes',
  'UNQUOTED VALUE': 'un guillemet n’est pas fermé ou est mal placé',
  'INVALID ENCODING': 'le texte n’est pas en UTF-8',
  'LINE SIZE OVER MAXIMUM': 'la ligne est trop longue',
  'INVALID STATE': 'un guillemet n’est pas fermé ou est mal placé',
};

/** What DuckDB set aside in its last reading, once. */
async function takeRejects(duck: DuckDBConnection): Promise<{ line: number; why: string }[]> {
  const rows = await rowsOf<{ line: string; error: string }>(duck, `select line::varchar as line, first(error_type)::varchar as error from reject_errors group by line order by line::bigint limit ${MOST_REJECTS + 1}`);
  await duck.run('drop table if exists reject_errors');
  await duck.run('drop table if exists reject_scans');
  return rows.map(({ line, error }) => ({ line: Number(line), why: WHY[error] ?? 'la ligne est illisible' }));
}
