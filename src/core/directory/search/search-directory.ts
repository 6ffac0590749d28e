import type { Db } from '#core/kernel/index.ts';
import type { Viewer } from '../model.ts';
import { searchWaste } from '../waste/index.ts';
import { type MeantWord, meaningsOf } from './meant.ts';
import { type Plan, planSearch } from './plan.ts';
import { fieldsFor, filterTerms, readQuery, type SearchInput } from './query.ts';
import { rankedRows, type SearchRow } from './rank.ts';
import { rowsByNumber } from './rows-by-number.ts';
import { shownWord } from './shown-word.ts';

export const PAGE_SIZE = 20;

/** A page of the directory. `total` is exact unless `more`; `pages` can be leafed through; what was understood otherwise than typed is said. */
export type SearchPage = {
  rows: SearchRow[];
  total: number;
  more: boolean;
  pages: number;
  /** Words that nothing answered to, with the one taken instead. */
  corrections: { typed: string; meant: string }[];
  /** True when no establishment has all the words, and these have some. */
  someWords: boolean;
  /** A query that many more answer to, one typing error away. */
  suggestion: string | null;
};

const WASTE_LIKENESS = 0.6;
const WASTE_CODES = 6;
const FEW = 3;
const MANY_TIMES = 20;

/** A query understood: what each word means, the filters, and how many establishments hold each term. */
type Understood = { words: MeantWord[]; wasteTerms: string[]; filters: string[][]; docs: Map<string, number>; impossible: boolean };

/** Understands a query for a viewer. Never reads, counts or suggests a fact that the viewer may not see. */
async function understand(db: Db, input: SearchInput, viewer: Viewer, forgive: boolean): Promise<Understood> {
  const reading = readQuery(input.q);
  const typed = reading.kind === 'words' ? reading.words : [];
  const filters = filterTerms(input, viewer);
  const codes = reading.kind === 'words' && reading.wasteCode ? [reading.wasteCode] : typed.length > 0 ? searchWaste(input.q, WASTE_CODES).filter(({ score }) => score >= WASTE_LIKENESS).map(({ waste }) => waste.code) : [];
  const asWaste = codes.flatMap((code) => fieldsFor(viewer).map(({ waste }) => waste + code));
  const { words, docs } = await meaningsOf(db, typed, viewer, [...filters.flat(), ...asWaste, 'oopen', 'oclosed'], forgive);
  const wasteTerms = asWaste.filter((term) => docs.get(term));
  return { words, docs, filters, wasteTerms, impossible: reading.kind === 'words' && reading.wasteCode !== null && wasteTerms.length === 0 };
}

const planOf = ({ words, wasteTerms, filters, docs, impossible }: Understood, mode: 'all' | 'any'): Plan | null => (impossible ? null : planSearch(words, wasteTerms, filters, docs, mode));

/** The ways to read a query, to be tried until one finds something: as typed, forgiving each word an error, content with some of the words. */
export async function* plansOf(db: Db, input: SearchInput, viewer: Viewer): AsyncGenerator<{ understood: Understood; plan: Plan | null; mode: 'all' | 'any' }> {
  const first = await understand(db, input, viewer, false);
  yield { understood: first, plan: planOf(first, 'all'), mode: 'all' };
  if (first.words.length === 0) return;
  const forgiving = await understand(db, input, viewer, true);
  yield { understood: forgiving, plan: planOf(forgiving, 'all'), mode: 'all' };
  if (first.words.length > 1) yield { understood: forgiving, plan: planOf(forgiving, 'any'), mode: 'any' };
}

/**
 * Finds establishments by name, SIRET, trade, commune or product, whatever the accents, the case, the plural and one typing error a word.
 * When none has all the words, those that have some are given, and it is said.
 */
export async function searchDirectory(db: Db, input: SearchInput, viewer: Viewer): Promise<SearchPage> {
  const reading = readQuery(input.q);
  if (reading.kind === 'number') return { ...(await rowsByNumber(db, reading, input, PAGE_SIZE)), corrections: [], someWords: false, suggestion: null };

  let asTyped: SearchPage | null = null;
  for await (const { understood, plan, mode } of plansOf(db, input, viewer)) {
    const answer = { ...(await run(db, understood, plan, input)), someWords: mode === 'any', suggestion: null };
    if (answer.total === 0 && asTyped === null && input.page > 1) return searchDirectory(db, { ...input, page: 1 }, viewer);
    if (answer.total > 0) return asTyped === null && answer.total < FEW ? { ...answer, suggestion: await suggestion(db, understood, plan) } : answer;
    asTyped ??= answer;
  }
  return asTyped!;
}

async function run(db: Db, { words, filters, docs }: Understood, plan: Plan | null, input: SearchInput): Promise<Pick<SearchPage, 'rows' | 'total' | 'more' | 'pages' | 'corrections'>> {
  if (!plan) return { rows: [], total: 0, more: false, pages: 0, corrections: [] };
  const { rows, candidates, total } = await rankedRows(db, plan, words, (input.page - 1) * PAGE_SIZE, PAGE_SIZE);
  const corrections = words.flatMap(({ typed, corrected }) => (corrected === null ? [] : [{ typed, meant: shownWord(corrected, rows) }]));
  const exact = words.length === 0 && filters.length === 1 ? sum(filters[0]!, docs) : total;
  return { rows, total: exact ?? candidates, more: exact === null, pages: Math.ceil(candidates / PAGE_SIZE), corrections };
}

const sum = (terms: string[], docs: Map<string, number>) => terms.reduce((total, term) => total + (docs.get(term) ?? 0), 0);

/** For a rare word, the frequent one a typing error away, as it stands in some establishment's name or commune. */
async function suggestion(db: Db, { words }: Understood, plan: Plan | null): Promise<string | null> {
  const rare = words.find(({ corrected, near, meanings }) => corrected === null && (near[0]?.docs ?? 0) >= MANY_TIMES * Math.max(1, meanings.reduce((all, { docs }) => Math.max(all, docs), 0)));
  if (!rare || !plan) return null;
  const stem = rare.near[0]!.word;
  const meanings = ['n', 'c'].map((field) => ({ term: field + stem, value: 1, docs: 1 }));
  const { rows } = await rankedRows(db, { named: null, walk: 'index', countable: false, tried: '', terms: meanings.map(({ term }) => `'${term}'`).join('|') }, [{ ...rare, meanings, terms: [], beginning: null }], 0, 1);
  return words.map((word) => (word === rare ? shownWord(stem, rows) : word.typed)).join(' ');
}
