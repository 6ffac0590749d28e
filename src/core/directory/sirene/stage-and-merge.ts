import { sql } from 'kysely';
import { type Db, inTransaction } from '#core/kernel/index.ts';
import { refreshSearch } from '../search/index.ts';
import type { Staged } from './establishment-of.ts';

const DAY = 86_400_000;

/** Forgets what imports that died left behind, a day old or more. */
export const sweepStaging = (db: Db, now: Date) => sql`delete from register_staging where staged_at < ${new Date(now.getTime() - DAY)}`.execute(db);

/** Sets rows aside for the merge, outside the directory. */
export async function stage(db: Db, importId: string, now: Date, rows: Staged[]): Promise<void> {
  await sql`insert into register_staging select r.* from json_populate_recordset(null::register_staging, ${JSON.stringify(rows.map((row) => ({ ...row, import_id: importId, staged_at: now })))}::json) r`.execute(db);
}

export const dropStaged = (db: Db, importId: string) => sql`delete from register_staging where import_id = ${importId}`.execute(db);

export type Merged = { read: number; created: number; changed: number; unchanged: number; closed: number; reopened: number; gone: number };

// A month's file may say less than an earlier import did: no legal units, no positions, or NAF 2025 alone. What was read then is kept,
// unless partial diffusion now hides it.
const KNOWN = sql`(e.legal_category is not null and not e.natural_person)`;
const UNIT_KEPT = sql`(not s.unit_read and e.legal_category is not null)`;
const NAME = sql`case when not ${UNIT_KEPT} then s.name when s.diffusion = 'P' and not ${KNOWN} then null else e.name end`;
const SIGN = sql`case when not ${UNIT_KEPT} then s.sign when s.diffusion = 'P' and not ${KNOWN} then null else coalesce(nullif(s.name, e.name), e.sign) end`;
const POSITION_KEPT = sql`(s.position_quality = 'commune' and e.position_quality <> 'commune' and e.commune_code = s.commune_code and s.diffusion = 'O' and e.diffusion = 'O')`;
const NAF_KEPT = sql`(s.activity_nomenclature = 'NAF2025' and e.activity_nomenclature = 'NAFRev2')`;

const COLUMNS = ['territory_id', 'siret', 'siren', 'name', 'sign', 'natural_person', 'street', 'postal_code', 'commune_code', 'longitude', 'latitude', 'position_quality', 'activity_code', 'activity_nomenclature', 'activity_2025_code', 'size_band', 'size_year', 'legal_category', 'head_office', 'created_on', 'closed_on', 'status', 'diffusion', 'origin'];
const CHANGING = COLUMNS.filter((name) => !['territory_id', 'siret'].includes(name));
const names = (list: string[], prefix = '') => sql.raw(list.map((name) => prefix + name).join(', '));

/**
 * Merges staged rows into the directory in one transaction, search included. Only what differs is written, so that merging the same file again
 * changes nothing. Establishments that the file no longer holds are left as they are, and counted.
 */
export const mergeStaged = (db: Db, importId: string, territoryIds: string[], now: Date): Promise<Merged> =>
  inTransaction(db, async (trx) => {
    const before = (
      await sql<{ read: number; created: number; closed: number; reopened: number; gone: number }>`
        select count(*)::int as read, (count(*) filter (where e.siret is null))::int as created,
          (count(*) filter (where e.status = 'open' and s.status = 'closed'))::int as closed, (count(*) filter (where e.status = 'closed' and s.status = 'open'))::int as reopened,
          (select count(*)::int from establishment g where g.origin = 'register' and g.territory_id = any(${territoryIds})
            and not exists (select 1 from register_staging s where s.territory_id = g.territory_id and s.siret = g.siret and s.import_id = ${importId})) as gone
        from register_staging s left join establishment e on e.territory_id = s.territory_id and e.siret = s.siret where s.import_id = ${importId}`.execute(trx)
    ).rows[0]!;
    const written = await sql<{ territory_id: string; siret: string }>`
      insert into establishment (${names(COLUMNS)}, updated_at)
      select s.territory_id, s.siret, s.siren, ${NAME}, ${SIGN}, case when ${UNIT_KEPT} then e.natural_person else s.natural_person end, s.street, s.postal_code, s.commune_code,
        case when ${POSITION_KEPT} then e.longitude else s.longitude end, case when ${POSITION_KEPT} then e.latitude else s.latitude end, case when ${POSITION_KEPT} then e.position_quality else s.position_quality end,
        case when ${NAF_KEPT} then e.activity_code else s.activity_code end, case when ${NAF_KEPT} then e.activity_nomenclature else s.activity_nomenclature end, s.activity_2025_code,
        s.size_band, s.size_year, case when ${UNIT_KEPT} then e.legal_category else s.legal_category end, s.head_office, s.created_on, s.closed_on, s.status, s.diffusion, 'register', ${now}::timestamptz
      from register_staging s left join establishment e on e.territory_id = s.territory_id and e.siret = s.siret
      where s.import_id = ${importId} order by s.siret
      on conflict (territory_id, siret) do update set ${sql.raw([...CHANGING, 'updated_at'].map((name) => `${name} = excluded.${name}`).join(', '))}
      where (${names(CHANGING, 'establishment.')}) is distinct from (${names(CHANGING, 'excluded.')})
      returning territory_id, siret`.execute(trx);
    await dropStaged(trx, importId);
    for (const territoryId of territoryIds) {
      const sirets = written.rows.filter((row) => row.territory_id === territoryId).map((row) => row.siret);
      if (sirets.length > 0) await refreshSearch(trx, territoryId, sirets);
    }
    const changed = written.rows.length - before.created;
    return { ...before, changed, unchanged: before.read - written.rows.length };
  });
