import type { Board, BoardContext, BoardSide, BoardSolved } from '../board.ts';
import type { Floor, SmallFirms } from '../model.ts';

export type { Floor, SmallFirms };

// Each step gives small firms more weight in the choice; the last is as good as putting them first.
export const FAVOURS = [0.25, 0.5, 1, 2, 5, 20];

/** What a search found, the share of small firms in it, and what became of the floor asked for. */
export type Searched = { solved: BoardSolved; small: SmallFirms; floor: Floor | null };

/**
 * Searches a board, then again with more and more weight for small firms until they are the share asked for. Weights choose; they are never counted
 * in the value that is told. Without a floor, one search.
 */
export async function solveWithFloor(board: Board, offers: BoardSide<never>[], needs: BoardSide<never>[], context: Omit<BoardContext, 'weigh'>, asked: number | null): Promise<Searched> {
  const sides = new Map([...offers, ...needs].map((side) => [side.id, side]));
  const among = shareOf([...sides.values()]);
  const shareIn = (solved: BoardSolved) => shareOf(solved.proposals.flatMap((proposal) => proposal.parties.map((party) => sides.get(party.side)!)));
  const plain = await board.solve(offers, needs, { ...context, weigh: (value) => value });
  const result = (solved: BoardSolved, floor: Floor | null): Searched => ({ solved, small: { share: shareIn(solved), among }, floor });
  if (asked === null) return result(plain, null);
  if ((shareIn(plain) ?? 1) >= asked) return result(plain, { asked, reached: true, price: 0 });
  let best = plain;
  for (const favour of FAVOURS) {
    const solved = await board.solve(offers, needs, { ...context, weigh: (value, parties) => Math.round(value * (1 + favour * (shareOf(parties) ?? 0))) });
    if ((shareIn(solved) ?? 0) > (shareIn(best) ?? 0)) best = solved;
    if ((shareIn(best) ?? 0) >= asked) break;
  }
  // The bound of the plain search holds for any set; a favoured one's does not.
  return result({ ...best, value: worthOf(best), bound: plain.bound }, { asked, reached: (shareIn(best) ?? 0) >= asked, price: worthOf(plain) - worthOf(best) });
}

const worthOf = (solved: BoardSolved) => solved.proposals.reduce((sum, proposal) => sum + proposal.value, 0);
const shareOf = (sides: readonly { small: boolean }[]): number | null => (sides.length === 0 ? null : sides.filter((side) => side.small).length / sides.length);
