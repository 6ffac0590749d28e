const EMPTY = new Set('a au aux avec d dans de des du en et l la le les ou par pour que sur un une'.split(' '));

/** Letters and digits only, without accents, in lower case: `Coques de NOIX` gives `coques de noix`, `œufs` gives `oeufs`. */
export const fold = (text: string): string =>
  text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, ' ').trim();

/** The word without the mark of a French plural: `copeaux` and `copeau` meet, so do `métaux` and `métal`. Its argument is folded. */
export function singular(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('eaux')) return word.slice(0, -1);
  if (word.endsWith('aux')) return `${word.slice(0, -3)}al`;
  return /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

/** The words that carry meaning, folded and in the singular. */
export const wordsOf = (text: string): string[] => fold(text).split(' ').filter((word) => word && !EMPTY.has(word)).map(singular);

/** True when one letter added, lost, changed, or two neighbours swapped, make one word of the other. */
export function oneTypingErrorApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
