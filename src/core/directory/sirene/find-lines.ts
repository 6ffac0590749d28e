import type { DuckDBConnection } from '@duckdb/node-api';
import { linesSql } from './columns-sql.ts';
import { rowsOf, sqlText } from './duck.ts';
import type { Source } from './open-source.ts';
import { overParts, type Watch } from './over-parts.ts';
import type { Looked } from './select-rows.ts';

/** A line that was left aside: where it stands in its file (null when that could not be told), why, and what it holds. */
export type Reject = { file: string; line: number | null; why: string; content: string };
/** A row that could be read but cannot be right, by its place in the selection. */
export type BadRow = { part: number; record: number; why: string };

/** All lines of a file to be left aside, with their numbers. Reads the file a second time, and so only when there are any. */
export async function findLines(duck: DuckDBConnection, source: Source, folder: string, looked: Looked[], bad: BadRow[], watch: Watch): Promise<Reject[]> {
  if (source.container === 'parquet') return bad.map(({ record, why }) => ({ file: source.file, line: record, why, content: '' }));
  const undecodable = looked.flatMap((one) => one.undecodable.map((line) => ({ file: source.file, line: one.firstLine + line - 1, why: 'le texte n’est pas en UTF-8', content: '' })));
  const sought = looked.flatMap((one, part) => [
    ...one.unreadable.map(({ place, why }) => ({ part, place, why })),
    ...bad.filter((row) => row.part === part).map(({ record, why }) => ({ part, place: placeOf(record, one.unreadable.map((other) => other.place)), why })),
  ]);
  if (sought.length === 0) return undecodable;

  const contents = await contentsAt(duck, looked, sought);
  await duck.run('create or replace temp table sought (l varchar)');
  for (const { content } of contents) await duck.run('insert into sought values ($1)', [content]);
  const lines = new Map<string, number[]>();
  await overParts(duck, source, folder, async ({ path, firstLine }) => {
    const header = firstLine === 1;
    const found = await rowsOf<{ n: string; l: string }>(duck, `select n::varchar as n, l from (select row_number() over () as n, l from ${linesSql(path, header, source.newline)}) where l in (select l from sought) order by n::bigint`);
    await duck.run('drop table if exists reject_errors');
    await duck.run('drop table if exists reject_scans');
    // Lines that are not text were passed over by the numbering.
    const passed = looked.find((one) => one.firstLine === firstLine)?.undecodable ?? [];
    for (const { n, l } of found) (lines.get(l) ?? lines.set(l, []).get(l)!).push(firstLine - 1 + placeOf(Number(n) + (header ? 1 : 0), passed));
  }, watch);
  const rejects = contents.map(({ content, earlier, why }) => ({ file: source.file, line: lines.get(content)?.[earlier] ?? null, why, content }));
  return [...undecodable, ...rejects].toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
}

/** The place of the nth thing when the things at some places, in order, are not counted. */
function placeOf(nth: number, uncounted: number[]): number {
  let place = nth;
  for (const one of uncounted) if (one <= place) place++;
  return place;
}

/** The text of the sought lines, and how many lines before them hold the same text. */
async function contentsAt(duck: DuckDBConnection, looked: Looked[], sought: { part: number; place: number; why: string }[]): Promise<{ content: string; earlier: number; why: string }[]> {
  const answers: { content: string; earlier: number; why: string }[] = [];
  const seen = new Map<string, number>();
  for (const [part, { kept }] of looked.entries()) {
    const wanted = new Map(sought.filter((one) => one.part === part).map((one) => [one.place, one.why]));
    if (wanted.size === 0) continue;
    const all = `(select row_number() over () as n, l from ${linesSql(kept, false, '\\n')})`;
    const rows = await rowsOf<{ n: string; l: string }>(duck, `with line as ${all}, told as (select l from line where n in (${[...wanted.keys()].join(',')})) select n::varchar as n, l from line where l in (select l from told) order by n::bigint`);
    for (const { n, l } of rows) {
      const earlier = seen.get(l) ?? 0;
      seen.set(l, earlier + 1);
      const why = wanted.get(Number(n));
      if (why) answers.push({ content: l, earlier, why });
    }
  }
  return answers;
}
