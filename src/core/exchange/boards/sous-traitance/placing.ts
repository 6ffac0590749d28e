import type { BoardContext } from '../../board.ts';
import { simply, solveTransport, type TransportProblem } from '../../flows/transport.ts';
import { type Fit, freeEuros, leastEuros, openEuros } from './fits.ts';

/** Euros a year through each fit; value and bound in cents. */
export type Placed = { euros: Float64Array; value: number; bound: number; simple: number };

/** What a euro placed here weighs, in cents. */
const weightOf = ({ offer, need }: Fit, context: Pick<BoardContext, 'weigh'>) => Math.max(1, Math.round(context.weigh(100, [offer, need])));

/**
 * The most purchases placed here together, exactly: nobody takes more than its free capacity, nobody buys more here than it may, no order is smaller than the lots of both.
 * Of two sets worth the same, the nearer. `less`: what some sides already gave or took elsewhere, in euros.
 */
export async function place(fits: Fit[], context: BoardContext, less: (id: string) => number = () => 0): Promise<Placed> {
  const numbered = (ids: string[]) => new Map([...new Set(ids)].map((id, at) => [id, at]));
  const [offers, needs] = [numbered(fits.map(({ offer }) => offer.id)), numbered(fits.map(({ need }) => need.id))];
  // A pair may bring a side as it would be once changed: the largest figure said of it counts.
  const most = (ids: Map<string, number>, of: (fit: Fit) => [string, number]) => {
    const figures = new Array<number>(ids.size).fill(0);
    for (const fit of fits) {
      const [id, figure] = of(fit);
      figures[ids.get(id)!] = Math.max(figures[ids.get(id)!]!, figure - less(id));
    }
    return figures;
  };
  const problem: TransportProblem = {
    supply: most(offers, ({ offer }) => [offer.id, freeEuros(offer.value)]),
    demand: most(needs, ({ need }) => [need.id, openEuros(need.value)]),
    pairs: fits.map((fit) => ({ from: offers.get(fit.offer.id)!, to: needs.get(fit.need.id)!, value: weightOf(fit, context), tie: Math.round(fit.km ?? 0), least: leastEuros(fit.offer.value, fit.need.value) })),
  };
  const { amount, value, bound } = await solveTransport(problem, { seconds: context.seconds, ...(context.signal ? { signal: context.signal } : {}) });
  return { euros: amount, value, bound, simple: simply(problem) };
}

/** What one fit more, with those that touch its two sides, would place above what they place now, in cents; all others stay as they are. Built once for a set of fits, then asked many times. */
export function gainsWith(fits: readonly Fit[], placed: Placed, context: BoardContext): (changed: Fit) => Promise<number> {
  const touching = new Map<string, number[]>();
  const taken = new Map<string, number>();
  for (const [i, { offer, need }] of fits.entries())
    for (const { id } of [offer, need]) {
      (touching.get(id) ?? touching.set(id, []).get(id)!).push(i);
      taken.set(id, (taken.get(id) ?? 0) + placed.euros[i]!);
    }
  return async (changed) => {
    const near = [...new Set([changed.offer, changed.need].flatMap(({ id }) => touching.get(id) ?? []))].sort((a, b) => a - b);
    const here = new Map<string, number>();
    for (const i of near) for (const { id } of [fits[i]!.offer, fits[i]!.need]) here.set(id, (here.get(id) ?? 0) + placed.euros[i]!);
    const again = await place([changed, ...near.map((i) => fits[i]!)], context, (id) => (taken.get(id) ?? 0) - (here.get(id) ?? 0));
    if (again.euros[0] === 0) return 0;
    return again.value - near.reduce((sum, i) => sum + placed.euros[i]! * weightOf(fits[i]!, context), 0);
  };
}
