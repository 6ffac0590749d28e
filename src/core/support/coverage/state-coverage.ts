import { z } from 'zod';
import { nafOf, SIZE_CLASSES } from '#core/directory/index.ts';
import { type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { isSubject } from '../subjects/index.ts';

const all = <T>(list: T[] | null): T[] | null => (list === null || list.length === 0 ? null : [...new Set(list)]);

export const StateCoverage = z.object({
  territoryId: z.string(),
  personId: z.uuid(),
  bodyId: z.uuid(),
  epciCodes: z.array(z.string()).nullable().transform(all),
  communeCodes: z.array(z.string()).nullable().transform(all),
  subjects: z.array(z.string().refine(isSubject)).nullable().transform(all),
  activities: z.array(z.string().refine((code) => ['section', 'division'].includes(nafOf(code)?.level ?? ''))).nullable().transform(all),
  sizes: z.array(z.enum(SIZE_CLASSES.map((one) => one.code) as [string, ...string[]])).nullable().transform(all),
  starting: z.enum(['too', 'only', 'no']),
});
export type StateCoverage = z.input<typeof StateCoverage>;

/** States what an adviser takes on for a body, in place of what was stated before. An empty list means everything. */
export const stateCoverage =
  (deps: Deps) =>
  async (given: StateCoverage): Promise<Done<{ id: string }> | Refused<'not-a-member' | 'unknown-commune'>> => {
    const input = StateCoverage.parse(given);
    const { territoryId, personId, bodyId } = input;
    const member = await deps.db.selectFrom('body_member').select('person_id').where('territory_id', '=', territoryId).where('body_id', '=', bodyId).where('person_id', '=', personId).where((e) => e.or([e('until', 'is', null), e('until', '>', deps.clock.today())])).executeTakeFirst();
    if (!member) return refused('not-a-member');
    const communes = await communesOf(deps.db, territoryId);
    if (input.communeCodes?.some((code) => !communes.some((one) => one.code === code)) || input.epciCodes?.some((code) => !communes.some((one) => one.epciCode === code))) return refused('unknown-commune');
    const id = deps.newId();
    await inTransaction(deps.db, async (db) => {
      await db.deleteFrom('coverage').where('territory_id', '=', territoryId).where('person_id', '=', personId).where('body_id', '=', bodyId).execute();
      await db.insertInto('coverage').values({ territory_id: territoryId, id, person_id: personId, body_id: bodyId, epci_codes: input.epciCodes, commune_codes: input.communeCodes, subjects: input.subjects, activities: input.activities, sizes: input.sizes, starting: input.starting, updated_at: deps.clock.now() }).execute();
    });
    return done({ id });
  };

/** What an adviser stated for a body; null when nothing was: she is given nothing. */
export const coverageOf = async (db: Deps['db'], territoryId: string, personId: string, bodyId: string) =>
  (await db.selectFrom('coverage').selectAll().where('territory_id', '=', territoryId).where('person_id', '=', personId).where('body_id', '=', bodyId).orderBy('updated_at', 'desc').limit(1).executeTakeFirst()) ?? null;
