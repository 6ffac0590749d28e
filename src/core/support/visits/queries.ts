import type { Db } from '#core/kernel/index.ts';
import type { VisitResult } from '../tables.ts';
import type { Reason } from './model.ts';

export type RoundLine = { id: string; day: string; personId: string; personName: string; start: string; km: number; stops: number; said: number };

/** The rounds of a territory from a day on, soonest first; of one person when given. */
export async function roundsOf(db: Db, territoryId: string, from: string, personId?: string): Promise<RoundLine[]> {
  let query = db
    .selectFrom('visit_round as r').innerJoin('person', 'person.id', 'r.person_id').innerJoin('visit as v', (join) => join.onRef('v.territory_id', '=', 'r.territory_id').onRef('v.round_id', '=', 'r.id'))
    .select((e) => ['r.id', 'r.day', 'r.person_id as personId', 'person.name as personName', 'r.start_label as start', 'r.km', e.fn.count<number>('v.id').as('stops'), e.fn.count<number>('v.result').as('said')])
    .where('r.territory_id', '=', territoryId).where('r.day', '>=', from)
    .groupBy(['r.territory_id', 'r.id', 'person.name']).orderBy('r.day').orderBy('r.id');
  if (personId) query = query.where('r.person_id', '=', personId);
  return (await query.execute()).map((row) => ({ ...row, stops: Number(row.stops), said: Number(row.said) }));
}

export type VisitShown = { id: string; siret: string; name: string | null; street: string | null; communeName: string; communeCode: string; activityCode: string | null; longitude: number; latitude: number; arrivesAt: number; kmBefore: number; reasons: Reason[]; result: VisitResult | null; words: string | null; saidAt: Date | null; receivedAt: Date | null };
export type RoundShown = { id: string; day: string; personId: string; personName: string; start: { label: string; longitude: number; latitude: number }; leavesAt: number; backAt: number; km: number; visits: VisitShown[] };

/** One round with its doors in order; null when there is none. */
export async function roundById(db: Db, territoryId: string, id: string): Promise<RoundShown | null> {
  const round = await db.selectFrom('visit_round as r').innerJoin('person', 'person.id', 'r.person_id').selectAll('r').select('person.name as personName').where('r.territory_id', '=', territoryId).where('r.id', '=', id).executeTakeFirst();
  if (!round) return null;
  const visits = await db
    .selectFrom('visit as v').innerJoin('establishment as e', (join) => join.onRef('e.territory_id', '=', 'v.territory_id').onRef('e.siret', '=', 'v.siret')).innerJoin('commune as c', 'c.code', 'e.commune_code')
    .select((s) => ['v.id', 'v.siret', s.fn.coalesce('e.sign', 'e.name').as('name'), 'e.street', 'c.name as communeName', 'c.code as communeCode', 'e.activity_code as activityCode', s.fn.coalesce('e.longitude', 'c.longitude').as('longitude'), s.fn.coalesce('e.latitude', 'c.latitude').as('latitude'), 'v.arrives_at as arrivesAt', 'v.km_before as kmBefore', 'v.reasons', 'v.result', 'v.words', 'v.said_at as saidAt', 'v.received_at as receivedAt'])
    .where('v.territory_id', '=', territoryId).where('v.round_id', '=', id).orderBy('v.rank').execute();
  return {
    id: round.id, day: round.day, personId: round.person_id, personName: round.personName, start: { label: round.start_label, longitude: round.start_longitude, latitude: round.start_latitude }, leavesAt: round.leaves_at, backAt: round.back_at, km: round.km,
    visits: visits as unknown as VisitShown[],
  };
}
