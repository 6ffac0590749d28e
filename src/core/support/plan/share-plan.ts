import { type Deps, done, type Done, refused, type Refused } from '#core/kernel/index.ts';

type Which = { territoryId: string; siret: string; bodyId: string };

/** A firm lets a body read its whole plan; `givenBy`: who said so, and how. */
export const sharePlan =
  (deps: Deps) =>
  async ({ territoryId, siret, bodyId, givenBy }: Which & { givenBy: string }): Promise<Done<null> | Refused<'unknown-body'>> => {
    const body = await deps.db.selectFrom('body').select('id').where('territory_id', '=', territoryId).where('id', '=', bodyId).executeTakeFirst();
    if (!body) return refused('unknown-body');
    await deps.db.insertInto('plan_share').values({ territory_id: territoryId, siret, body_id: bodyId, given_by: givenBy, since: deps.clock.today() }).onConflict((conflict) => conflict.columns(['territory_id', 'siret', 'body_id']).doNothing()).execute();
    return done(null);
  };

/** A firm takes it back: from now on the body reads only what it proposed itself. */
export const unsharePlan = (deps: Deps) => async ({ territoryId, siret, bodyId }: Which): Promise<void> => {
  await deps.db.deleteFrom('plan_share').where('territory_id', '=', territoryId).where('siret', '=', siret).where('body_id', '=', bodyId).execute();
};

export type Share = { bodyId: string; bodyName: string; givenBy: string; since: string };

/** With whom a firm shares its plan. */
export const sharesOf = (db: Deps['db'], territoryId: string, siret: string): Promise<Share[]> =>
  db
    .selectFrom('plan_share as s').innerJoin('body as b', (join) => join.onRef('b.territory_id', '=', 's.territory_id').onRef('b.id', '=', 's.body_id'))
    .select(['s.body_id as bodyId', 'b.name as bodyName', 's.given_by as givenBy', 's.since']).where('s.territory_id', '=', territoryId).where('s.siret', '=', siret).orderBy('b.name').execute();
