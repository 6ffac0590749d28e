import type { MeantWord } from './meant.ts';

/** Candidates ranked at most: beyond, one is asked to be more precise, and the table can be downloaded whole. */
export const MOST_CANDIDATES = 500;
/** Up to so many, matches are counted one by one. */
export const COUNTABLE = 5_000;
// Microseconds: to read one posting of the index, to fetch one row it leads to, and to try one row in order of prominence. Measured by bench/search.ts; only their ratio matters.
const POSTING = 0.1;
const ROW_FETCHED = 1;
const ROW_TRIED = 1.5;

/** A query ready to run: `terms` and `named` (every word stands in the name) as tsquery text, how to walk the table, and whether its matches can be counted. */
export type Plan = { terms: string; named: string | null; walk: 'index' | 'prominence'; countable: boolean };

const anyOf = (terms: string[]) => `(${terms.map((term) => `'${term}'`).join('|')})`;
export const allOf = (groups: string[][]): string => groups.map(anyOf).join('&');

/** Either all words with the filters, or one of the waste codes that the whole query names. Null when nothing can match. */
export function planSearch(words: MeantWord[], wasteTerms: string[], filters: string[][], docs: Map<string, number>, mode: 'all' | 'any'): Plan | null {
  const groups = words.map(({ terms }) => terms);
  const branches: string[] = [];
  if (mode === 'all' && words.length > 0 && groups.every((group) => group.length > 0)) branches.push(allOf(groups));
  if (mode === 'any' && groups.flat().length > 0) branches.push(anyOf(groups.flat()));
  if (wasteTerms.length > 0) branches.push(anyOf(wasteTerms));
  const asked = branches.length > 0;
  if (!asked && words.length > 0) return null;
  if (filters.some((group) => group.length === 0)) return null;

  const total = Math.max(1, (docs.get('oopen') ?? 0) + (docs.get('oclosed') ?? 0));
  const sizeOf = (terms: string[]) => Math.min(total, terms.reduce((sum, term) => sum + (docs.get(term) ?? 0), 0));
  const wordSizes = mode === 'all' ? groups.map(sizeOf) : asked ? [sizeOf(groups.flat())] : [];
  const sizes = [...wordSizes, ...filters.map(sizeOf)];
  const smallest = Math.min(total, ...sizes);
  const share = sizes.reduce((part, size) => part * (size / total), 1);
  const byIndex = smallest * POSTING + MOST_CANDIDATES * ROW_FETCHED;
  const byProminence = share > 0 ? (MOST_CANDIDATES / share) * ROW_TRIED : Number.POSITIVE_INFINITY;

  const terms = [...(asked ? [branches.length > 1 ? `(${branches.map((branch) => `(${branch})`).join('|')})` : branches[0]!] : []), ...(filters.length > 0 ? [allOf(filters)] : [])].join('&');
  const names = words.map((word) => word.meanings.filter(({ term }) => term === `n${word.typed}`).map(({ term }) => term));
  const crowded = words.length > 0 && mode === 'all' && share * total > MOST_CANDIDATES && names.every((group) => group.length > 0);
  return { terms, named: crowded ? allOf([...names, ...filters]) : null, walk: byProminence < byIndex || terms === '' ? 'prominence' : 'index', countable: smallest <= COUNTABLE };
}
