import { type Deps, inTransaction } from '#core/kernel/index.ts';
import { crowKm, straightLineTravel, type TravelTimes } from '#core/territory/index.ts';
import type { Board, BoardProposal, BoardSide } from '../board.ts';
import { latestRunOf } from '../queries.ts';
import { keyOfSides } from './answers-given.ts';
import { contextOf, placesOfCommunes } from './context.ts';
import { type BoardRunSummary, keepLeftOut, keepProposals, restingLeftOut, searchBoard } from './search-board.ts';
import { sidesOfBoard } from './sides.ts';

const MOST_SECONDS = 0.5;
/** Proposals around that may be rearranged, and sides left out that are looked at again, nearest first. */
const AROUND = { proposals: 40, km: 15, leftOut: 200 };

/**
 * Matches one party again after it said something new, within a second: it, the nearest of those left out, those it was proposed with, and the nearest of the others,
 * whose proposals stand unless something better is found with it. All else is kept. The newest run is brought up to date; the next whole search may still find better. Answers how many proposals it is in now.
 */
export const rematchParty =
  (deps: Deps, travel: TravelTimes = straightLineTravel()) =>
  async (input: { territoryId: string; board: Board; party: string }): Promise<{ proposals: number }> => {
    const { territoryId, board, party } = input;
    for (let tries = 0; tries < 3; tries++) {
      const done = await rematchOnce(deps, travel, input);
      if (done) return done;
    }
    // Others keep changing the same run: the whole is searched.
    await searchBoard(deps, travel)({ territoryId, board });
    return { proposals: await countOf(deps, territoryId, board.id, party) };
  };

/** Null when the run was changed by another in between. */
async function rematchOnce(deps: Deps, travel: TravelTimes, { territoryId, board, party }: { territoryId: string; board: Board; party: string }): Promise<{ proposals: number } | null> {
  const run = await latestRunOf<BoardRunSummary>(deps.db, territoryId, board.id);
  if (!run) {
    await searchBoard(deps, travel)({ territoryId, board, seconds: MOST_SECONDS });
    return { proposals: await countOf(deps, territoryId, board.id, party) };
  }
  const { offers, needs, resting, apart } = await sidesOfBoard(deps.db, territoryId, board, deps.clock.today());
  const sides = new Map([...offers, ...needs, ...resting.map((one) => one.side)].map((side) => [side.id, side]));
  const rests = new Set(resting.map((one) => one.side.id));
  const kept = await deps.db.selectFrom('proposal').select(['id', 'fact_ids', 'seeker_ids', 'value', 'status']).where('territory_id', '=', territoryId).where('run_id', '=', run.id).execute();
  // A proposal stands while all it rests on stands and none of it is the party's own.
  const sound = kept.filter((one) => idsOf(one).every((id) => sides.has(id) && !rests.has(id) && sides.get(id)!.party !== party));
  const own = [...sides.values()].filter((side) => side.party === party);
  const broken = new Set(kept.filter((one) => !sound.includes(one)).flatMap(idsOf));
  const topics = new Set([...own, ...[...broken].flatMap((id) => sides.get(id) ?? [])].map((side) => board.topic?.(side)));
  const concerned = (side: BoardSide<never>) => topics.has(board.topic?.(side));
  const around = nearest(sound.filter((one) => one.status === 'open' && idsOf(one).some((id) => concerned(sides.get(id)!))), own, sides);
  const standing = sound.filter((one) => !around.has(one.id));
  const taken = new Set(standing.flatMap(idsOf));
  const far = farOf([...offers, ...needs].filter((side) => !taken.has(side.id)), own, new Set([...broken, ...sound.filter((one) => around.has(one.id)).flatMap(idsOf)]), concerned);
  const free = (list: BoardSide<never>[]) => list.filter((side) => !taken.has(side.id) && !far.has(side.id));
  const context = contextOf({ today: deps.clock.today(), seconds: MOST_SECONDS, communes: await placesOfCommunes(deps.db, territoryId), apart }, travel);
  const solved = await board.solve(free(offers), free(needs), { ...context, weigh: (value) => value, explain: (side) => sides.get(side)!.party === party });
  const leftOut = [...solved.leftOut, ...restingLeftOut(resting)];
  const value = standing.reduce((sum, one) => sum + Number(one.value), 0) + solved.value;
  const summary: BoardRunSummary = { ...run.summary, offers: offers.length, needs: needs.length, proposals: standing.length + solved.proposals.length, leftOut: solved.leftOut.length + resting.length + far.size, edits: run.summary.edits + 1 };
  const written = await inTransaction(deps.db, async (trx) => {
    const now = await trx.selectFrom('board_run').select('summary').where('territory_id', '=', territoryId).where('id', '=', run.id).forUpdate().executeTakeFirst();
    if ((now?.summary as BoardRunSummary | undefined)?.edits !== run.summary.edits) return false;
    // What was found again among those around keeps its place, so that links to it still lead somewhere.
    const before = new Map(sound.filter((one) => around.has(one.id)).map((one) => [keyOfSides(idsOf(one)), one.id]));
    const foundAgain = (one: BoardProposal) => before.get(keyOfSides([...new Set(one.parties.map((each) => each.side))]));
    const stands = [...standing.map((one) => one.id), ...solved.proposals.flatMap((one) => foundAgain(one) ?? [])];
    await trx.deleteFrom('proposal').where('territory_id', '=', territoryId).where('run_id', '=', run.id).where('status', '=', 'open').$if(stands.length > 0, (query) => query.where('id', 'not in', stands)).execute();
    // What others were told stands; what is matched now, gone or the party's own is written again.
    const stillOut = new Set([...leftOut.map((one) => one.side).filter((id) => sides.get(id)!.party !== party), ...far]);
    await trx.deleteFrom('unmatched').where('territory_id', '=', territoryId).where('run_id', '=', run.id).$if(stillOut.size > 0, (query) => query.where('fact_id', 'not in', [...stillOut])).execute();
    const told = new Set((await trx.selectFrom('unmatched').select('fact_id').where('territory_id', '=', territoryId).where('run_id', '=', run.id).execute()).map((one) => one.fact_id));
    await keepProposals({ ...deps, db: trx }, territoryId, run.id, board, sides, solved.proposals.filter((one) => !foundAgain(one)));
    await keepLeftOut(trx, territoryId, run.id, board, sides, leftOut.filter((one) => !told.has(one.side)));
    await trx.updateTable('board_run').set({ value: Math.round(value), bound: Math.max(Number(run.bound), Math.round(value)), summary: JSON.stringify(summary) }).where('territory_id', '=', territoryId).where('id', '=', run.id).execute();
    return true;
  });
  return written ? { proposals: solved.proposals.filter((one) => one.parties.some((each) => sides.get(each.side)!.party === party)).length } : null;
}

