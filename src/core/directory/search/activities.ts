import { once } from '../facts-file.ts';
import { type Naf, nafList, nafOf, tradeWords } from '../naf/index.ts';
import { oneTypingErrorApart } from '../words/index.ts';
import { forgiving, searchWords } from './words.ts';

/** The section (`C`) of an activity at any level; null when there is none. */
export function sectionOf(code: string): string | null {
  let at: Naf | null = nafOf(code);
  while (at?.parent) at = nafOf(at.parent);
  return at?.code ?? null;
}

const children = once(() => {
  const found = new Map<string, string[]>();
  for (const { code, level } of nafList())
    if (level === 'subclass') for (let at = nafOf(code); at; at = at.parent ? nafOf(at.parent) : null) (found.get(at.code) ?? found.set(at.code, []).get(at.code)!).push(code);
  return found;
});

/** The sub-classes (`10.71C`) that an activity at any level holds, itself when it is one; empty when there is no such activity. */
export const subclassesOf = (code: string): string[] => children().get(nafOf(code)?.code ?? '') ?? [];

/** Activities that a word means: `direct` by the words of trades and of the activity's own label, `broad` by the label of what holds it. */
export type MeantActivities = { direct: Set<string>; broad: Set<string> };

const byWord = once(() => {
  const found = new Map<string, MeantActivities>();
  const add = (text: string, how: keyof MeantActivities, codes: string[]) => {
    for (const word of searchWords(text)) {
      const meant = found.get(word) ?? found.set(word, { direct: new Set(), broad: new Set() }).get(word)!;
      for (const code of codes) meant[how].add(code);
    }
  };
  for (const { word, naf } of tradeWords()) add(word, 'direct', subclassesOf(naf));
  for (const { code, level, label } of nafList()) add(label, level === 'subclass' ? 'direct' : 'broad', subclassesOf(code));
  return found;
});

const sorted = once(() => [...byWord().keys()].sort());

/** What a word means exactly. */
export const activitiesOfWord = (word: string): MeantActivities | null => byWord().get(word) ?? null;

/** Words of activities that begin so, the shortest first, at most twelve; `extra`: how many letters may be missing. */
export function activityWordsFrom(prefix: string, extra: number): string[] {
  const words = sorted();
  let low = 0;
  for (let high = words.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (words[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (; words[low]?.startsWith(prefix); low++) if (words[low] !== prefix && words[low]!.length <= prefix.length + extra) found.push(words[low]!);
  return found.sort((a, b) => a.length - b.length).slice(0, 12);
}

/** Words of activities one typing error away. */
export const activityWordsNear = (word: string): string[] => (forgiving(word) ? sorted().filter((other) => oneTypingErrorApart(word, other)) : []);
