import { RecordFact, recordFacts, withdrawFact } from '#core/directory/index.ts';
import type { Deps } from '#core/kernel/index.ts';
import { diagnosisOf } from '../list.ts';
import type { ConsentUse } from '../tables.ts';
import type { Kept } from './queries.ts';

const FROM = 'Diagnostic';

/**
 * Puts what a diagnosis says into the firm's record when the firm agreed to that use, for the boards (partners of a proposal only), and takes back what a former
 * diagnosis had put there. Use taken back: nothing of it stays.
 */
export async function feedRecord(deps: Deps, kept: Kept & { siret: string }, { how, uses }: { how: string; uses: ConsentUse[] }): Promise<void> {
  const feed = diagnosisOf(kept.diagnosis)?.feeds?.(kept.answers);
  if (!feed) return;
  const detail = `${FROM} ${kept.diagnosis}`;
  const before = await deps.db.selectFrom('fact').select('id').where('territory_id', '=', kept.territoryId).where('siret', '=', kept.siret).where('kind', '=', feed.kind).where('source_detail', '=', detail).where('withdrawn_at', 'is', null).execute();
  for (const { id } of before) await withdrawFact(deps)({ territoryId: kept.territoryId, id });
  if (!uses.includes(feed.use)) return;
  const read = RecordFact.safeParse({ territoryId: kept.territoryId, siret: kept.siret, kind: feed.kind, value: feed.value, source: 'firm', sourceDetail: detail, statedOn: deps.clock.today(), certainty: 'stated', consent: 'partners', consentGivenBy: 'L’entreprise', consentHow: how });
  if (read.success) await recordFacts(deps)([read.data]);
}
