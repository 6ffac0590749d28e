import { z } from 'zod';
import { type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';

export const AddAccount = z.object({
  territoryId: z.string(),
  email: z.email().toLowerCase(),
  name: z.string().trim().min(2).max(120),
  administrator: z.boolean().default(false),
  /** Name of a body that is there, or of a new one. */
  body: z.string().trim().min(2).max(160).optional(),
  role: z.enum(['adviser', 'manager']).default('adviser'),
});

/** Makes somebody known before she ever came: an administrator, an adviser of a body. Harmless when repeated. */
export const addAccount =
  (deps: Deps) =>
  ({ territoryId, email, name, administrator, body, role }: z.infer<typeof AddAccount>): Promise<Done<{ personId: string; created: boolean }> | Refused<'invented-person'>> =>
    inTransaction(deps.db, async (trx) => {
      const known = await trx.selectFrom('person').select(['id', 'demonstration']).where('email', '=', email).executeTakeFirst();
      if (known?.demonstration) return refused('invented-person');
      const personId = known?.id ?? deps.newId();
      const since = deps.clock.today();
      if (!known) await trx.insertInto('person').values({ id: personId, name, email, email_verified: true }).execute();
      if (administrator) await trx.insertInto('territory_administrator').values({ territory_id: territoryId, person_id: personId, since }).onConflict((conflict) => conflict.doNothing()).execute();
      if (body) {
        const there = await trx.selectFrom('body').select('id').where('territory_id', '=', territoryId).where('name', '=', body).where('demonstration', '=', false).executeTakeFirst();
        const bodyId = there?.id ?? deps.newId();
        if (!there) await trx.insertInto('body').values({ territory_id: territoryId, id: bodyId, kind: 'other', name: body }).execute();
        await trx
          .insertInto('body_member')
          .values({ territory_id: territoryId, body_id: bodyId, person_id: personId, role, since })
          .onConflict((conflict) => conflict.columns(['territory_id', 'body_id', 'person_id']).doUpdateSet({ role, until: null }))
          .execute();
      }
      return done({ personId, created: !known });
    });
