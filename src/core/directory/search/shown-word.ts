import { nafLabel, tradeWords } from '../naf/index.ts';
import type { SearchRow } from './rank.ts';
import { searchWords } from './words.ts';

/** A folded word as people write it (`cahor` is « Cahors »): taken from the rows that hold it, or from the words of trades; itself when nowhere. */
export function shownWord(stem: string, rows: SearchRow[]): string {
  const texts = rows.flatMap((row) => [row.communeName, row.name ?? '', row.sign ?? '', (row.activityCode && nafLabel(row.activityCode)) || '']);
  for (const text of [...texts, ...tradeWords().map(({ word }) => word)])
    for (const word of text.split(/[\s,;()’'-]+/)) if (word && searchWords(word)[0] === stem) return word;
  return stem;
}
