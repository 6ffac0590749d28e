import { sql } from 'kysely';
import { chunks, type Db } from '#core/kernel/index.ts';
import { nearHashes } from './words.ts';

/** By how many establishments the use of each term changed. */
export type WordCounts = Map<string, number>;

const TEXT_FIELDS = 'ncpq';
const BATCH = 5_000;

/** Adds to the counts of a territory's terms, in one order for all writers so that two of them cannot wait for each other; terms no longer used are forgotten. */
export async function applyWordCounts(db: Db, territoryId: string, counts: WordCounts): Promise<void> {
  const rows = [...counts].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const part of chunks(rows, BATCH)) {
    const values = part.map(([lexeme, by]) => ({ l: lexeme, d: by, h: TEXT_FIELDS.includes(lexeme[0]!) ? nearHashes(lexeme.slice(1)) : [] }));
    await sql`
      insert into search_word (lexeme, territory_id, docs, near)
      select l, ${territoryId}, d, case when h <> '{}' then h end from json_to_recordset(${JSON.stringify(values)}::json) as row (l text, d integer, h integer[])
      on conflict (lexeme, territory_id) do update set docs = search_word.docs + excluded.docs`.execute(db);
  }
  const fallen = rows.filter(([, by]) => by < 0).map(([lexeme]) => lexeme);
  for (const part of chunks(fallen, BATCH)) await sql`delete from search_word where territory_id = ${territoryId} and docs <= 0 and lexeme = any(${part}::text[])`.execute(db);
}
