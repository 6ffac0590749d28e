/**
 * Uncertainty of emissions taken as log-normal: multiplicative, never below zero. One figure says it, the squared geometric standard deviation (`gsd2`): 95 % of
 * the chances are between the value divided by it and the value times it. Method: Association pour la transition Bas Carbone, Bilan Carbone method, part 4.4, after the
 * pedigree matrix of ecoinvent. Independent sources are supposed, which a same factor used on several lines is not: the total's interval is then a little too narrow.
 */

/** What data is worth from 1 (worst, also when not said) to 5, by five criteria. */
export type Quality = { reliability?: number; technical?: number; geographic?: number; temporal?: number; completeness?: number };

/** The method's multipliers, for a quality of 1 to 5. */
export const PEDIGREE: Record<keyof Quality, readonly number[]> = {
  reliability: [1.5, 1.2, 1.1, 1.05, 1],
  technical: [2, 1.5, 1.2, 1.1, 1],
  geographic: [1.1, 1.05, 1.02, 1.01, 1],
  temporal: [1.5, 1.2, 1.1, 1.03, 1],
  completeness: [1.2, 1.1, 1.05, 1.02, 1],
};

/** The gsd2 of data from its quality; a criterion that is not said counts as the worst. Nothing said at all gives 2.516. */
export const gsd2OfQuality = (quality: Quality): number =>
  Math.exp(Math.sqrt((['reliability', 'technical', 'geographic', 'temporal', 'completeness'] as const).reduce((sum, key) => sum + Math.log(PEDIGREE[key][(quality[key] ?? 1) - 1]!) ** 2, 0)));

/** The gsd2 when nothing is known of how good a figure is. */
export const NOTHING_KNOWN = gsd2OfQuality({});

/** The gsd2 of a value given to ± `percent` at 95 %: its upper end, 1 + percent/100, is taken as the log-normal's. */
export const gsd2OfPercent = (percent: number): number => 1 + percent / 100;

/** A product's gsd2, from those of its factors taken as independent. */
export function gsd2OfProduct(...gsd2s: number[]): number {
  let squares = 0;
  for (const gsd2 of gsd2s) squares += Math.log(gsd2) ** 2;
  return Math.exp(Math.sqrt(squares));
}

/** Independent emissions added up: their sum in kg, and what their spread is computed from. */
export type Spread = { kg: number; squares: number };
export const noSpread = (): Spread => ({ kg: 0, squares: 0 });

/** Adds one emission to a sum, in place. */
export const spread = (into: Spread, kg: number, gsd2: number): void => spreadLog(into, kg, Math.log(gsd2));

/** The same, from the logarithm of its gsd2. */
export function spreadLog(into: Spread, kg: number, log: number): void {
  into.kg += kg;
  into.squares += (kg * log) ** 2;
}

/** The gsd2 of a sum, each emission by its share; null when the sum is not positive, as where carbon stored exceeds what is emitted. */
export const gsd2OfSum = (sum: Spread): number | null => (sum.kg > 0 ? Math.exp(Math.sqrt(sum.squares) / sum.kg) : null);

/** The 95 % interval of a value, in its unit. */
export const intervalOf = (value: number, gsd2: number): { low: number; high: number } => (value >= 0 ? { low: value / gsd2, high: value * gsd2 } : { low: value * gsd2, high: value / gsd2 });
