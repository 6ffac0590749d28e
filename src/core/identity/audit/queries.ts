import { sql } from 'kysely';
import { type Db, parisInstant } from '#core/kernel/index.ts';

/** `person`: part of a name or an address; dates included. */
export type AuditFilter = { person?: string; siret?: string; did?: string; from?: string; to?: string };
export type AuditShown = { id: string; at: Date; did: string; who: string | null; siret: string | null; firm: string | null; /** The person concerned, by name. */ about: string | null; aboutId: string | null; detail: string | null };

const like = (text: string) => `%${text.replace(/[%_\\]/g, '\\$&')}%`;

function matching(db: Db, territoryId: string, { person, siret, did, from, to }: AuditFilter) {
  let query = db.selectFrom('audit_event as a').where('a.territory_id', '=', territoryId);
  if (person) query = query.where('a.person_id', 'in', db.selectFrom('person').select('id').where((e) => e.or([e('email', 'ilike', like(person)), e('name', 'ilike', like(person))])));
  if (siret) query = query.where('a.siret', '=', siret);
  if (did) query = query.where('a.did', '=', did);
  if (from) query = query.where('a.at', '>=', parisInstant(from, 0));
  if (to) query = query.where('a.at', '<', sql<Date>`${parisInstant(to, 0)}::timestamptz + interval '1 day'`);
  return query;
}

/** Who read or changed what of private things, newest first. */
export const auditOf = (db: Db, territoryId: string, filter: AuditFilter, { limit, offset = 0 }: { limit: number; offset?: number }): Promise<AuditShown[]> =>
  matching(db, territoryId, filter)
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .leftJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'a.territory_id').onRef('e.siret', '=', 'a.siret'))
    .leftJoin('person as whom', (join) => join.onRef('a.about', '=', sql<string>`whom.id::text`))
    .select((s) => ['a.id', 'a.at', 'a.did', 'p.name as who', 'a.siret', s.fn.coalesce('e.sign', 'e.name').as('firm'), 'whom.name as about', 'a.about as aboutId', 'a.detail'])
    .orderBy('a.at', 'desc').orderBy('a.id', 'desc').limit(limit).offset(offset).execute();

/** How many traces there are of that. */
export const auditCount = async (db: Db, territoryId: string, filter: AuditFilter): Promise<number> =>
  Number((await matching(db, territoryId, filter).select((s) => s.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
