import type { DuckDBConnection } from '@duckdb/node-api';
import { CODE_DIGITS, LAYOUTS } from './columns.ts';
import { rowsOf, sqlName, sqlText } from './duck.ts';
import type { Source } from './open-source.ts';

const parquetTypes = async (duck: DuckDBConnection, file: string) =>
  new Map((await rowsOf<{ column_name: string; column_type: string }>(duck, `describe select * from read_parquet(${sqlText(file)})`)).map((row) => [row.column_name, row.column_type]));

export const parquetColumns = (duck: DuckDBConnection) => async (file: string): Promise<string[]> => [...(await parquetTypes(duck, file)).keys()];

/** The wanted columns of a source as text, empty and « [ND] » alike as null; a column that the file lacks is null throughout. */
export async function columnsSql(duck: DuckDBConnection, source: Source): Promise<string> {
  const { required, optional } = LAYOUTS[source.kind];
  const types = source.container === 'parquet' ? await parquetTypes(duck, source.file) : new Map<string, string>();
  const asText = (name: string) => {
    if (source.lacking.includes(name)) return `null::varchar as ${sqlName(name)}`;
    const type = types.get(name) ?? 'VARCHAR';
    const text = type === 'VARCHAR' ? sqlName(name) : `${sqlName(name)}::varchar`;
    const digits = CODE_DIGITS[name];
    const code = digits && type !== 'VARCHAR' ? `lpad(${text}, ${digits}, '0')` : text;
    return `nullif(nullif(trim(${code}), '[ND]'), '') as ${sqlName(name)}`;
  };
  return [...required, ...optional].map(asText).join(', ');
}

/** A table read line by line, as one column `l` whatever the lines hold. */
export const linesSql = (path: string, header: boolean, newline: string): string =>
  `read_csv(${sqlText(path)}, columns={'l': 'VARCHAR'}, auto_detect=false, header=${header}, delim='\\x01', quote='', escape='', new_line='${newline}', store_rejects=true)`;

/** The same lines read as the columns they hold, all as text, by the names in the file's header. */
export function rowsSql(path: string, source: Source & { container: 'csv' }): string {
  const columns = source.columns.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${sqlText(path)}, columns={${columns}}, auto_detect=false, header=false, delim=${sqlText(source.separator)}, quote='"', escape='"', new_line='\\n', store_rejects=true)`;
}
