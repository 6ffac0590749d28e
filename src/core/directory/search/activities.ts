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

/** The terms of an activity and of all that holds it, `a1071c a1071 a107 a10 sc`: a search for any of them finds its establishments. */
export function activityTerms(code: string): string[] {
  const terms: string[] = [];
  for (let at = nafOf(code); at; at = at.parent ? nafOf(at.parent) : null) terms.push(activityTerm(at));
  return terms;
}

/** `10.71C` is `a1071c`, section `C` is `sc`. The term of what holds an activity begins its own, sections apart. */
export const activityTerm = ({ code, level }: Pick<Naf, 'code' | 'level'>): string => (level === 'section' ? 's' : 'a') + code.replace('.', '').toLowerCase();

/** Terms of the activities that a word means: `direct` by the words of trades and of a class's own label, `broad` by the label of what holds classes. */
export type MeantActivities = { direct: Set<string>; broad: Set<string> };

const byWord = once(() => {
  const found = new Map<string, MeantActivities>();
  const add = (text: string, how: keyof MeantActivities, naf: Naf) => {
    for (const word of searchWords(text)) (found.get(word) ?? found.set(word, { direct: new Set(), broad: new Set() }).get(word)!)[how].add(activityTerm(naf));
  };
  for (const { word, naf } of tradeWords()) add(word, 'direct', nafOf(naf)!);
  for (const naf of nafList()) add(naf.label, naf.level === 'subclass' || naf.level === 'class' ? 'direct' : 'broad', naf);
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

/** The least terms that find all that these find: what another one holds is left out. */
export function coverOf(terms: string[]): string[] {
  const all = new Set(terms);
  const held = (term: string) => Array.from({ length: Math.max(0, term.length - 3) }, (_, i) => term.slice(0, 3 + i)).some((above) => all.has(above)) || all.has(`s${sectionOf(term.slice(1))?.toLowerCase()}`);
  return terms.filter((term) => term[0] !== 'a' || !held(term));
}

/** Words of activities one typing error away. */
export const activityWordsNear = (word: string): string[] => (forgiving(word) ? sorted().filter((other) => oneTypingErrorApart(word, other)) : []);
