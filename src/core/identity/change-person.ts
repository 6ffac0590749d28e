import { z } from 'zod';
import { type Deps, type Done, done, type Refused, refused } from '#core/kernel/index.ts';

export const ChangePerson = z.object({ personId: z.uuid(), name: z.string().trim().min(2).max(120), phone: z.string().trim().max(30).regex(/^[+\d][\d .()-]{5,}$/).or(z.literal('')) });

/** A person says what she is called and where to phone her. Invented people keep their names. */
export const changePerson =
  ({ db, clock }: Pick<Deps, 'db' | 'clock'>) =>
  async ({ personId, name, phone }: z.infer<typeof ChangePerson>): Promise<Done<null> | Refused<'unknown-person'>> => {
    const changed = await db.updateTable('person').set({ name, phone: phone || null, updated_at: clock.now() }).where('id', '=', personId).where('demonstration', '=', false).executeTakeFirst();
    return changed.numUpdatedRows > 0n ? done(null) : refused('unknown-person');
  };
