import { sql } from 'kysely';
import { type Fact, type RecordKind, type Viewer, visibleTo } from '#core/directory/index.ts';
import type { Db } from '#core/kernel/index.ts';
import { levelsFor } from '../parties.ts';

export type BoardSideFilter = { q?: string; page?: number; pageSize?: number };
/** One offer or need as lists and files show it. `siret`: null for a person. */
export type BoardSideShown = { id: string; siret: string | null; name: string | null; commune: string; communeCode: string; value: Record<string, unknown>; says: string; statedOn: string; certainty: Fact['certainty']; source: string };

/** One page of what firms say of a kind, newest first, as far as the viewer may see it, with how many there are in all. */
export async function boardSides(db: Db, territoryId: string, kind: RecordKind, viewer: Viewer, filter: BoardSideFilter = {}): Promise<{ sides: BoardSideShown[]; total: number }> {
  const size = filter.pageSize ?? 25;
  let query = db
    .selectFrom('fact')
    .innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'fact.territory_id').onRef('e.siret', '=', 'fact.siret'))
    .innerJoin('commune as c', 'c.code', 'e.commune_code')
    .where('fact.territory_id', '=', territoryId)
    .where('fact.kind', '=', kind.kind)
    .where('fact.withdrawn_at', 'is', null)
    .where('fact.consent', 'in', levelsFor(viewer))
    .where('e.status', '=', 'open');
  const words = filter.q?.trim();
  if (words) {
    const like = `%${words.replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where((row) => row.or([row(sql<string>`fact.value::text`, 'ilike', like), row('e.name', 'ilike', like), row('c.name', 'ilike', like)]));
  }
  const { total } = await query.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(['fact.id', 'fact.siret', 'fact.kind', 'fact.value', 'fact.consent', 'fact.source', 'fact.certainty', 'fact.stated_on as statedOn', 'e.name', 'c.name as commune', 'c.code as communeCode'])
    .orderBy('fact.stated_on', 'desc')
    .orderBy('fact.id')
    .limit(size)
    .offset(((filter.page ?? 1) - 1) * size)
    .execute();
  const seen = visibleTo(rows as unknown as (Fact & { name: string | null; commune: string; communeCode: string })[], viewer);
  return {
    total: Number(total),
    sides: seen.map(({ id, siret, name, commune, communeCode, value, statedOn, certainty, source }) => ({ id, siret, name, commune, communeCode, value: value as Record<string, unknown>, says: kind.says(value as never), statedOn, certainty, source })),
  };
}

/** What persons told an adviser of a kind; for advisers only. Newest first. */
export async function seekersOf(db: Db, territoryId: string, kind: RecordKind, filter: BoardSideFilter = {}): Promise<{ sides: BoardSideShown[]; total: number }> {
  const size = filter.pageSize ?? 25;
  let query = db.selectFrom('seeker').innerJoin('commune as c', 'c.code', 'seeker.commune_code').where('seeker.territory_id', '=', territoryId).where('seeker.kind', '=', kind.kind).where('withdrawn_at', 'is', null);
  const words = filter.q?.trim();
  if (words) {
    const like = `%${words.replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where((row) => row.or([row(sql<string>`seeker.value::text`, 'ilike', like), row('person_name', 'ilike', like), row('c.name', 'ilike', like)]));
  }
  const { total } = await query.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(['seeker.id', 'person_name as name', 'c.name as commune', 'c.code as communeCode', 'value', 'stated_on as statedOn', 'certainty'])
    .orderBy('stated_on', 'desc')
    .orderBy('seeker.id')
    .limit(size)
    .offset(((filter.page ?? 1) - 1) * size)
    .execute();
  return { total: Number(total), sides: rows.map((row) => ({ ...row, siret: null, value: row.value as Record<string, unknown>, says: kind.says(row.value as never), source: 'adviser' })) };
}
