import type { Outcome } from '#core/followup/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import type { SideAnswer } from './model.ts';
import type { IntroductionTable, Promised, Told } from './tables.ts';

export type SideRow = { siret: string; promiseId: string | null; told: Told; answer: SideAnswer | 'released' | null; reasons: string[]; promiseState: 'open' | 'done' | 'dropped' | null; outcome: Outcome | null; promiseReason: string | null };
export type IntroductionRow = Pick<IntroductionTable, 'board' | 'proposal_id' | 'fact_key' | 'hub_siret' | 'title' | 'state' | 'owner_id' | 'body_id' | 'origin'> & { territory_id: string; id: string; promised: Promised; demonstration: boolean; seeker_ids: string[] };

/** Where an introduction and its sides stand, locked until the transaction ends; null when there is none. */
export async function lockIntroduction({ db }: Pick<Deps, 'db'>, territoryId: string, id: string): Promise<{ row: IntroductionRow; sides: SideRow[] } | null> {
  const row = await db
    .selectFrom('introduction').select(['territory_id', 'id', 'board', 'proposal_id', 'fact_key', 'hub_siret', 'title', 'state', 'owner_id', 'body_id', 'origin', 'promised', 'demonstration', 'seeker_ids'])
    .where('territory_id', '=', territoryId).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) return null;
  const sides = await db
    .selectFrom('introduction_side as s').leftJoin('promise as p', (join) => join.onRef('p.territory_id', '=', 's.territory_id').onRef('p.id', '=', 's.promise_id'))
    .select(['s.siret', 's.promise_id as promiseId', 's.told', 's.answer', 's.reasons', 'p.state as promiseState', 'p.outcome', 'p.reason as promiseReason'])
    .where('s.territory_id', '=', territoryId).where('s.introduction_id', '=', id).orderBy('s.siret').execute();
  return { row: row as IntroductionRow, sides: sides as SideRow[] };
}
