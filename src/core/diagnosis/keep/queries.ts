import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Answers } from '../model.ts';
import type { ConsentUse } from '../tables.ts';
import { hashOf } from './token.ts';

export type Kept = { territoryId: string; id: string; diagnosis: string; edition: string; answers: Answers; known: string[]; siret: string | null; finishedAt: Date | null; createdAt: Date; updatedAt: Date; demonstration: boolean };

const kept = (db: Db) =>
  db.selectFrom('diagnosis_answer').select(['territory_id as territoryId', 'id', 'diagnosis', 'edition', 'answers', 'known', 'siret', 'finished_at as finishedAt', 'created_at as createdAt', 'updated_at as updatedAt', 'demonstration']);

/** What a private link opens; null when nothing of that name is kept (any more). */
export const keptByToken = async (db: Db, territoryId: string, token: string): Promise<Kept | null> =>
  (await kept(db).where('territory_id', '=', territoryId).where('token_hash', '=', hashOf(token)).executeTakeFirst()) ?? null;

/** The same by its number, for those who may see the firm it is attached to. */
export const keptById = async (db: Db, territoryId: string, id: string): Promise<Kept | null> => (await kept(db).where('territory_id', '=', territoryId).where('id', '=', id).executeTakeFirst()) ?? null;

/** Finished diagnoses of a firm, latest first. */
export const keptOfFirm = (db: Db, territoryId: string, siret: string, diagnosis?: string): Promise<Kept[]> =>
  kept(db).where('territory_id', '=', territoryId).where('siret', '=', siret).where('finished_at', 'is not', null).$if(diagnosis !== undefined, (query) => query.where('diagnosis', '=', diagnosis!)).orderBy('finished_at', 'desc').orderBy('id', 'desc').execute();

/** Finished diagnoses that whoever asks may read, the latest of each kind and firm, newest first: the database's own lock decides which (`asActor`). */
export async function keptSeen(db: Db, territoryId: string, limit: number): Promise<{ id: string; diagnosis: string; siret: string; on: Date; demonstration: boolean }[]> {
  const { rows } = await sql<{ id: string; diagnosis: string; siret: string; on: Date; demonstration: boolean }>`
    select * from (
      select distinct on (siret, diagnosis) id, diagnosis, siret, finished_at as "on", demonstration from diagnosis_answer
      where territory_id = ${territoryId} and siret is not null and finished_at is not null order by siret, diagnosis, finished_at desc
    ) latest order by "on" desc, id limit ${limit}`.execute(db);
  return rows;
}

export type Agreed = { use: ConsentUse; agreed: boolean; how: string; at: Date; by: string | null };

/** What was last said of each use of a diagnosis. */
export async function agreedOf(db: Db, territoryId: string, answerId: string): Promise<Agreed[]> {
  const rows = await db
    .selectFrom('diagnosis_consent as c').leftJoin('person as p', 'p.id', 'c.person_id').select(['c.use', 'c.agreed', 'c.how', 'c.at', 'p.name as by'])
    .where('c.territory_id', '=', territoryId).where('c.answer_id', '=', answerId).orderBy('c.at', 'desc').orderBy('c.id', 'desc').execute();
  return rows.filter((row, i) => rows.findIndex((other) => other.use === row.use) === i);
}

/** Latest finished answers, one a firm, of those that agreed to a use. */
export async function agreedFirms(db: Db, territoryId: string, diagnosis: string, use: ConsentUse): Promise<(Kept & { siret: string; activityCode: string | null })[]> {
  const { rows } = await sql<Kept & { siret: string; activityCode: string | null }>`
    select distinct on (a.siret) a.territory_id as "territoryId", a.id, a.diagnosis, a.edition, a.answers, a.known, a.siret, a.finished_at as "finishedAt", a.created_at as "createdAt", a.updated_at as "updatedAt", a.demonstration, e.activity_code as "activityCode"
    from diagnosis_answer a join establishment e on e.territory_id = a.territory_id and e.siret = a.siret
    where a.territory_id = ${territoryId} and a.diagnosis = ${diagnosis} and a.finished_at is not null
      and (select c.agreed from diagnosis_consent c where c.territory_id = a.territory_id and c.answer_id = a.id and c.use = ${use} order by c.at desc, c.id desc limit 1)
    order by a.siret, a.finished_at desc`.execute(db);
  return rows;
}

/** Whether the firm let advisers read one of its diagnoses. */
export const advisersMayRead = async (db: Db, territoryId: string, answerId: string): Promise<boolean> => (await agreedOf(db, territoryId, answerId)).some((one) => one.use === 'advisers' && one.agreed);
