import { chunks, type Deps, inTransaction } from '#core/kernel/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import { isHazardous, matieres } from './boards/matieres.ts';
import { findLeads } from './find-leads.ts';
import { flowSides } from './flow-sides.ts';
import { simply } from './flows/simply.ts';
import { flowsOf } from './match.ts';
import { matchWithFloor } from './match-with-floor.ts';
import type { RunSummary } from './model.ts';
import { poolSmall, withRounds } from './pool-small.ts';
import { propose } from './propose.ts';
import { answersGiven, keyOfSides } from './search/answers-given.ts';

export type RunDone = { runId: string; proposals: number; leftOut: number; value: number; bound: number; summary: RunSummary };

/**
 * Runs a board over a territory, with everything that advisers may use, and keeps its proposals, what was left out and the run's own figures.
 * An answer already given to the same proposal is kept. Two runs at once are two runs: the newest is the one shown.
 */
export const runBoard =
  (deps: Deps, travel: TravelTimes = straightLineTravel()) =>
  async (input: { territoryId: string; /** The share of firms with fewer than ten employees that exchanges should hold, 0 to 1. */ smallShare?: number | null; signal?: AbortSignal; onProgress?: (done: number, total: number | null, what: string) => void }): Promise<RunDone> => {
    const startedAt = deps.clock.now();
    const { territoryId } = input;
    input.onProgress?.(0, null, 'Lecture des fiches');
    const { offers, needs, resting, isSmall, apart } = await flowSides(deps.db, territoryId, deps.clock.today());
    input.onProgress?.(0, null, 'Recherche du meilleur ensemble');
    const { matched, small, floor } = await matchWithFloor(offers, needs, travel, {
      isSmall, apart,
      asked: input.smallShare ?? null,
      ...(input.signal ? { signal: input.signal } : {}),
    });
    const rounds = await poolSmall(matched, travel, input.signal ? { signal: input.signal } : {});
    const { proposals, leftOut } = propose(matched, rounds.pooled);
    const withLeads = [...(await findLeads(deps.db, territoryId, leftOut, offers, travel)), ...resting];
    const diverted = [...flowsOf(matched), ...rounds.pooled.flatMap(({ flows }) => flows)].reduce((sum, flow) => sum + flow.tonnesPerYear, 0);
    const solution = withRounds(matched.solution, rounds);
    const summary: RunSummary = {
      offers: offers.length,
      needs: needs.length,
      pairs: matched.considered.length,
      tonnesOffered: offers.reduce((sum, offer) => sum + offer.value.tonnesPerYear, 0),
      tonnesDiverted: diverted,
      gap: solution.gap,
      simple: simply(matched.problem),
      seconds: solution.seconds,
      hazardousSetAside: offers.filter((offer) => isHazardous(offer.value)).length,
      small,
      floor,
    };
    const runId = deps.newId();
    await inTransaction(deps.db, async (trx) => {
      const answers = await answersGiven(trx, territoryId, matieres.id);
      await trx
        .insertInto('board_run')
        .values({ territory_id: territoryId, id: runId, board: matieres.id, started_at: startedAt, finished_at: deps.clock.now(), status: solution.status, value: solution.value, bound: solution.bound, summary: JSON.stringify(summary) })
        .execute();
      for (const part of chunks(proposals, 500)) {
        await trx
          .insertInto('proposal')
          .values(
            part.map((one) => ({
              territory_id: territoryId, id: deps.newId(), run_id: runId, board: matieres.id, value: one.body.worth.value, sirets: one.sirets, fact_ids: one.factIds, body: JSON.stringify(one.body),
              ...(answers.get(keyOfSides(one.factIds)) ?? { status: 'open' as const, answer: null, answered_at: null }),
            })),
          )
          .execute();
      }
      for (const part of chunks(withLeads, 500)) {
        await trx.insertInto('unmatched').values(part.map((one) => ({ territory_id: territoryId, run_id: runId, fact_id: one.factId, siret: one.siret, body: JSON.stringify(one.body) }))).execute();
      }
    });
    return { runId, proposals: proposals.length, leftOut: leftOut.length, value: solution.value, bound: solution.bound, summary };
  };
