import type { BoardContext } from '../../board.ts';
import { simply, solveTransport, type TransportProblem } from '../../flows/transport.ts';
import { assumed } from './assumed.ts';
import { type Fit, likelyCents } from './fits.ts';
import { WEEKS } from './season.ts';

/** Kilos through each fit in each week: `kg[fit][week - 1]`. Value and bound in cents a year. */
export type Plan = { kg: Float64Array[]; value: number; bound: number; simple: number };

/** Weights are whole tenths of a kilo. */
const TENTHS = 10;

/** What the engine counts a kilo of each fit as: what the buyer pays at most; where it said nothing, the lowest price asked of it. */
export function worthPerKg(fits: Fit[], context: Pick<BoardContext, 'weigh'>): number[] {
  const asked = new Map<string, number>();
  for (const { offer, need } of fits) {
    const cents = offer.value.priceFromCents ?? offer.value.priceToCents;
    if (cents !== undefined) asked.set(need.id, Math.min(asked.get(need.id) ?? Infinity, cents));
  }
  return fits.map(({ offer, need }) => Math.max(1, Math.round(context.weigh(need.value.priceToCents ?? asked.get(need.id) ?? assumed.unsaidPrice.centsPerKg, [offer, need]))));
}

/**
 * The best flow of each week, exactly: weeks that are alike are solved once. `allowed(fit, week)`: false where a delivery was found not to pay. Of two farms a buyer values alike,
 * the cheaper, then the nearer.
 */
export async function planWeeks(fits: Fit[], allowed: (fit: number, week: number) => boolean, context: BoardContext, solved: Map<string, Promise<Plan>>): Promise<Plan> {
  const worth = worthPerKg(fits, context);
  const plan: Plan = { kg: fits.map(() => new Float64Array(WEEKS.length)), value: 0, bound: 0, simple: 0 };
  // Products never meet: weeks are compared product by product, so that few differ.
  for (const own of Map.groupBy(fits.keys(), (i) => fits[i]!.offer.value.product).values()) {
    const alike = Map.groupBy(WEEKS, (week) => own.filter((i) => fits[i]!.weeks.includes(week) && allowed(i, week)).join());
    for (const [signature, weeks] of alike) {
      if (signature === '') continue;
      const open = signature.split(',').map(Number);
      if (!solved.has(signature)) solved.set(signature, planOne(open.map((i) => fits[i]!), open.map((i) => worth[i]!), context));
      const one = await solved.get(signature)!;
      open.forEach((fit, at) => {
        for (const week of weeks) plan.kg[fit]![week - 1] = one.kg[at]![0]!;
      });
      plan.value += one.value * weeks.length;
      plan.bound += one.bound * weeks.length;
      plan.simple += one.simple * weeks.length;
    }
  }
  return { ...plan, value: Math.round(plan.value), bound: Math.round(plan.bound), simple: Math.round(plan.simple) };
}

async function planOne(fits: Fit[], worth: number[], context: BoardContext): Promise<Plan> {
  const problem = problemOf(fits, worth);
  const { amount, value, bound } = await solveTransport(problem, { seconds: context.seconds, ...(context.signal ? { signal: context.signal } : {}) });
  return { kg: [...amount].map((tenths) => Float64Array.of(tenths / TENTHS)), value: value / TENTHS, bound: bound / TENTHS, simple: simply(problem) / TENTHS };
}

function problemOf(fits: Fit[], worth: number[]): TransportProblem {
  const numbered = <S extends { id: string }>(sides: S[]) => new Map([...new Map(sides.map((side) => [side.id, side])).values()].map((side, at) => [side.id, { side, at }]));
  const [offers, needs] = [numbered(fits.map(({ offer }) => offer)), numbered(fits.map(({ need }) => need))];
  const tenths = (kg: number) => Math.round(kg * TENTHS);
  return {
    supply: [...offers.values()].map(({ side }) => tenths(side.value.kgPerWeek)),
    demand: [...needs.values()].map(({ side }) => tenths(side.value.kgPerWeek)),
    leastIn: [...needs.values()].map(({ side }) => tenths(side.value.minKg ?? 0)),
    pairs: fits.map((fit, i) => ({ from: offers.get(fit.offer.id)!.at, to: needs.get(fit.need.id)!.at, value: worth[i]!, tie: Math.round(likelyCents(fit.offer.value, fit.need.value) + (fit.km ?? 0)) })),
  };
}
