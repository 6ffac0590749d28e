/** What is wrong in an inventory: one sentence at its place. `counted` tells whether the line it is about is in the totals all the same; null when it is about the file. */
export type Problem = { line: number | null; id: string | null; field: string | null; code: ProblemCode; counted: boolean | null; sentence: string };

export type ProblemCode =
  | 'encoding' | 'head' | 'future-year' | 'unknown-key' | 'shape' | 'duplicate-id' | 'same-line'
  | 'factor-missing' | 'factor-unknown' | 'factor-incoherent' | 'gases-shared' | 'factor-doubtful' | 'factor-negative' | 'factor-archived'
  | 'unit-mismatch' | 'years-missing' | 'years-without-meaning' | 'role-without-meaning' | 'cooling' | 'avoided' | 'out-of-scale';

/** Gaps: emissions that exist and that nothing allows to compute. They are never zeros. */
export const isGap = (problem: Problem): boolean => problem.code === 'factor-missing' || problem.code === 'factor-unknown';

/** What was typed, short enough for a sentence. */
export function typed(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'rien');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A number as a person reads it, ten figures at most: 0,0571. Not grouped, so that it can be typed again. */
export function figure(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  // Rounding by a power of ten, exact up to 22, is five times faster than toPrecision: a balance writes some hundred thousand figures.
  const digits = 9 - Math.floor(Math.log10(Math.abs(value)));
  const scale = POWERS[digits];
  const rounded = scale === undefined ? Number(value.toPrecision(10)) : Math.round(value * scale) / scale;
  return String(rounded).replace('.', ',');
}
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
