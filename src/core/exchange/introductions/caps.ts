import { sql } from 'kysely';
import { addDays, type Deps, parisInstant } from '#core/kernel/index.ts';
import { capOf, introductionRules } from './rules.ts';

/** Firms among some that already got this week as many proposals as their size allows, with the day from which they may get one again. */
export async function atTheirCap({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, firms: { siret: string; sizeBand: string | null }[]): Promise<{ siret: string; from: string }[]> {
  const { days } = introductionRules().caps;
  const since = parisInstant(addDays(clock.today(), -days + 1), 0);
  const { rows } = await sql<{ siret: string; on: string }>`
    select s.siret, to_char(i.introduced_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as on
    from introduction_side s join introduction i on i.territory_id = s.territory_id and i.id = s.introduction_id
    where s.territory_id = ${territoryId} and s.siret = any(${firms.map((firm) => firm.siret)}::text[]) and i.asked and s.promise_id is not null and i.introduced_at >= ${since}
    order by i.introduced_at`.execute(db);
  return firms.flatMap(({ siret, sizeBand }) => {
    const [got, cap] = [rows.filter((row) => row.siret === siret), capOf(sizeBand)];
    return got.length < cap ? [] : [{ siret, from: addDays(got[got.length - cap]!.on, days) }];
  });
}
