export { applies, askedAfter, askedOn, longestPath } from './conditions.ts';
export { cellsOf, type FindCommune } from './read-lines.ts';
export { frenchNumber, readNumber } from './read-number.ts';
export { type PageRead, readPage, type Typed } from './read-page.ts';
export { type Reread, reread } from './reread.ts';
export { answerWords, choiceOf, choicesOf, numberOf, pointsOf } from './value-of.ts';
