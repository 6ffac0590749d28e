import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import { gapOf } from '#engine/common/answer.ts';
import { type Apart, flowsOf, matchFlows, type Matched } from './match.ts';
import type { Floor, Side, SmallFirms } from './model.ts';
import { FAVOURS } from './search/with-floor.ts';

/**
 * Matches the by-products, then again with more and more weight for the smallest firms until they are the share asked for of those who exchange. Weights choose;
 * they are never counted in the value told, and the bound stays the plain search's, which holds for any set. Without a floor, one search.
 */
export async function matchWithFloor(offers: Side<FlowOut>[], needs: Side<FlowIn>[], travel: TravelTimes, control: { signal?: AbortSignal; apart?: Apart; isSmall: (siret: string) => boolean; asked: number | null }): Promise<{ matched: Matched; small: SmallFirms; floor: Floor | null }> {
  const { isSmall, asked, ...rest } = control;
  const shareOf = (sirets: Iterable<string>): number | null => {
    const firms = [...new Set(sirets)];
    return firms.length === 0 ? null : firms.filter(isSmall).length / firms.length;
  };
  const shareIn = (matched: Matched) => shareOf(flowsOf(matched).flatMap(({ from, to }) => [from, to]));
  const among = shareOf([...offers, ...needs].map((side) => side.siret));
  const plain = await matchFlows(offers, needs, travel, rest);
  const result = (matched: Matched, floor: Floor | null) => ({ matched, small: { share: shareIn(matched), among }, floor });
  if (asked === null) return result(plain, null);
  if ((shareIn(plain) ?? 1) >= asked) return result(plain, { asked, reached: true, price: 0 });
  let best = plain;
  for (const favour of FAVOURS) {
    const matched = await matchFlows(offers, needs, travel, { ...rest, favour: (offer, need) => 1 + favour * (shareOf([offer.siret, need.siret]) ?? 0) });
    if ((shareIn(matched) ?? 0) > (shareIn(best) ?? 0)) best = matched;
    if ((shareIn(best) ?? 0) >= asked) break;
  }
  const { value } = best.solution;
  const { bound } = plain.solution;
  return result({ ...best, solution: { ...best.solution, bound, gap: gapOf(value, bound) } }, { asked, reached: (shareIn(best) ?? 0) >= asked, price: Math.max(0, plain.solution.value - value) });
}
