import { z } from 'zod';
import { type Deps, done, type Done, refused, type Refused } from '#core/kernel/index.ts';

export const TakeAbsence = z.object({ territoryId: z.string(), personId: z.uuid(), startsOn: z.iso.date(), endsOn: z.iso.date(), deputyId: z.uuid().nullable() });

/** Notes that someone is away and who stands in: from then on reminders and lines of the desk reach the deputy, and come back by themselves. The same said twice is one. */
export const takeAbsence =
  (deps: Deps) =>
  async (input: z.infer<typeof TakeAbsence>): Promise<Done<{ id: string }> | Refused<'ends-before-it-starts' | 'over' | 'overlaps' | 'own-deputy' | 'deputy-not-an-adviser' | 'deputy-away'>> => {
    if (input.endsOn < input.startsOn) return refused('ends-before-it-starts');
    if (input.endsOn < deps.clock.today()) return refused('over');
    if (input.deputyId === input.personId) return refused('own-deputy');
    const { territoryId, personId, startsOn, endsOn, deputyId } = input;
    const there = await deps.db.selectFrom('absence').selectAll().where('territory_id', '=', territoryId).where('person_id', '=', personId).where('starts_on', '<=', endsOn).where('ends_on', '>=', startsOn).executeTakeFirst();
    if (there) return there.starts_on === startsOn && there.ends_on === endsOn && there.deputy_id === deputyId ? done({ id: there.id }) : refused('overlaps');
    if (deputyId && !(await deps.db.selectFrom('body_member').select('person_id').where('territory_id', '=', territoryId).where('person_id', '=', deputyId).where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())])).executeTakeFirst())) return refused('deputy-not-an-adviser');
    if (deputyId && (await deps.db.selectFrom('absence').select('id').where('territory_id', '=', territoryId).where('person_id', '=', deputyId).where('starts_on', '<=', startsOn).where('ends_on', '>=', startsOn).executeTakeFirst())) return refused('deputy-away');
    const id = deps.newId();
    await deps.db.insertInto('absence').values({ territory_id: territoryId, id, person_id: personId, starts_on: startsOn, ends_on: endsOn, deputy_id: deputyId }).execute();
    return done({ id });
  };

/** Takes an absence back. */
export const cancelAbsence = (deps: Deps) => async ({ territoryId, id, personId }: { territoryId: string; id: string; personId: string }): Promise<void> => {
  await deps.db.deleteFrom('absence').where('territory_id', '=', territoryId).where('id', '=', id).where('person_id', '=', personId).execute();
};

export type AbsenceShown = { id: string; personId: string; startsOn: string; endsOn: string; deputyId: string | null; deputyName: string | null };

/** Absences that are not over, soonest first; of one person when given. */
export const absencesOf = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, personId?: string): Promise<AbsenceShown[]> => {
  const query = db
    .selectFrom('absence').leftJoin('person as deputy', 'deputy.id', 'absence.deputy_id')
    .select(['absence.id', 'absence.person_id as personId', 'starts_on as startsOn', 'ends_on as endsOn', 'deputy_id as deputyId', 'deputy.name as deputyName'])
    .where('territory_id', '=', territoryId).where('ends_on', '>=', clock.today()).orderBy('starts_on');
  return (personId ? query.where('absence.person_id', '=', personId) : query).execute();
};
