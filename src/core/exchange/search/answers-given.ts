import type { Db } from '#core/kernel/index.ts';
import type { ProposalStatus } from '../tables.ts';

/** The same sides, in whatever order. */
export const keyOfSides = (ids: readonly string[]): string => ids.toSorted().join();

/** What advisers already answered on a board, by the sides that the proposal rested on; the latest answer counts. */
export async function answersGiven(db: Db, territoryId: string, board: string): Promise<Map<string, { status: ProposalStatus; answer: string | null; answered_at: Date | null }>> {
  const rows = await db
    .selectFrom('proposal')
    .select(['fact_ids', 'seeker_ids', 'status', 'answer', 'answered_at'])
    .where('territory_id', '=', territoryId)
    .where('board', '=', board)
    .where('status', '!=', 'open')
    .orderBy('answered_at')
    .execute();
  return new Map(rows.map((row) => [keyOfSides([...row.fact_ids, ...row.seeker_ids]), { status: row.status, answer: row.answer, answered_at: row.answered_at }]));
}
