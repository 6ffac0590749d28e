import { correctFact, FACT_KINDS, type FactKind, RecordFact } from '#core/directory/index.ts';
import { addDays, type Deps, done, type Done, inTransaction, refused, type Refused } from '#core/kernel/index.ts';
import { introductionRules } from './rules.ts';
import type { IntroductionRow, SideRow } from './row.ts';

/** What a refusal's reasons change in the record: a fact rests at once; a limit that can be named is proposed to an adviser; the rest is to be looked at. */
export async function feedBack(deps: Deps, row: IntroductionRow, side: SideRow): Promise<void> {
  const { reasons, restDays } = introductionRules();
  const { db, clock } = deps;
  const at = clock.now();
  for (const code of side.reasons) {
    const effect = reasons[code]?.effect ?? 'none';
    if (effect === 'none') continue;
    for (const factId of side.told.factIds) {
      const change = effect === 'change-fact' ? await nearer(db, row.territory_id, factId, side.told.km) : null;
      const resting = effect === 'rest-fact' && side.answer === 'no';
      if (resting)
        await db.insertInto('exchange_rest').values({ territory_id: row.territory_id, id: deps.newId(), siret: side.siret, fact_id: factId, why: code as 'already-supplied' | 'not-interested', since: clock.today(), until: addDays(clock.today(), restDays[code as keyof typeof restDays]), introduction_id: row.id, promise_id: null }).execute();
      await db.insertInto('introduction_feedback').values({ territory_id: row.territory_id, id: deps.newId(), introduction_id: row.id, siret: side.siret, fact_id: factId, reason: code, change: change ? JSON.stringify(change) : null, state: resting ? 'applied' : 'proposed', at, ...(resting ? { decided_at: at } : {}) }).execute();
    }
  }
}

/** The distance that a firm says it would still go, after refusing one as too far: a kilometre less. Null where the fact says nothing of distance, or less already. */
async function nearer(db: Deps['db'], territoryId: string, factId: string, km: number | null): Promise<{ maxKm: number } | null> {
  if (km === null || km < 2) return null;
  const fact = await db.selectFrom('fact').select(['kind', 'value']).where('territory_id', '=', territoryId).where('id', '=', factId).where('withdrawn_at', 'is', null).executeTakeFirst();
  const maxKm = Math.ceil(km) - 1;
  const said = (fact?.value as { maxKm?: number } | undefined)?.maxKm;
  return fact && saysHowFar(fact.kind as FactKind) && (said === undefined || said > maxKm) ? { maxKm } : null;
}

/** Whether facts of a kind may say how far one goes for them. */
const saysHowFar = (kind: FactKind): boolean => 'maxKm' in FACT_KINDS[kind].shape;

export type DecideFeedback = { territoryId: string; siret: string; id: string; by: string; apply: boolean };

/** An adviser carries a change that a refusal proposed into the record, with the agreement that the fact already had, or sets it aside. Harmless when repeated. */
export const decideFeedback =
  (deps: Deps) =>
  async ({ territoryId, siret, id, by, apply }: DecideFeedback): Promise<Done<null> | Refused<'unknown-feedback' | 'fact-gone'>> =>
    inTransaction(deps.db, async (db) => {
      const row = await db.selectFrom('introduction_feedback').selectAll().where('territory_id', '=', territoryId).where('siret', '=', siret).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!row) return refused('unknown-feedback');
      if (row.state !== 'proposed') return done(null);
      if (apply && row.change && row.fact_id && !(await change({ ...deps, db }, territoryId, row.fact_id, row.change as Record<string, unknown>))) return refused('fact-gone');
      await db.updateTable('introduction_feedback').set({ state: apply ? 'applied' : 'dismissed', decided_by: by, decided_at: deps.clock.now() }).where('territory_id', '=', territoryId).where('id', '=', id).execute();
      return done(null);
    });

async function change(deps: Deps, territoryId: string, factId: string, patch: Record<string, unknown>): Promise<boolean> {
  const fact = await deps.db.selectFrom('fact').selectAll().where('territory_id', '=', territoryId).where('id', '=', factId).where('withdrawn_at', 'is', null).executeTakeFirst();
  const consent = await deps.db.selectFrom('consent_event').select(['given_by', 'how']).where('territory_id', '=', territoryId).where('fact_id', '=', factId).orderBy('at', 'desc').limit(1).executeTakeFirst();
  if (!fact || !consent) return false;
  const read = RecordFact.safeParse({
    territoryId, siret: fact.siret, kind: fact.kind, value: { ...(fact.value as object), ...patch }, source: fact.source, ...(fact.source_detail ? { sourceDetail: fact.source_detail } : {}),
    statedOn: deps.clock.today(), certainty: fact.certainty, consent: fact.consent, consentGivenBy: consent.given_by, consentHow: consent.how,
  });
  return read.success && (await correctFact(deps)({ id: factId, fact: read.data })).ok;
}
