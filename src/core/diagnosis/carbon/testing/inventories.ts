import { type Balance, balanceOf, readValue } from '../index.ts';

const THIS_YEAR = 2026;

/** Computes lines written as in the file, under a head that says nothing special. */
export function computed(lines: unknown[], head: Record<string, unknown> = {}): Balance {
  return balanceOf(readValue({ format: 'gariotte-carbon/1', year: 2024, ...head }, lines, THIS_YEAR));
}

/** Tonnes of the posts that hold something. */
export const postsOf = (balance: Balance): Record<string, number> => Object.fromEntries(balance.posts.filter(({ lines }) => lines > 0).map(({ post, kg }) => [post, kg]));

/** Codes of what is said of each line. */
export const saidOf = (balance: Balance): [number | null, string][] => balance.problems.map(({ line, code }) => [line, code]);
