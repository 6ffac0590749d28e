import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Viewer } from '../model.ts';
import { searchWaste } from '../waste/index.ts';
import { type MeantWord, meaningsOf } from './meant.ts';
import { MOST_CANDIDATES, type Plan, planSearch } from './plan.ts';
import { fieldsFor, filterTerms, readQuery, type SearchInput } from './query.ts';
import { rankedRows, type SearchRow, tsquery } from './rank.ts';
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

/** A query understood: what each word means and how to run it; null plan when nothing can match. */
type Understood = { words: MeantWord[]; plan: Plan | null; filters: string[][]; docs: Map<string, number> };

/** Understands a query for a viewer. Never reads, counts or suggests a fact that the viewer may not see. */
export async function understand(db: Db, input: SearchInput, viewer: Viewer, how: { forgive: boolean; mode: 'all' | 'any' } = { forgive: false, mode: 'all' }): Promise<Understood> {
  const reading = readQuery(input.q);
  const typed = reading.kind === 'words' ? reading.words : [];
  const filters = filterTerms(input, viewer);
  const codes = reading.kind === 'words' ? (reading.wasteCode ? [reading.wasteCode] : typed.length > 0 ? searchWaste(input.q, WASTE_CODES).filter(({ score }) => score >= WASTE_LIKENESS).map(({ waste }) => waste.code) : []) : [];
  const asWaste = codes.flatMap((code) => fieldsFor(viewer).map(({ waste }) => waste + code));
  const { words, docs } = await meaningsOf(db, typed, viewer, [...filters.flat(), ...asWaste, 'oopen', 'oclosed'], how.forgive);
  const wasteTerms = asWaste.filter((term) => docs.get(term));
  const impossible = reading.kind === 'words' && reading.wasteCode !== null && wasteTerms.length === 0;
  return { words, docs, filters, plan: impossible ? null : planSearch(words, wasteTerms, filters, docs, how.mode) };
}

/**
 * Finds establishments by name, SIRET, trade, commune or product, whatever the accents, the case, the plural and one typing error a word.
 * When none has all the words, those that have some are given, and it is said.
 */
export async function searchDirectory(db: Db, input: SearchInput, viewer: Viewer): Promise<SearchPage> {
  const reading = readQuery(input.q);
  if (reading.kind === 'number') return { ...(await rowsByNumber(db, reading, input, PAGE_SIZE)), corrections: [], someWords: false, suggestion: null };

  const first = await understand(db, input, viewer);
  const answer = await run(db, first, input);
  if (answer.total === 0 && input.page > 1) return searchDirectory(db, { ...input, page: 1 }, viewer);
  if (answer.total > 0 || first.words.length === 0) return { ...answer, someWords: false, suggestion: answer.total < FEW ? await suggestion(db, first) : null };
  for (const how of [{ forgive: true, mode: 'all' }, { forgive: true, mode: 'any' }] as const) {
    if (how.mode === 'any' && first.words.length < 2) break;
    const again = await run(db, await understand(db, input, viewer, how), input);
    if (again.total > 0) return { ...again, someWords: how.mode === 'any', suggestion: null };
  }
  return { ...answer, someWords: false, suggestion: null };
}

async function run(db: Db, { plan, words, filters, docs }: Understood, input: SearchInput): Promise<Pick<SearchPage, 'rows' | 'total' | 'more' | 'pages' | 'corrections'>> {
  if (!plan) return { rows: [], total: 0, more: false, pages: 0, corrections: [] };
  const { rows, candidates } = await rankedRows(db, plan, words, (input.page - 1) * PAGE_SIZE, PAGE_SIZE);
  const corrections = words.flatMap(({ typed, corrected }) => (corrected === null ? [] : [{ typed, meant: shownWord(corrected, rows) }]));
  const capped = candidates >= MOST_CANDIDATES;
  const exact = !capped ? candidates : words.length === 0 && filters.length === 1 ? sum(filters[0]!, docs) : plan.countable ? await countOf(db, plan) : null;
  return { rows, total: exact ?? candidates, more: exact === null, pages: Math.ceil(Math.min(candidates, MOST_CANDIDATES) / PAGE_SIZE), corrections };
}

const sum = (terms: string[], docs: Map<string, number>) => terms.reduce((total, term) => total + (docs.get(term) ?? 0), 0);

const countOf = async (db: Db, plan: Plan): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from search_document where terms @@ ${tsquery(plan.terms)}`.execute(db)).rows[0]!.n;

/** For a rare word, the frequent one a typing error away, as it stands in some establishment's name or commune. */
async function suggestion(db: Db, { words, plan }: Understood): Promise<string | null> {
  const rare = words.find(({ corrected, near, meanings }) => corrected === null && (near[0]?.docs ?? 0) >= MANY_TIMES * Math.max(1, meanings.reduce((all, { docs }) => Math.max(all, docs), 0)));
  if (!rare || !plan) return null;
  const stem = rare.near[0]!.word;
  const meanings = ['n', 'c'].map((field) => ({ term: field + stem, value: 1, docs: 1 }));
  const { rows } = await rankedRows(db, { ...plan, named: null, walk: 'index', terms: meanings.map(({ term }) => `'${term}'`).join('|') }, [{ ...rare, meanings }], 0, 1);
  return words.map((word) => (word === rare ? shownWord(stem, rows) : word.typed)).join(' ');
}
