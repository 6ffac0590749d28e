import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';
import { askOutcomes, settleOutcomes } from './outcomes.ts';
import { settleIntroduction } from './settle.ts';

export { INTRODUCTIONS_JOB } from './settle.ts';

/**
 * Carries on every introduction whose sides were answered at the desk, given up by their clock, or taken back, and asks the outcomes that are due:
 * one transaction each, so that a process that dies at it loses nothing and tells nobody twice. Any number of processes may do it at once.
 */
export async function runIntroductions(deps: Deps, signal?: AbortSignal): Promise<{ settled: number; outcomes: number; asked: number }> {
  const { rows } = await sql<{ territory_id: string; introduction_id: string }>`
    select distinct s.territory_id, s.introduction_id
    from introduction_side s join promise p on p.territory_id = s.territory_id and p.id = s.promise_id
    where (s.answer is null and p.state <> 'open') or (s.answer is not null and p.state = 'open')`.execute(deps.db);
  let settled = 0;
  for (const row of rows) {
    if (signal?.aborted) break;
    if (await settleIntroduction(deps, row.territory_id, row.introduction_id)) settled++;
  }
  return { settled, outcomes: await settleOutcomes(deps), asked: signal?.aborted ? 0 : await askOutcomes(deps, signal) };
}
