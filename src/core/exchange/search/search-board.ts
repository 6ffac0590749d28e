import { gapOf } from '#engine/common/answer.ts';
import { chunks, type Db, type Deps, inTransaction } from '#core/kernel/index.ts';
import { straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import type { Board, BoardProposal, BoardSide, BoardSolved, TextTable } from '../board.ts';
import { answersGiven, keyOfSides } from './answers-given.ts';
import { type Search, searchApart } from './board-thread.ts';
import { type ContextData, contextOf, placesOfCommunes } from './context.ts';
import { type SidesOfBoard, sidesOfBoard } from './sides.ts';
import { type Floor, type SmallFirms, solveWithFloor } from './with-floor.ts';

/** What a run of a board says of itself. `simple`: what taking the best pair first reaches; `edits`: firms matched again since, one by one. */
export type BoardRunSummary = { offers: number; needs: number; proposals: number; leftOut: number; gap: number; seconds: number; simple: number; small: SmallFirms; floor: Floor | null; edits: number; tables?: TextTable[] };
export type BoardSearched = { runId: string; board: string; value: number; bound: number; status: string; summary: BoardRunSummary };

const MOST_SECONDS = 12;
/** So many sides and more are searched apart: starting a thread takes a second. */
const MANY = 300;

/**
 * Searches a board over a territory, with everything that advisers may use, and keeps the proposals, what was left out and the run's own figures.
 * Answers already given to the same proposal are kept. Harmless when done by two at once: the newest run is the one shown.
 * `smallShare`: the share of firms with fewer than ten employees that proposals should hold, 0 to 1.
 */
export const searchBoard =
  (deps: Deps, travel?: TravelTimes) =>
  async (input: { territoryId: string; board: Board; smallShare?: number | null; seconds?: number; /** Where it is searched: unless told, in a thread apart when there is much to search, so that pages answer meanwhile, else here. */ search?: Search; signal?: AbortSignal }): Promise<BoardSearched> => {
    const { territoryId, board } = input;
    const startedAt = deps.clock.now();
    const { offers, needs, resting, apart } = await sidesOfBoard(deps.db, territoryId, board, deps.clock.today());
    const data: ContextData = { today: deps.clock.today(), seconds: input.seconds ?? MOST_SECONDS, communes: await placesOfCommunes(deps.db, territoryId), apart };
    const here: Search = (...[of, offering, needing, given, asked, signal]) => solveWithFloor(of, offering, needing, contextOf(given, travel ?? straightLineTravel(), signal), asked);
    const { solved, small, floor } = await (input.search ?? (offers.length + needs.length >= MANY && !travel ? searchApart : here))(board, offers, needs, data, input.smallShare ?? null, input.signal);
    const leftOut = [...solved.leftOut, ...restingLeftOut(resting)];
    const { value, bound, status, seconds, simple } = solved;
    const summary: BoardRunSummary = {
      offers: offers.length, needs: needs.length, proposals: solved.proposals.length, leftOut: leftOut.length,
      gap: gapOf(value, bound), seconds, simple, small, floor, edits: 0, ...(solved.tables ? { tables: solved.tables } : {}),
    };
    const runId = deps.newId();
    const sides = new Map([...offers, ...needs, ...resting.map((one) => one.side)].map((side) => [side.id, side]));
    await inTransaction(deps.db, async (trx) => {
      const whole = { value: Math.round(value), bound: Math.ceil(bound) };
      await trx.insertInto('board_run').values({ territory_id: territoryId, id: runId, board: board.id, started_at: startedAt, finished_at: deps.clock.now(), status, ...whole, summary: JSON.stringify(summary) }).execute();
      await keepProposals({ ...deps, db: trx }, territoryId, runId, board, sides, solved.proposals);
      await keepLeftOut(trx, territoryId, runId, board, sides, leftOut);
    });
    return { runId, board: board.id, value, bound, status, summary };
  };

/** What is said of what rests: nobody was looked for, and until when. */
export const restingLeftOut = (resting: SidesOfBoard['resting']): BoardSolved['leftOut'] => resting.map(({ side, why }) => ({ side: side.id, candidates: 0, nearest: [], why, change: null }));

const isPerson = (board: Board, side: BoardSide<unknown>) => board.people.length > 0 && side.party === side.id;

/** Writes proposals of a run, with what advisers already answered to the same ones. */
export async function keepProposals(deps: Deps, territoryId: string, runId: string, board: Board, sides: Map<string, BoardSide<never>>, proposals: BoardProposal[]): Promise<void> {
  const answers = await answersGiven(deps.db, territoryId, board.id);
  for (const part of chunks(proposals, 500)) {
    await deps.db
      .insertInto('proposal')
      .values(
        part.map((one) => {
          const parties = one.parties.map((party) => sides.get(party.side)!);
          const ids = [...new Set(parties.map((side) => side.id))];
          const people = new Set(parties.filter((side) => isPerson(board, side)).map((side) => side.id));
          return {
            territory_id: territoryId, id: deps.newId(), run_id: runId, board: board.id, value: Math.round(one.value),
            sirets: [...new Set(parties.filter((side) => !people.has(side.id)).map((side) => side.party))], fact_ids: ids.filter((id) => !people.has(id)), seeker_ids: [...people], body: JSON.stringify(one),
            ...(answers.get(keyOfSides(ids)) ?? { status: 'open' as const, answer: null, answered_at: null }),
          };
        }),
      )
      .execute();
  }
}

/** Writes what a run left without a solution. */
export async function keepLeftOut(db: Db, territoryId: string, runId: string, board: Board, sides: Map<string, BoardSide<never>>, leftOut: BoardSolved['leftOut']): Promise<void> {
  for (const part of chunks(leftOut, 500)) {
    await db
      .insertInto('unmatched')
      .values(part.map((one) => ({ territory_id: territoryId, run_id: runId, fact_id: one.side, siret: isPerson(board, sides.get(one.side)!) ? '' : sides.get(one.side)!.party, body: JSON.stringify(one) })))
      .execute();
  }
}
