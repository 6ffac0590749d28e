import { fold, wordsOf } from '../words/index.ts';

/** The words a text is found by: folded, in the singular, initials joined (`G.A.E.C.` is `gaec`), `St` read as `saint`. */
export const searchWords = (text: string): string[] => wordsOf(joined(fold(text)));

const LONGER: Record<string, string> = { st: 'saint', ste: 'sainte', ets: 'etablissement', cie: 'compagnie' };

function joined(folded: string): string {
  const initials = folded.replace(/\b[a-z](?: [a-z]\b)+/g, (letters) => letters.replaceAll(' ', ''));
  return initials.split(' ').map((word) => LONGER[word] ?? word).join(' ');
}

const SHORTEST_WITH_ERROR = 4;

/** Whether one typing error in a word may be forgiven: four letters or more, no digits. */
export const forgiving = (word: string): boolean => word.length >= SHORTEST_WITH_ERROR && !/\d/.test(word);

/**
 * Hashes of a word and of itself less each one letter. Two words one letter added, lost, changed or swapped apart share at least one,
 * so that an index of these hashes finds them (a deletion neighbourhood). Empty where no error is forgiven.
 */
export function nearHashes(word: string): number[] {
  if (!forgiving(word)) return [];
  const hashes = new Set([hash(word)]);
  for (let i = 0; i < word.length; i++) hashes.add(hash(word.slice(0, i) + word.slice(i + 1)));
  return [...hashes];
}

/** FNV-1a on 32 bits, signed as the database's integers are. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
