import { oneTypingErrorApart, wordsOf } from './words.ts';

/** What is searched for, said in several ways. `weight`, from 0 to 1: how much this way of saying it counts. */
export type Phrase<T> = { text: string; weight: number; of: T };

type Indexed<T> = { words: string[]; weight: number; of: T };

const PREFIX = 0.75;
const TYPING_ERROR = 0.7;
const SHORTEST_WITH_ERROR = 4;
const SHORTEST_PREFIX = 3;

/**
 * Searches phrases by words, whatever the accents, the case, the plural and one typing error a word, complete or being typed.
 * A phrase scores by the part of the query that it holds, then by the part of itself that the query covers. Built once; answers in about a millisecond.
 */
export function phraseIndex<T>(phrases: Iterable<Phrase<T>>) {
  const indexed: Indexed<T>[] = [...phrases].map((phrase) => ({ words: [...new Set(wordsOf(phrase.text))], weight: phrase.weight, of: phrase.of }));
  const holders = new Map<string, number[]>();
  indexed.forEach((phrase, at) => phrase.words.forEach((word) => (holders.get(word) ?? holders.set(word, []).get(word)!).push(at)));
  const vocabulary = [...holders.keys()];
  const rarity = (word: string) => Math.log(1 + indexed.length / (holders.get(word)?.length ?? 1));

  const likeness = (typed: string, word: string, known: boolean): number => {
    if (word === typed) return 1;
    if (typed.length >= SHORTEST_PREFIX && word.startsWith(typed)) return PREFIX;
    return !known && typed.length >= SHORTEST_WITH_ERROR && oneTypingErrorApart(typed, word) ? TYPING_ERROR : 0;
  };

  /** What matches at all, each thing once with its best score from 0 to 1, best first. */
  return (query: string): { of: T; score: number }[] => {
    const asked = [...new Set(wordsOf(query))].map((typed) => {
      const known = holders.has(typed);
      const meant = vocabulary.flatMap((word) => ((like) => (like ? [{ word, like }] : []))(likeness(typed, word, known)));
      return { meant, rarity: meant.length ? Math.max(...meant.map((m) => rarity(m.word))) : Math.log(1 + indexed.length) };
    });
    const total = asked.reduce((sum, word) => sum + word.rarity, 0);
    const covered = new Map<number, { query: number; own: number }>();
    for (const word of asked) {
      const best = new Map<number, number>();
      for (const { word: found, like } of word.meant) for (const at of holders.get(found)!) best.set(at, Math.max(best.get(at) ?? 0, like));
      for (const [at, like] of best) {
        const sofar = covered.get(at) ?? { query: 0, own: 0 };
        covered.set(at, { query: sofar.query + (like * word.rarity) / total, own: sofar.own + like });
      }
    }
    const scores = new Map<T, number>();
    for (const [at, { query: part, own }] of covered) {
      const phrase = indexed[at]!;
      const score = phrase.weight * part ** 2 * (0.5 + 0.5 * Math.min(1, own / phrase.words.length));
      if (score > (scores.get(phrase.of) ?? 0)) scores.set(phrase.of, score);
    }
    return [...scores].map(([of, score]) => ({ of, score })).toSorted((a, b) => b.score - a.score);
  };
}
