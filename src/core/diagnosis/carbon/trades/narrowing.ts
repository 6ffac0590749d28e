import type { LineResult } from '../compute-line.ts';
import { gsd2OfPercent, gsd2OfProduct, gsd2OfSum, noSpread, spread } from '../uncertainty.ts';

/** How well a quantity is known once read on a bill: an assumption of ours, in %. */
export const READ_ON_A_BILL = 5;

/** A line's part in the total's spread, and what reading its quantity on a bill would leave. */
export type Narrowing = { id: string; /** Its share of the variance of the total, of 1. */ share: number; /** The total's gsd2 once this line is read on a bill. */ after: number; /** How much of the interval's width (its logarithm) goes, of 1. */ gain: number };

/**
 * Which line narrows the total most, most first. The total is taken as log-normal with independent lines (method part 4.4): the variance of its logarithm is the sum of
 * (share of the line × ln gsd2)². A line's gain is what that sum loses when its quantity is known to 5 % while its factor stays as uncertain as it is.
 */
export function narrowings(details: readonly LineResult[]): Narrowing[] {
  const whole = noSpread();
  for (const { kg, gsd2 } of details) spread(whole, kg, gsd2);
  const before = gsd2OfSum(whole);
  if (before === null || before === 1) return [];
  const bill = gsd2OfPercent(READ_ON_A_BILL);
  return details
    .flatMap((one) => {
      if (one.id === null || one.quantityGsd2 <= bill) return [];
      const factorLog = Math.sqrt(Math.max(0, Math.log(one.gsd2) ** 2 - Math.log(one.quantityGsd2) ** 2));
      const known = gsd2OfProduct(bill, Math.exp(factorLog));
      const own = (one.kg * Math.log(one.gsd2)) ** 2;
      const left = whole.squares - own + (one.kg * Math.log(known)) ** 2;
      const after = Math.exp(Math.sqrt(Math.max(0, left)) / whole.kg);
      return [{ id: one.id, share: own / whole.squares, after, gain: 1 - Math.log(after) / Math.log(before) }];
    })
    .sort((a, b) => b.gain - a.gain);
}
