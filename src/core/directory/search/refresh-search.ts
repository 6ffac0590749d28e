import { sql } from 'kysely';
import { chunks, type Db, inTransaction } from '#core/kernel/index.ts';
import { documentOf, prominenceOf, saysSomething, type SearchDocument, type Source, type SourceFact } from './document.ts';
import { applyWordCounts, type WordCounts } from './word-counts.ts';

const BATCH = 2_000;
const MANY = 5_000;
type Held = { terms: string; prominence: number } | null;
type Row = Source & { held_terms: string | null; held_prominence: number | null };

/**
 * Makes the search say what the rows say now, for some establishments of a territory or for all: to be called in the transaction that changed them.
 * Only what differs is written, so that a second call changes nothing. Establishments that are gone are forgotten. Answers how many documents changed.
 */
export const refreshSearch = (db: Db, territoryId: string, which: string[] | 'all', progress: (done: number, total: number) => void = () => {}): Promise<number> =>
  inTransaction(db, async (trx) => {
    const facts = await factsBySiret(trx, territoryId, which);
    const sirets = which === 'all' ? await mostProminentFirst(trx, territoryId, facts) : [...new Set(which)];
    // Filling an empty directory, an index is made much faster once at the end than row after row; nobody is searching it yet.
    const filling = which === 'all' && sirets.length > MANY && (await trx.selectFrom('search_document').select('siret').limit(1).execute()).length === 0;
    if (filling) await sql`drop index search_document_terms`.execute(trx);
    const counts: WordCounts = new Map();
    const forget = (held: string | null) => held?.split(' ').forEach((term) => counts.set(term, (counts.get(term) ?? 0) - 1));
    let changed = which === 'all' ? await forgetGone(trx, territoryId, null, forget) : 0;
    let done = 0;
    for (const part of chunks(sirets, BATCH)) {
      const rows = await sourceRows(trx, territoryId, part);
      if (which !== 'all' && rows.length < part.length) changed += await forgetGone(trx, territoryId, part, forget);
      const documents = rows.flatMap((row) => {
        const made = documentOf(row, facts.get(row.siret) ?? []);
        const held: Held = row.held_terms === null ? null : { terms: row.held_terms, prominence: row.held_prominence! };
        if (held && held.prominence === made.prominence && held.terms.split(' ').sort().join(' ') === made.terms.join(' ')) return [];
        forget(row.held_terms);
        for (const term of made.terms) counts.set(term, (counts.get(term) ?? 0) + 1);
        return [made];
      });
      await writeDocuments(trx, territoryId, documents);
      changed += documents.length;
      progress((done += part.length), sirets.length);
    }
    await applyWordCounts(trx, territoryId, counts);
    if (filling) await sql`create index search_document_terms on search_document using gin (terms) with (fastupdate = off)`.execute(trx);
    return changed;
  });

async function factsBySiret(db: Db, territoryId: string, which: string[] | 'all'): Promise<Map<string, SourceFact[]>> {
  const found = new Map<string, SourceFact[]>();
  for (const part of which === 'all' ? [null] : chunks(which, 20_000)) {
    let query = db.selectFrom('fact').select(['siret', 'kind', 'value', 'consent']).where('territory_id', '=', territoryId).where('withdrawn_at', 'is', null);
    if (part) query = query.where(sql<boolean>`siret = any(${part}::text[])`);
    for (const fact of (await query.execute()) as unknown as SourceFact[]) (found.get(fact.siret) ?? found.set(fact.siret, []).get(fact.siret)!).push(fact);
  }
  return found;
}

/** Rows are written best first: where a broad word is cut at a number of candidates, the first rows on disk are the ones kept. */
async function mostProminentFirst(db: Db, territoryId: string, facts: Map<string, SourceFact[]>): Promise<string[]> {
  const rows = await db.selectFrom('establishment').select(['siret', 'size_band', 'head_office', 'status']).where('territory_id', '=', territoryId).execute();
  const order = (row: (typeof rows)[number]) => (row.status === 'open' ? 1_000 : 0) + prominenceOf(row, saysSomething(facts.get(row.siret) ?? []));
  return rows.map((row) => ({ siret: row.siret, order: order(row) })).sort((a, b) => b.order - a.order).map((row) => row.siret);
}

// One value a batch instead of a cell a value: several times faster through the embedded database.
const sourceRows = (db: Db, territoryId: string, sirets: string[]): Promise<Row[]> =>
  sql<{ rows: Row[] }>`
    select coalesce(json_agg(source order by source.place), '[]') as rows from (
    select asked.place, e.siret, e.name, e.sign, e.postal_code, e.commune_code, e.activity_code, e.size_band, e.head_office, e.status,
      c.name as commune_name, c.postal_codes as commune_postal_codes, c.epci_code,
      array_to_string(tsvector_to_array(d.terms), ' ') as held_terms, d.prominence as held_prominence
    from unnest(${sirets}::text[]) with ordinality as asked (siret, place)
    join establishment e on e.territory_id = ${territoryId} and e.siret = asked.siret
    join commune c on c.code = e.commune_code
    left join search_document d on d.territory_id = e.territory_id and d.siret = e.siret
    ) source`.execute(db).then((result) => result.rows[0]!.rows);

async function forgetGone(db: Db, territoryId: string, among: string[] | null, forget: (held: string | null) => void): Promise<number> {
  const gone = await sql<{ terms: string }>`
    delete from search_document d
    where d.territory_id = ${territoryId} ${among ? sql`and d.siret = any(${among}::text[])` : sql``}
      and not exists (select 1 from establishment e where e.territory_id = d.territory_id and e.siret = d.siret)
    returning array_to_string(tsvector_to_array(d.terms), ' ') as terms`.execute(db);
  for (const { terms } of gone.rows) forget(terms);
  return gone.rows.length;
}

async function writeDocuments(db: Db, territoryId: string, documents: SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((made) => ({ s: made.siret, c: made.communeCode, t: made.terms.map((term) => `'${term}'`).join(' '), n: made.nameWords, p: made.prominence }));
  await sql`
    insert into search_document (territory_id, siret, commune_code, terms, name_words, prominence)
    select ${territoryId}, s, c, t::tsvector, n, p from json_to_recordset(${JSON.stringify(rows)}::json) as row (s text, c text, t text, n smallint, p smallint)
    on conflict (territory_id, siret) do update set commune_code = excluded.commune_code, terms = excluded.terms, name_words = excluded.name_words, prominence = excluded.prominence`.execute(db);
}
