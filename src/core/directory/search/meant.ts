import { sql } from 'kysely';
import type { Db } from '#core/kernel/index.ts';
import type { Viewer } from '../model.ts';
import { oneTypingErrorApart } from '../words/index.ts';
import { activitiesOfWord, activityWordsFrom, activityWordsNear } from './activities.ts';
import { activityTerm } from './document.ts';
import { forgiving, nearHashes } from './words.ts';

/** A term that a typed word may mean: how much it counts, and by how many establishments it is held. */
export type Meaning = { term: string; value: number; docs: number };
/** A typed word with what it may mean, most likely first. `corrected`: the word taken instead when nothing answers to what was typed. */
export type MeantWord = { typed: string; meanings: Meaning[]; corrected: string | null; near: { word: string; docs: number }[] };

const VALUE = { n: 10, p: 8, q: 8, c: 6, direct: 8, broad: 3 } as const;
const PREFIX = 0.7;
const TYPING_ERROR = 0.5;
// A known word stands for itself and for its nearest family (`boulanger`, `boulangerie`), not for all that begins so (`bois`, `boisson`).
const FAMILY = 2;
const WORDS_A_PREFIX = 20;

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
  return { typed, meanings: meanings.sort((a, b) => b.value - a.value), corrected: nothing ? (nearest[0]?.word ?? activityWordsNear(typed)[0] ?? null) : null, near: nearest };
}

/** The terms of the activities that a word means, with what they count. */
function tradesOf(word: string, last: boolean): Map<string, number> {
  const found = new Map<string, number>();
  const add = (of: string, factor: number) => {
    const meant = activitiesOfWord(of);
    for (const how of ['direct', 'broad'] as const) for (const code of meant?.[how] ?? []) found.set(activityTerm(code), Math.max(found.get(activityTerm(code)) ?? 0, VALUE[how] * factor));
  };
  add(word, 1);
  const extra = found.size > 0 && word.length > 3 ? FAMILY : last ? 99 : 0;
  if (word.length >= 3 && extra > 0) for (const longer of activityWordsFrom(word, extra)) add(longer, PREFIX);
  return found;
}

const tradesNearTo = (word: string): Map<string, number> =>
  new Map(activityWordsNear(word).flatMap((near) => [...(activitiesOfWord(near)?.direct ?? [])].map((code) => [activityTerm(code), VALUE.direct * TYPING_ERROR])));

/** One reading of the vocabulary: these terms, the most held terms that begin so, and the words that share a hash. Counts add up over territories. */
async function look(db: Db, fields: string[], exact: string[], begun: string[], hashes: number[]): Promise<Known[]> {
  const twos = begun.filter((lexeme) => lexeme.length === 3);
  const threes = begun.filter((lexeme) => lexeme.length === 4);
  const longer = begun.filter((lexeme) => lexeme.length > 4);
  const { rows } = await sql<Known>`
    select lexeme, sum(docs)::int as docs from (
      select lexeme, territory_id, docs from search_word where lexeme = any(${exact}::text[])
      union
      select s.lexeme, s.territory_id, s.docs from unnest(${twos}::text[]) as p cross join lateral (select * from search_word where left(lexeme, 3) = p order by docs desc limit ${WORDS_A_PREFIX}) s
      union
      select s.lexeme, s.territory_id, s.docs from unnest(${threes}::text[]) as p cross join lateral (select * from search_word where left(lexeme, 4) = p order by docs desc limit ${WORDS_A_PREFIX}) s
      union
      select s.lexeme, s.territory_id, s.docs from unnest(${longer}::text[]) as p cross join lateral (
        select * from search_word where lexeme >= p collate "C" and lexeme < (p || '~') collate "C" order by docs desc limit ${WORDS_A_PREFIX}) s
      union
      (select lexeme, territory_id, docs from search_word where near && ${hashes}::int[] and left(lexeme, 1) = any(${fields}::text[]) order by docs desc limit 200)
    ) found group by lexeme`.execute(db);
  return rows;
}
