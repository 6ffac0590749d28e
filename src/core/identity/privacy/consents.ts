import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';

export type ConsentShown = { at: Date; siret: string; what: string; consent: string; givenBy: string; how: string };

/** Every agreement given for the firms that a person speaks for: what could be shown to whom, by whom and how it was given; newest first. */
export async function consentsOf(db: Db, territoryId: string, sirets: string[]): Promise<ConsentShown[]> {
  if (sirets.length === 0) return [];
  const { rows } = await sql<ConsentShown>`select consent_event.at, fact.siret, coalesce(fact.value ->> 'material', fact.kind) as what, consent_event.consent, consent_event.given_by as "givenBy", consent_event.how
    from consent_event join fact on fact.territory_id = consent_event.territory_id and fact.id = consent_event.fact_id
    where consent_event.territory_id = ${territoryId} and fact.siret in (${sql.join(sirets)}) order by consent_event.at desc limit 500`.execute(db);
  return rows;
}

export type TraceShown = { at: Date; did: string; siret: string | null; who: string | null };

/** Who read or changed what, as far as a person may know it: her own acts and those on the firms she speaks for; newest first. */
export async function tracesOf(db: Db, territoryId: string, personId: string, sirets: string[]): Promise<TraceShown[]> {
  const onHers = sirets.length > 0 ? sql`or audit_event.siret in (${sql.join(sirets)})` : sql``;
  const { rows } = await sql<TraceShown>`select audit_event.at, audit_event.did, audit_event.siret,
      case when audit_event.person_id = ${personId} then 'vous' else (select string_agg(body.name, ', ') from body_member join body on body.territory_id = body_member.territory_id and body.id = body_member.body_id where body_member.person_id = audit_event.person_id and body_member.territory_id = ${territoryId}) end as who
    from audit_event where audit_event.territory_id = ${territoryId} and (audit_event.person_id = ${personId} ${onHers}) order by audit_event.at desc limit 200`.execute(db);
  return rows;
}
