import { sql } from 'kysely';
import type { Deps } from '#core/kernel/index.ts';
import { pairKey } from '../pair-key.ts';
import { atTheirCap } from './caps.ts';
import { mayHearOf } from './introduce.ts';
import { pairsOf } from './model.ts';
import { proposalTold } from './proposal-told.ts';
import { introductionOfProposal } from './queries.ts';
import { type Reach, reachOf } from './reach.ts';
import { refusedPairWords, restWords } from './rest-words.ts';
import { withheldFrom } from './rests.ts';
import { tellingOf, type Words, wordsFor } from './words/index.ts';

export type SidePreview = Reach & { words: Words; /** From when it may get a proposal again, when it had its share this week. */ capFrom: string | null; rest: string | null };
export type Preview = { id: string; board: string; title: string; sides: SidePreview[]; apart: string | null; there: Awaited<ReturnType<typeof introductionOfProposal>> };

/** What introducing the firms of a proposal would send to whom, and what stands in the way; null when the proposal is gone. For advisers. */
export async function previewIntroduction(deps: Deps, territoryId: string, proposalId: string): Promise<Preview | null> {
  const told = await proposalTold(deps.db, territoryId, proposalId);
  if (!told) return null;
  const [reach, withheld, there] = await Promise.all([reachOf(deps, territoryId, told.sirets), withheldFrom(deps.db, territoryId, told.board, deps.clock.today()), introductionOfProposal(deps.db, territoryId, proposalId)]);
  const full = new Map((await atTheirCap(deps, territoryId, [...reach.values()])).map((one) => [one.siret, one.from]));
  const telling = tellingOf(told.board);
  const apart = pairsOf(telling.hubOf(told), told.sirets).map(([a, b]) => withheld.pairs.get(pairKey(a, b))).find((pair) => pair !== undefined);
  const restOf = (siret: string) => withheld.firms.get(siret) ?? told.factIds.filter((id) => told.facts[id]?.siret === siret).map((id) => withheld.facts.get(id)).find((rest) => rest !== undefined);
  return {
    id: told.id, board: told.board, title: telling.title(told), there, apart: apart ? refusedPairWords(apart) : null,
    sides: told.sirets.flatMap((siret) => {
      const [one, rest] = [reach.get(siret), restOf(siret)];
      return one ? [{ ...one, words: wordsFor(told.board, told, siret, 'first'), capFrom: full.get(siret) ?? null, rest: rest ? restWords(rest) : null }] : [];
    }),
  };
}

export type OwnProposal = { id: string; board: string; lines: string[] };

/** What can be done today by one firm, for its own people: the best open proposals of each board's newest run in which the others let partners hear of them; no name. */
export async function proposalsForFirm(deps: Deps, territoryId: string, siret: string, most: number): Promise<OwnProposal[]> {
  const rows = await deps.db
    .selectFrom('proposal as p').innerJoin('board_run as r', (join) => join.onRef('r.territory_id', '=', 'p.territory_id').onRef('r.id', '=', 'p.run_id'))
    .select(['p.id', 'p.board'])
    .where('p.territory_id', '=', territoryId).where(sql<boolean>`p.sirets @> array[${siret}]::text[]`).where('p.status', '=', 'open')
    .where((e) => e.not(e.exists(e.selectFrom('board_run as n').select('n.id').whereRef('n.territory_id', '=', 'r.territory_id').whereRef('n.board', '=', 'r.board').whereRef('n.started_at', '>', 'r.started_at'))))
    .orderBy('p.value', 'desc').orderBy('p.id').limit(20).execute();
  const shown: OwnProposal[] = [];
  for (const row of rows) {
    if (shown.length === most) break;
    const told = await proposalTold(deps.db, territoryId, row.id);
    if (told && mayHearOf(told, siret)) shown.push({ id: row.id, board: row.board, lines: wordsFor(row.board, told, siret, 'first').lines });
  }
  return shown;
}
