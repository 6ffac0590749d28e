import { sql } from 'kysely';
import { reopenPromise } from '#core/followup/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import type { CloseReason } from './model.ts';
import type { IntroductionRow, SideRow } from './row.ts';

const WORDS: Record<CloseReason, string> = { refused: 'Un côté a dit non.', 'not-now': 'Un côté a dit « pas maintenant ».', silent: 'Un côté n’a pas répondu.', withdrawn: 'Mise en relation retirée.' };

/** Says on the proposal, in every run that holds it, how its introduction ended: it is for later, when the pause is over. */
export const closeProposal = ({ db, clock }: Deps, row: IntroductionRow, reason: CloseReason) => markProposal(db, row, 'later', WORDS[reason], clock.now());

/** Takes back what answers that were undone had set off: rests, and changes proposed to the record. */
export async function forgetSaid({ db }: Deps, row: IntroductionRow, sirets: string[]): Promise<void> {
  if (sirets.length === 0) return;
  for (const table of ['exchange_rest', 'introduction_feedback'] as const)
    await db.deleteFrom(table as 'introduction_feedback').where('territory_id', '=', row.territory_id).where('introduction_id', '=', row.id).where('siret', 'in', sirets).execute();
}

/** The introduction is asked again: the proposal says so, and those who had been released have their clock back. */
export async function askAgain(deps: Deps, row: IntroductionRow, released: SideRow[]): Promise<void> {
  const { db } = deps;
  await markProposal(db, row, 'introduced', null, deps.clock.now());
  for (const side of released) {
    await db.updateTable('introduction_side').set({ answer: null, answered_at: null }).where('territory_id', '=', row.territory_id).where('introduction_id', '=', row.id).where('siret', '=', side.siret).execute();
    if (side.promiseId && side.promiseState !== 'open') await reopenPromise(deps)({ territoryId: row.territory_id, id: side.promiseId, by: null });
  }
}

const markProposal = (db: Deps['db'], row: IntroductionRow, status: 'later' | 'introduced', answer: string | null, at: Date) =>
  sql`update proposal set status = ${status}, answer = ${answer}, answered_at = ${at}
    where territory_id = ${row.territory_id} and board = ${row.board} and fact_ids || seeker_ids @> ${row.fact_key.split(' ')}::uuid[] and fact_ids || seeker_ids <@ ${row.fact_key.split(' ')}::uuid[] and status in ('introduced', 'later')`.execute(db);
