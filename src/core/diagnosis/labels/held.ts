import { z } from 'zod';
import { record } from '#core/identity/index.ts';
import { type Db, type Deps, done, type Done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { readReference } from '../read-reference.ts';
import { labelsOf } from './model.ts';

export type HeldLabel = { id: string; label: string; name: string; until: string | null; number: string | null; over: boolean };

export const HoldLabel = z.object({ territoryId: z.string(), siret: z.string(), by: z.uuid(), /** How it was said or shown. */ how: z.string().trim().min(3).max(200), label: z.string(), until: z.iso.date().nullable(), number: z.string().trim().max(80).nullable() });

const names = () => new Map(labelsOf(readReference('labels')).map((one) => [one.id, one.name]));

/** Labels that a firm says it holds, the one that ends last first; what is over is said so. Public: a label is made to be shown. */
export async function labelsHeldBy(db: Db, territoryId: string, siret: string, today: string): Promise<HeldLabel[]> {
  const rows = await db.selectFrom('held_label').select(['id', 'label', 'until', 'number']).where('territory_id', '=', territoryId).where('siret', '=', siret).where('withdrawn_at', 'is', null).orderBy('until', (order) => order.desc().nullsFirst()).execute();
  const known = names();
  return rows.map((row) => ({ ...row, name: known.get(row.label) ?? row.label, over: row.until !== null && row.until < today }));
}

/** Notes that a firm holds a label, until when. Said again, it replaces what was said before. */
export const holdLabel =
  (deps: Deps) =>
  ({ territoryId, siret, by, how, label, until, number }: z.infer<typeof HoldLabel>): Promise<Done<{ id: string }> | Refused<'unknown-label' | 'unknown-firm'>> =>
    inTransaction(deps.db, async (db) => {
      if (!names().has(label)) return refused('unknown-label');
      const firm = await db.selectFrom('establishment').select('origin').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst();
      if (!firm) return refused('unknown-firm');
      await db.updateTable('held_label').set({ withdrawn_at: deps.clock.now() }).where('territory_id', '=', territoryId).where('siret', '=', siret).where('label', '=', label).where('withdrawn_at', 'is', null).execute();
      const id = deps.newId();
      await db.insertInto('held_label').values({ territory_id: territoryId, id, siret, label, until, number: number || null, person_id: by, how, noted_at: deps.clock.now(), withdrawn_at: null, demonstration: firm.origin === 'demonstration' }).execute();
      await record({ ...deps, db }, { territoryId, personId: by, did: 'record.change', siret, about: id, detail: `Label ${label}` });
      return done({ id });
    });

/** Takes a label off a firm's page. */
export const withdrawLabel =
  (deps: Deps) =>
  ({ territoryId, siret, id, by }: { territoryId: string; siret: string; id: string; by: string }): Promise<Done<null> | Refused<'unknown-label'>> =>
    inTransaction(deps.db, async (db) => {
      const gone = await db.updateTable('held_label').set({ withdrawn_at: deps.clock.now() }).where('territory_id', '=', territoryId).where('siret', '=', siret).where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst();
      if (gone.numUpdatedRows === 0n) return refused('unknown-label');
      await record({ ...deps, db }, { territoryId, personId: by, did: 'record.change', siret, about: id, detail: 'Label retiré' });
      return done(null);
    });
