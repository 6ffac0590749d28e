export { phraseIndex, type Phrase } from './phrase-index.ts';
export { fold, oneTypingErrorApart, singular, wordsOf } from './words.ts';
