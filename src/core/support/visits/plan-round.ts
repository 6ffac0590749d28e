import { z } from 'zod';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { communeOf, type TravelTimes } from '#core/territory/index.ts';
import { neverMet } from './never-met.ts';
import { planDay } from './plan-day.ts';

export const MOST_STOPS = 14;
const VISIT_MINUTES = 40;

export const PlanRound = z.object({
  territoryId: z.string(), personId: z.uuid(), day: z.iso.date(), startCommune: z.string(), sirets: z.array(z.string()).min(1).max(MOST_STOPS),
  /** Minutes of the day. */
  leavesAt: z.int().min(300).max(1_200), backBy: z.int().min(360).max(1_380), visitMinutes: z.int().min(10).max(180).default(VISIT_MINUTES),
});

/** Plans a day's round of visits from a commune and keeps it. Answers what did not fit. */
export const planRound =
  (deps: Deps, travel: TravelTimes) =>
  async (input: z.input<typeof PlanRound>): Promise<Done<{ id: string; left: string[] }> | Refused<'in-the-past' | 'no-time' | 'unknown-start' | 'unknown-firm'>> => {
    const { territoryId, personId, day, startCommune, sirets, leavesAt, backBy, visitMinutes } = PlanRound.parse(input);
    if (day < deps.clock.today()) return refused('in-the-past');
    if (backBy - leavesAt < visitMinutes) return refused('no-time');
    const start = await communeOf(deps.db, startCommune);
    if (!start || start.longitude === null || start.latitude === null) return refused('unknown-start');
    const from = { longitude: start.longitude, latitude: start.latitude };
    const known = await neverMet(deps, territoryId, { from, withinKm: 500, limit: 1_000_000 });
    const firms = new Map(known.firms.map((one) => [one.siret, one]));
    const stops = [...new Set(sirets)].flatMap((siret) => firms.get(siret) ?? []);
    if (stops.length < new Set(sirets).size) return refused('unknown-firm');
    const planned = await planDay(travel, from, stops, { leavesAt, backBy, visitMinutes });
    if (planned.stops.length === 0) return refused('no-time');
    const id = deps.newId();
    await inTransaction(deps.db, async (db) => {
      await db.insertInto('visit_round').values({ territory_id: territoryId, id, person_id: personId, day, start_label: start.name, start_longitude: from.longitude, start_latitude: from.latitude, leaves_at: leavesAt, back_at: planned.backAt, km: planned.km, created_at: deps.clock.now() }).execute();
      await db.insertInto('visit').values(planned.stops.map((stop, rank) => ({ territory_id: territoryId, id: deps.newId(), round_id: id, siret: stop.siret, rank, arrives_at: stop.arrivesAt, km_before: stop.kmBefore, reasons: JSON.stringify(firms.get(stop.siret)!.reasons) }))).execute();
    });
    return done({ id, left: planned.left });
  };

/** Forgets a round of which nothing was said yet. */
export const forgetRound = (deps: Deps) => async ({ territoryId, id, personId }: { territoryId: string; id: string; personId: string }): Promise<Done<null> | Refused<'has-results' | 'unknown-round'>> => {
  const said = await deps.db.selectFrom('visit').select('id').where('territory_id', '=', territoryId).where('round_id', '=', id).where('result', 'is not', null).limit(1).executeTakeFirst();
  if (said) return refused('has-results');
  const gone = await deps.db.deleteFrom('visit_round').where('territory_id', '=', territoryId).where('id', '=', id).where('person_id', '=', personId).executeTakeFirst();
  return gone.numDeletedRows > 0n ? done(null) : refused('unknown-round');
};
