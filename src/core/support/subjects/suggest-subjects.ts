import { oneTypingErrorApart } from '#core/directory/index.ts';
import { subjects, weakWords } from './list.ts';
import { stemsOf } from './stem.ts';

type Phrase = { stems: string[]; words: Set<string>; subject: string };
type Index = { phrases: Phrase[]; holders: Map<string, number[]>; worth: Map<string, number> };
/** What a typed word may mean: a known stem, how surely, and the word as it was typed. */
type Meaning = { stem: string; like: number; words: string[] };

const TYPING_ERROR = 0.7;
const SHORTEST_WITH_ERROR = 5;
/** A word of the same family, « vendre » for « vendeuse », says less than the word itself. */
const DERIVED = 0.8;
/** What each further word found together adds: « marché public » says more than « marché » and « public » apart. */
const TOGETHER = 0.35;
/** What a word counts that says who or where, rarely what: « boulanger », « boutique », « acheter ». */
const WEAK = 0.3;
/** Below this, the resemblance is chance. */
const LEAST = 0.2;

function build(): Index {
  const phrases = subjects()
    .flatMap(({ id, label, says }) => [label, ...says].map((text): Phrase => ({ ...stemsOf(text), subject: id })))
    .filter(({ stems }) => stems.length > 0);
  const holders = new Map<string, number[]>();
  const heldBy = new Map<string, Set<string>>();
  phrases.forEach(({ stems, subject }, at) => {
    for (const stem of stems) {
      holders.set(stem, [...(holders.get(stem) ?? []), at]);
      heldBy.set(stem, (heldBy.get(stem) ?? new Set()).add(subject));
    }
  });
  const weak = new Set(weakWords().flatMap((word) => stemsOf(word).stems));
  return { phrases, holders, worth: new Map([...heldBy].map(([stem, by]) => [stem, Math.log(1 + subjects().length / by.size) * (weak.has(stem) ? WEAK : 1)])) };
}

let index: Index | undefined;

/** Itself when it is known, else the known stems a typing error away. */
function meanings({ holders }: Index, typed: string, words: string[]): Meaning[] {
  if (holders.has(typed)) return [{ stem: typed, like: 1, words }];
  if (typed.length < SHORTEST_WITH_ERROR) return [];
  return [...holders.keys()].filter((known) => known.length >= SHORTEST_WITH_ERROR - 1 && oneTypingErrorApart(typed, known)).map((stem) => ({ stem, like: TYPING_ERROR, words: [] }));
}

/** Which typed words each phrase holds, and how surely. */
function phrasesFound(known: Index, typed: Meaning[][]): Map<number, Map<number, { stem: string; like: number }>> {
  const found = new Map<number, Map<number, { stem: string; like: number }>>();
  typed.forEach((meant, word) => {
    for (const { stem, like, words } of meant)
      for (const at of known.holders.get(stem)!) {
        const held = found.get(at) ?? new Map<number, { stem: string; like: number }>();
        const sure = like * (words.length === 0 || words.some((one) => known.phrases[at]!.words.has(one)) ? 1 : DERIVED);
        if ((held.get(word)?.like ?? 0) < sure) held.set(word, { stem, like: sure });
        found.set(at, held);
      }
  });
  return found;
}

/**
 * Subjects that a request in somebody's own words seems to be about, best first, each with a score (higher is surer); none when nothing is recognised.
 * Accents, plurals, conjugation and one typing error a word do not matter. Each typed word counts once a subject, for the phrase it completes best.
 */
export function suggestSubjects(text: string, limit = 3): { id: string; score: number }[] {
  const known = (index ??= build());
  const { stems, wordsOf } = stemsOf(text.slice(0, 2_000));
  const typed = stems.map((stem) => meanings(known, stem, wordsOf.get(stem)!)).filter((one) => one.length > 0);
  const best = new Map<string, Map<number, number>>();
  for (const [at, held] of phrasesFound(known, typed)) {
    const { stems: own, subject } = known.phrases[at]!;
    const worth = (stem: string) => known.worth.get(stem)!;
    const covered = [...held.values()].reduce((sum, { stem, like }) => sum + worth(stem) * like, 0) / own.reduce((sum, stem) => sum + worth(stem), 0);
    const scores = best.get(subject) ?? new Map<number, number>();
    for (const [word, { stem, like }] of held) scores.set(word, Math.max(scores.get(word) ?? 0, worth(stem) * like * covered ** 2 * (1 + TOGETHER * (held.size - 1))));
    best.set(subject, scores);
  }
  return [...best]
    .map(([id, scores]) => ({ id, score: [...scores.values()].reduce((sum, score) => sum + score, 0) }))
    .filter(({ score }) => score >= LEAST)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
