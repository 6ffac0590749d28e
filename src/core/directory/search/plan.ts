import type { MeantWord } from './meant.ts';

/** Candidates ranked at most: beyond, one is asked to be more precise, and the table can be downloaded whole. */
export const MOST_CANDIDATES = 500;
/** The same where most rows match: the most prominent of them. */
export const MOST_WALKED = 120;
// Names that have every word are looked up apart, unless they too are many.
const MANY_NAMED = 20_000;
/** Up to so many, matches are counted one by one. */
export const COUNTABLE = 8_000;
// Microseconds: to read one posting of the index, to fetch one row it leads to, and to try one row in order of prominence. Measured by bench/search.ts; only their ratio matters.
const POSTING = 0.2;
const POSTING_AMONG = 0.02;
const ROW_FETCHED = 1;
const ROW_TRIED = 1;
// From so many likely matches on, enough of them are among the most prominent, a fifth of the index at most.
const MANY_MATCHES = 6_000;
const TOP_SHARE = 0.2;
const TERM_TRIED = 0.08;
// A filter by size would put what it asks for at the far end of the walk, which begins with the largest: it takes the index.

/** A query ready to run: `terms` for the index, `tried` row by row, and `named` (every word stands in the name) as tsquery text, how to walk the table, and whether its matches can be counted. */
export type Plan = { terms: string; tried: string; named: string | null; walk: 'index' | 'top' | 'prominence'; countable: boolean };

const anyOf = (terms: string[]) => `(${terms.map((term) => (term.endsWith('*') ? `'${term.slice(0, -1)}':*` : `'${term}'`)).join('|')})`;
export const allOf = (groups: string[][]): string => groups.map(anyOf).join('&');

/** Either all words with the filters, or one of the waste codes that the whole query names. Null when nothing can match. */
export function planSearch(words: MeantWord[], wasteTerms: string[], filters: string[][], docs: Map<string, number>, mode: 'all' | 'any'): Plan | null {
  const groups = words.map(({ terms }) => terms);
  const possible = mode === 'all' ? words.length > 0 && groups.every((group) => group.length > 0) : groups.flat().length > 0;
  const asked = possible || wasteTerms.length > 0;
  const written = (of: string[][]): string => {
    const branches = [...(possible ? [mode === 'all' ? allOf(of) : anyOf(of.flat())] : []), ...(wasteTerms.length > 0 ? [anyOf(wasteTerms)] : [])];
    return [...(branches.length > 0 ? [`(${branches.join('|')})`] : []), ...(filters.length > 0 ? [allOf(filters)] : [])].join('&');
  };
  if (!asked && words.length > 0) return null;
  if (filters.some((group) => group.length === 0)) return null;

  const total = Math.max(1, (docs.get('oopen') ?? 0) + (docs.get('oclosed') ?? 0));
  const sizeOf = (terms: string[]) => Math.min(total, terms.reduce((sum, term) => sum + (docs.get(term) ?? 0), 0));
  const wordSizes = mode === 'all' ? groups.map(sizeOf) : asked ? [sizeOf(groups.flat())] : [];
  const sizes = [...wordSizes, ...filters.map(sizeOf)];
  // Tried on a row, a beginning costs no more than a word.
  const tried = words.map(({ terms, beginning, meanings }) => (beginning === null ? terms : [...new Set([...terms.filter((term) => !term.startsWith(beginning, 1)), ...meanings.filter(({ term }) => term.startsWith(beginning, 1)).map(({ term }) => `${term[0]}${beginning}*`)])]));
  const smallest = Math.min(total, ...sizes);
  const share = sizes.reduce((part, size) => part * (size / total), 1);
  const among = Math.max(...[...groups, ...filters].map((group) => group.length), 1);
  const many = share * total >= MANY_MATCHES;
  const byIndex = smallest * (many ? TOP_SHARE : 1) * (POSTING + POSTING_AMONG * among) + MOST_CANDIDATES * ROW_FETCHED;
  const byProminence = share > 0 ? (MOST_WALKED / share) * (ROW_TRIED + TERM_TRIED * tried.flat().length) : Number.POSITIVE_INFINITY;

  const terms = written(groups);
  const names = words.map((word) => word.meanings.filter(({ term }) => term === `n${word.typed}`).map(({ term }) => term));
  const fewestNamed = Math.min(...names.map(sizeOf));
  const crowded = words.length > 0 && mode === 'all' && share * total > MOST_CANDIDATES && names.every((group) => group.length > 0) && fewestNamed <= MANY_NAMED;
  return { terms, tried: written(tried), named: crowded ? allOf([...names, ...filters]) : null, walk: (byProminence < byIndex && !filters.flat().some((term) => term[0] === 'z')) || terms === '' ? 'prominence' : many ? 'top' : 'index', countable: smallest <= COUNTABLE };
}
