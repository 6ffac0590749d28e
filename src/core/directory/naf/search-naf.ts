import { factsTable, once } from '../facts-file.ts';
import { phraseIndex, type Phrase } from '../words/index.ts';
import { type Naf, nafClassOf, nafList, nafOf } from './naf.ts';

/** An activity that answers the words, with its class and a score from 0 to 1. */
export type NafFound = { naf: Naf; class: string | null; score: number };

const WEIGHT_OF_LEVEL = { section: 0.3, division: 0.5, group: 0.55, class: 0.65, subclass: 0.7 } as const;

const index = once(() => phraseIndex<Naf>([...labels(), ...trades()]));

function* labels(): Generator<Phrase<Naf>> {
  for (const naf of nafList()) yield { text: naf.label, weight: WEIGHT_OF_LEVEL[naf.level], of: naf };
}

function* trades(): Generator<Phrase<Naf>> {
  for (const { word, naf } of tradeWords()) yield { text: word, weight: 1, of: nafOf(naf)! };
}

/** Everyday words for trades, each with the activity it means: `menuisier` is 43.32A. */
export const tradeWords = once(() => factsTable<'word' | 'naf'>('naf/trade-words.csv'));

/**
 * Finds activities by the words of trades (`boulanger`, `vigneron`), of the nomenclature's labels, or by the first digits of a code. Best first.
 * Accents, case, plural and one typing error a word do not matter. Nothing found is an empty list.
 */
export function searchNaf(words: string, top = 20): NafFound[] {
  const found = (naf: Naf, score: number): NafFound => ({ naf, class: nafClassOf(naf.code), score });
  const typed = words.trim().toUpperCase().replace('.', '');
  if (/^\d{2,4}[A-Z]?$/.test(typed))
    return nafList().filter((naf) => naf.level !== 'section' && naf.code.replace('.', '').startsWith(typed)).slice(0, top).map((naf) => found(naf, 1));
  return index()(words).slice(0, top).map(({ of, score }) => found(of, score));
}
