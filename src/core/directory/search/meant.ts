import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Viewer } from '../model.ts';
import { oneTypingErrorApart } from '../words/index.ts';
import { activitiesOfWord, activityWordsFrom, activityWordsNear, coverOf } from './activities.ts';
import { forgiving, nearHashes } from './words.ts';

/** A term that a typed word may mean: how much it counts, and by how many establishments it is held. */
export type Meaning = { term: string; value: number; docs: number };
/** A typed word with what it may mean, most likely first, the least terms that find it all, and the beginning that finds it all when tried on a row. `corrected`: the word taken instead when nothing answers to what was typed. */
export type MeantWord = { typed: string; meanings: Meaning[]; terms: string[]; beginning: string | null; corrected: string | null; near: { word: string; docs: number }[] };

const VALUE = { n: 10, p: 8, q: 8, c: 6, direct: 8, broad: 3 } as const;
const PREFIX = 0.7;
const TYPING_ERROR = 0.5;
// A known word stands for itself and for its nearest family (`boulanger`, `boulangerie`), not for all that begins so (`bois`, `boisson`).
const FAMILY = 2;
const WORDS_A_PREFIX = 12;
// Beyond, a word is so broad that ranking by what it means would tell nothing.
const MOST_RANKED = 24;

/** The letters of the text fields that a viewer may search; advisers have one more (facts said to advisers). */
export const textFields = (viewer: Viewer): string => (viewer.kind === 'adviser' ? 'ncpq' : 'ncp');

type Known = { lexeme: string; docs: number };

/**
 * What each word of a query may mean in this directory: itself, the beginning of a longer word (the last one is perhaps still being typed), the word
 * one typing error away when nothing else answers (or always, when `forgive`). Of what a viewer may not see nothing is said, not even a spelling.
 */
export async function meaningsOf(db: Db, words: string[], viewer: Viewer, extraTerms: string[], forgive: boolean): Promise<{ words: MeantWord[]; docs: Map<string, number> }> {
  const fields = [...textFields(viewer)];
  const trades = words.map((word, i) => tradesOf(word, i === words.length - 1));
  const tradesNear = words.map((word, i) => (trades[i]!.size > 0 && !forgive ? new Map<string, number>() : tradesNearTo(word)));
  const exact = [...words.flatMap((word) => fields.map((field) => field + word)), ...[...trades, ...tradesNear].flatMap((found) => [...found.keys()]), ...extraTerms];
  const begun = words.filter((word, i) => i === words.length - 1 || word.length >= 4).flatMap((word) => fields.map((field) => field + word));
  const known = await look(db, fields, exact, begun, words.flatMap(nearHashes));
  const docs = new Map(known.map(({ lexeme, docs: count }) => [lexeme, count]));
  const held = (found: Map<string, number>): Meaning[] => [...found].flatMap(([term, value]) => (docs.get(term) ? [{ term, value, docs: docs.get(term)! }] : []));
  const texts = known.filter(({ lexeme }) => fields.includes(lexeme[0]!));
  return { words: words.map((word, i) => meantBy(word, i === words.length - 1, texts, held(trades[i]!), held(tradesNear[i]!), forgive)), docs };
}

function meantBy(typed: string, last: boolean, known: Known[], trades: Meaning[], tradesNear: Meaning[], forgive: boolean): MeantWord {
  const valueOf = ({ lexeme }: Known) => VALUE[lexeme[0] as 'n'];
  const exact = known.filter(({ lexeme }) => lexeme.slice(1) === typed);
  const settled = exact.length > 0 || trades.some(({ value }) => value >= VALUE.broad);
  const extra = settled && typed.length > 3 ? FAMILY : last || !settled ? 99 : FAMILY;
  const begun = known.filter(({ lexeme }) => lexeme.length - 1 > typed.length && lexeme.length - 1 <= typed.length + extra && lexeme.startsWith(typed, 1));
  const near = forgiving(typed) ? known.filter(({ lexeme }) => oneTypingErrorApart(typed, lexeme.slice(1))) : [];
  const meanings = [
    ...exact.map((one) => ({ term: one.lexeme, docs: one.docs, value: valueOf(one) })),
    ...trades,
    ...begun.map((one) => ({ term: one.lexeme, docs: one.docs, value: valueOf(one) * PREFIX })),
  ];
  const nothing = meanings.length === 0;
  if (nothing || forgive) {
    const wrong = [...near.map((one) => ({ term: one.lexeme, docs: one.docs, value: valueOf(one) * TYPING_ERROR })), ...tradesNear];
    meanings.push(...wrong.filter(({ term }) => !meanings.some((one) => one.term === term)));
  }
  const nearest = near.map(({ lexeme, docs: count }) => ({ word: lexeme.slice(1), docs: count })).sort((a, b) => b.docs - a.docs);
  const ranked = meanings.sort((a, b) => b.value - a.value || b.docs - a.docs).slice(0, MOST_RANKED);
  return { typed, meanings: ranked, terms: coverOf(meanings.map(({ term }) => term)), beginning: extra > FAMILY && begun.length > 1 ? typed : null, corrected: nothing ? (nearest[0]?.word ?? activityWordsNear(typed)[0] ?? null) : null, near: nearest };
}

/** The terms of the activities that a word means, with what they count. */
function tradesOf(word: string, last: boolean): Map<string, number> {
  const found = new Map<string, number>();
  const add = (of: string, factor: number) => {
    const meant = activitiesOfWord(of);
    for (const how of ['direct', 'broad'] as const) for (const term of meant?.[how] ?? []) found.set(term, Math.max(found.get(term) ?? 0, VALUE[how] * factor));
  };
  add(word, 1);
  const extra = found.size > 0 && word.length > 3 ? FAMILY : last ? 99 : 0;
  if (word.length >= 3 && extra > 0) for (const longer of activityWordsFrom(word, extra)) add(longer, PREFIX);
  return found;
}

const tradesNearTo = (word: string): Map<string, number> =>
  new Map(activityWordsNear(word).flatMap((near) => [...(activitiesOfWord(near)?.direct ?? [])].map((term): [string, number] => [term, VALUE.direct * TYPING_ERROR])));

/** One reading of the vocabulary. A term counts once a territory, and territories add up. */
async function look(db: Db, fields: string[], exact: string[], begun: string[], hashes: number[]): Promise<Known[]> {
  const { rows } = await sql<Known & { territory_id: string }>`
    select lexeme, territory_id, docs from search_words(${exact}::text[], ${begun}::text[], ${hashes}::integer[], ${fields.join('')}, ${WORDS_A_PREFIX})`.execute(db);
  const once = new Map(rows.map((row) => [`${row.lexeme} ${row.territory_id}`, row]));
  const sums = new Map<string, number>();
  for (const { lexeme, docs } of once.values()) sums.set(lexeme, (sums.get(lexeme) ?? 0) + docs);
  return [...sums].map(([lexeme, docs]) => ({ lexeme, docs }));
}
