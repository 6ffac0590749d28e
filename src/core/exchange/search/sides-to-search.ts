import type { Deps } from '#core/kernel/index.ts';
import type { Board, BoardLeftOut, BoardSide } from '../board.ts';
import { refusedPairWords, restWords } from '../introductions/rest-words.ts';
import { withheldFrom } from '../introductions/rests.ts';
import { sidesOfBoard } from './sides.ts';

export type Resting = { side: BoardSide<never>; leftOut: BoardLeftOut };

/** What a search of a board may use today, what rests because of what firms answered, and who is not to be brought together again yet, each in words. */
export async function sidesToSearch({ db, clock }: Pick<Deps, 'db' | 'clock'>, territoryId: string, board: Board): Promise<{ offers: BoardSide<never>[]; needs: BoardSide<never>[]; resting: Resting[]; apart: (party: string, other: string) => string | null }> {
  const [{ offers, needs }, withheld] = await Promise.all([sidesOfBoard(db, territoryId, board, clock.today()), withheldFrom(db, territoryId, board.id, clock.today())]);
  const restOf = (side: BoardSide<never>) => withheld.firms.get(side.party) ?? withheld.facts.get(side.id);
  const free = (sides: BoardSide<never>[]) => sides.filter((side) => !restOf(side));
  return {
    offers: free(offers), needs: free(needs),
    resting: [...offers, ...needs].flatMap((side) => {
      const rest = restOf(side);
      return rest ? [{ side, leftOut: { side: side.id, candidates: 0, nearest: [], why: restWords(rest), change: null } }] : [];
    }),
    apart: (party, other) => {
      const pair = withheld.pair(party, other);
      return pair ? refusedPairWords(pair) : null;
    },
  };
}
