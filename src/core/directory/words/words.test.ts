import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, oneTypingErrorApart, phraseIndex, singular, wordsOf } from './index.ts';

test('accents, case, apostrophes and ligatures do not matter', () => {
  expect(fold('Coques d’ŒUFS, Drêches')).toBe('coques d oeufs dreches');
});

test('plurals meet their singular', () => {
  expect(['copeaux', 'métaux', 'palettes', 'noix'].map((word) => singular(fold(word)))).toEqual(['copeau', 'metal', 'palette', 'noi']);
  expect(wordsOf('Chutes de cuir')).toEqual(['chute', 'cuir']);
});

describe('one typing error', () => {
  const word = fc.stringMatching(/^[a-z]{4,12}$/);

  test('a letter lost, added, changed or swapped is one error', () => {
    expect(['sciur', 'sciurre', 'sciire', 'scuire'].map((typed) => oneTypingErrorApart(typed, 'sciure'))).toEqual([true, true, true, true]);
    expect(oneTypingErrorApart('sciure', 'sciure')).toBe(false);
    expect(oneTypingErrorApart('pailles', 'sciure')).toBe(false);
  });

  test('it is the same seen from either word', () => {
    fc.assert(fc.property(word, word, (a, b) => oneTypingErrorApart(a, b) === oneTypingErrorApart(b, a)));
  });

  test('losing any letter of any word is one error at most', () => {
    fc.assert(fc.property(word, fc.nat(), (a, at) => oneTypingErrorApart(a, a.slice(0, at % a.length) + a.slice((at % a.length) + 1))));
  });
});

test('the phrase that says exactly what was asked comes before the one that says more', () => {
  const search = phraseIndex([
    { text: 'marc de raisin', weight: 1, of: 'grape' },
    { text: 'marc', weight: 1, of: 'any' },
    { text: 'marc de café moulu', weight: 1, of: 'coffee' },
  ]);
  expect(search('marc de raisin')[0]).toEqual({ of: 'grape', score: expect.closeTo(1) });
  expect(search('marc').map(({ of }) => of)).toEqual(['any', 'grape', 'coffee']);
  expect(search('raisn').map(({ of }) => of)).toEqual(['grape']);
});
