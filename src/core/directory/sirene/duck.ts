import type { DuckDBConnection } from '@duckdb/node-api';

/** DuckDB for the time of one import: what it needs beyond `memory` goes to `folder`. It is loaded only here, so that who imports nothing does not carry it. */
export async function withDuck<T>(folder: string, run: (duck: DuckDBConnection) => Promise<T>): Promise<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '300MB', temp_directory: folder, autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  try {
    const duck = await instance.connect();
    // Without the first, DuckDB does not count how far it is; the second keeps it from drawing a bar of its own.
    await duck.run('set enable_progress_bar = true');
    await duck.run('set enable_progress_bar_print = false');
    try {
      return await run(duck);
    } finally {
      duck.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** A text as SQL writes it. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows of a query as plain objects: for small answers. */
export const rowsOf = async <T>(duck: DuckDBConnection, sql: string): Promise<T[]> => (await duck.runAndReadAll(sql)).getRowObjectsJson() as T[];
