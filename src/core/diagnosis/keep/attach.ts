import { type Deps, done, type Done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { record } from '#core/identity/index.ts';
import { feedRecord } from './feed-record.ts';
import type { ConsentUse } from '../tables.ts';
import { keptById } from './queries.ts';

export const CONSENT_USES: ConsentUse[] = ['advisers', 'compare', 'rides'];

export type Attach = { territoryId: string; id: string; siret: string; by: string; /** How it was said: on the site, or to whom and how. */ how: string; uses: ConsentUse[] };

/** Attaches a diagnosis to a firm, with what the firm agrees that it serves, use by use. One that is another firm's already is refused. */
export const attachDiagnosis =
  (deps: Deps) =>
  ({ territoryId, id, siret, by, how, uses }: Attach): Promise<Done<null> | Refused<'unknown-diagnosis' | 'unknown-firm' | 'another-firm'>> =>
    inTransaction(deps.db, async (db) => {
      const kept = await keptById(db, territoryId, id);
      if (!kept) return refused('unknown-diagnosis');
      if (kept.siret !== null && kept.siret !== siret) return refused('another-firm');
      const firm = await db.selectFrom('establishment').select('origin').where('territory_id', '=', territoryId).where('siret', '=', siret).executeTakeFirst();
      if (!firm) return refused('unknown-firm');
      await db.updateTable('diagnosis_answer').set({ siret, demonstration: firm.origin === 'demonstration' }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      await sayUses({ ...deps, db }, { territoryId, id, by, how, uses });
      await feedRecord({ ...deps, db }, { ...kept, siret }, { how, uses });
      await record({ ...deps, db }, { territoryId, personId: by, did: 'record.change', siret, about: id, detail: `Diagnostic ${kept.diagnosis} rattaché` });
      return done(null);
    });

/** Says anew what a diagnosis may serve: what is not among `uses` is taken back. Each is noted: who, when, how. */
export const agreeUses =
  (deps: Deps) =>
  ({ territoryId, id, by, how, uses }: Omit<Attach, 'siret'>): Promise<Done<null> | Refused<'unknown-diagnosis'>> =>
    inTransaction(deps.db, async (db) => {
      const kept = await keptById(db, territoryId, id);
      if (!kept?.siret) return refused('unknown-diagnosis');
      await sayUses({ ...deps, db }, { territoryId, id, by, how, uses });
      await feedRecord({ ...deps, db }, { ...kept, siret: kept.siret }, { how, uses });
      await record({ ...deps, db }, { territoryId, personId: by, did: 'record.change', siret: kept.siret, about: id, detail: `Accords du diagnostic ${kept.diagnosis}` });
      return done(null);
    });

async function sayUses(deps: Deps, { territoryId, id, by, how, uses }: Omit<Attach, 'siret'>): Promise<void> {
  const rows = CONSENT_USES.map((use) => ({ territory_id: territoryId, id: deps.newId(), answer_id: id, use, agreed: uses.includes(use), person_id: by, how: how.slice(0, 200), at: deps.clock.now() }));
  await deps.db.insertInto('diagnosis_consent').values(rows).execute();
}