const idsOf = (one: { fact_ids: string[]; seeker_ids: string[] }): string[] => [...one.fact_ids, ...one.seeker_ids];

/** Of sides that nothing holds, those that need not be looked at again with a party: all but its own, those of proposals taken apart, and the nearest others that speak of the same. */
function farOf(free: BoardSide<never>[], own: BoardSide<never>[], released: Set<string>, concerned: (side: BoardSide<never>) => boolean): Set<string> {
  const at = own.flatMap((side) => side.place ?? []);
  const kmOf = (side: BoardSide<never>) => Math.min(Infinity, ...at.map((place) => (side.place ? crowKm(place, side.place) : Infinity)));
  const near = free.filter((side) => !own.includes(side) && !released.has(side.id) && concerned(side)).map((side) => ({ id: side.id, km: kmOf(side) }));
  const looked = new Set([...own.map((side) => side.id), ...released, ...near.sort((a, b) => a.km - b.km || a.id.localeCompare(b.id)).slice(0, AROUND.leftOut).map((one) => one.id)]);
  return new Set(free.flatMap((side) => (looked.has(side.id) ? [] : [side.id])));
}

/** The proposals nearest to some sides, as the crow flies. */
function nearest(proposals: { id: string; fact_ids: string[]; seeker_ids: string[] }[], own: BoardSide<never>[], sides: Map<string, BoardSide<never>>): Set<string> {
  const at = own.flatMap((side) => side.place ?? []);
  const kmTo = (id: string) => Math.min(Infinity, ...at.map((place) => (sides.get(id)!.place ? crowKm(place, sides.get(id)!.place!) : Infinity)));
  const ranked = proposals.map((one) => ({ id: one.id, km: Math.min(...idsOf(one).map(kmTo)) })).filter((one) => one.km <= AROUND.km);
  return new Set(ranked.sort((a, b) => a.km - b.km || a.id.localeCompare(b.id)).slice(0, AROUND.proposals).map((one) => one.id));
}

async function countOf({ db }: Deps, territoryId: string, board: string, party: string): Promise<number> {
  const run = await latestRunOf(db, territoryId, board);
  if (!run) return 0;
  const rows = await db.selectFrom('proposal').select(['sirets', 'seeker_ids']).where('territory_id', '=', territoryId).where('run_id', '=', run.id).execute();
  return rows.filter((row) => row.sirets.includes(party) || row.seeker_ids.includes(party)).length;
}
