import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';
import type { Person } from './model.ts';

/** All that a person is today in a territory, in one read; null when there is no such person. */
export async function actorOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, personId: string): Promise<Person | null> {
  const day = clock.today();
  const { rows } = await sql<Omit<Person, 'kind'>>`
    select person.id, person.name, person.email, person.demonstration,
      coalesce((select jsonb_agg(siret order by siret) from firm_member where person_id = person.id and territory_id = ${territoryId} and (until is null or until > ${day})), '[]') as firms,
      coalesce((select jsonb_agg(jsonb_build_object('id', body_id, 'role', role) order by body_id) from body_member
        where person_id = person.id and territory_id = ${territoryId} and (until is null or until > ${day})), '[]') as bodies,
      exists (select from territory_administrator where person_id = person.id and territory_id = ${territoryId}) as administrator
    from person where person.id = ${personId}`.execute(db);
  return rows[0] ? { kind: 'person', ...rows[0] } : null;
}

/** The telephone number that a person gave; null when she gave none. */
export const phoneOf = async (db: Deps['db'], personId: string): Promise<string | null> => (await db.selectFrom('person').select('phone').where('id', '=', personId).executeTakeFirst())?.phone ?? null;

export type BodyShown = { id: string; kind: string; name: string; phone: string | null; email: string | null; dormantSince: string | null; demonstration: boolean };

/** The bodies of a territory that have or had advisers, by name. */
export const bodiesOf = (db: Deps['db'], territoryId: string): Promise<BodyShown[]> =>
  db.selectFrom('body').select(['id', 'kind', 'name', 'phone', 'email', 'dormant_since as dormantSince', 'demonstration']).where('territory_id', '=', territoryId).orderBy('name').execute();

export type AdviserShown = { personId: string; name: string; email: string; phone: string | null; bodyId: string; bodyName: string; role: 'adviser' | 'manager' };

/** Who works today for the bodies of a territory; one line a person and body. */
export const advisersOf = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string): Promise<AdviserShown[]> =>
  db
    .selectFrom('body_member')
    .innerJoin('person', 'person.id', 'body_member.person_id')
    .innerJoin('body', (join) => join.onRef('body.territory_id', '=', 'body_member.territory_id').onRef('body.id', '=', 'body_member.body_id'))
    .where('body_member.territory_id', '=', territoryId)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', clock.today())]))
    .select(['person.id as personId', 'person.name', 'person.email', 'person.phone', 'body.id as bodyId', 'body.name as bodyName', 'body_member.role'])
    .orderBy('person.name')
    .execute();
