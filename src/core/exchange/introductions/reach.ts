import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';

/** How a firm is reached: its name, who speaks for it, at which address and number; null where nobody knows. `stopped`: its address refuses such mails, or asked for none. */
export type Reach = { siret: string; name: string; person: string | null; email: string | null; phone: string | null; stopped: boolean; commune: string; sizeBand: string | null; demonstration: boolean };

export const MAIL_KIND = 'ask-introduction';

/**
 * How some firms are reached. The address: the one an adviser noted as the firm's, else that of who has spoken for it longest.
 * The telephone: of who speaks for it, else the last one given to an adviser about it.
 */
export async function reachOf({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, sirets: string[]): Promise<Map<string, Reach>> {
  if (sirets.length === 0) return new Map();
  const { rows } = await sql<Omit<Reach, 'stopped'> & { stopped: boolean | null }>`
    select e.siret, coalesce(e.sign, e.name, 'Nom non diffusé') as name, m.name as person, r.email, coalesce(m.phone, p.phone) as phone, c.name as commune, e.size_band as "sizeBand", e.origin = 'demonstration' as demonstration,
      exists (select from mail_stop s where s.territory_id = e.territory_id and s.address = r.email and s.kind in ('*', ${MAIL_KIND})) as stopped
    from establishment e join commune c on c.code = e.commune_code
    left join firm_contact f on f.territory_id = e.territory_id and f.siret = e.siret
    left join lateral (select person.name, person.email, person.phone from firm_member join person on person.id = firm_member.person_id
      where firm_member.territory_id = e.territory_id and firm_member.siret = e.siret and (until is null or until > ${clock.today()}) order by since, person.id limit 1) m on true
    left join lateral (select about_phone as phone from promise where promise.territory_id = e.territory_id and promise.siret = e.siret and about_phone is not null order by opened_at desc limit 1) p on true
    cross join lateral (select lower(coalesce(f.email, m.email)) as email) r
    where e.territory_id = ${territoryId} and e.siret = any(${sirets}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.siret, { ...row, stopped: Boolean(row.stopped) }]));
}
