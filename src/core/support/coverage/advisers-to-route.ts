import { sql } from 'kysely';
import type { SizeClass } from '#core/directory/index.ts';
import { absencesOf } from '#core/followup/index.ts';
import { advisersOf, bodiesOf } from '#core/identity/index.ts';
import { addDays, type Deps } from '#core/kernel/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { listed } from '#lib/format.ts';
import type { AdviserToRoute, Coverage } from '../routing/model.ts';

const LATELY_DAYS = 90;

/** The people that requests of a territory may be given to, as they stand today: coverage in communes, load, absence. */
export async function advisersToRoute(deps: Pick<Deps, 'db' | 'clock'>, territoryId: string): Promise<AdviserToRoute[]> {
  const { db, clock } = deps;
  const today = clock.today();
  const [people, bodies, absences, communes, covers, loads] = await Promise.all([
    advisersOf(deps, territoryId), bodiesOf(db, territoryId), absencesOf(deps, territoryId), communesOf(db, territoryId),
    db.selectFrom('coverage').selectAll().where('territory_id', '=', territoryId).orderBy('id').execute(),
    sql<{ personId: string; load: number; recent: number }>`
      select owner_id as "personId", count(*) filter (where state = 'open')::int as load, count(*) filter (where opened_at >= ${addDays(today, -LATELY_DAYS)}::date)::int as recent
      from promise where territory_id = ${territoryId} and kind = 'request' and owner_id is not null group by owner_id`.execute(db),
  ]);
  const groupings = new Map(communes.flatMap((one) => (one.epciCode ? [[one.epciCode, one.epciName!] as const] : [])));
  const names = new Map(communes.map((one) => [one.code, one.name]));
  const away = new Map(absences.filter((one) => one.startsOn <= today).map((one) => [one.personId, one.endsOn]));
  const dormant = new Set(bodies.filter((one) => one.dormantSince !== null).map((one) => one.id));
  const loadOf = new Map(loads.rows.map((row) => [row.personId, row]));
  const coverageOf = (row: (typeof covers)[number]): Coverage => {
    const whole = row.epci_codes === null && row.commune_codes === null;
    const inside = new Set([...(row.commune_codes ?? []), ...communes.filter((one) => one.epciCode !== null && row.epci_codes?.includes(one.epciCode)).map((one) => one.code)]);
    const place = [...(row.epci_codes ?? []).map((code) => groupings.get(code) ?? code), ...(row.commune_codes ?? []).map((code) => names.get(code) ?? code)];
    return {
      communes: whole ? null : [...inside], subjects: row.subjects, activities: row.activities, sizes: row.sizes as SizeClass[] | null, starting: row.starting,
      place: whole ? 'tout le territoire' : place.length > 3 ? `${listed(place.slice(0, 2))} et ${place.length - 2} autres` : listed(place),
    };
  };
  return people.map(({ personId, name, bodyId, bodyName }) => ({
    personId, name, bodyId, bodyName,
    dormant: dormant.has(bodyId),
    awayUntil: away.get(personId) ?? null,
    load: loadOf.get(personId)?.load ?? 0,
    recent: loadOf.get(personId)?.recent ?? 0,
    coverages: covers.filter((row) => row.person_id === personId && row.body_id === bodyId).map(coverageOf),
  }));
}
