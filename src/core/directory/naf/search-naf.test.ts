import { describe, expect, test } from 'vitest';
import { nafClassOf, nafLabel, nafList, nafNearness, nafOf, searchNaf, tradeWords } from './index.ts';

describe('the nomenclature', () => {
  test('NAF rev. 2 is whole at its five levels, and every activity has its parent', () => {
    const counts = Object.fromEntries(['section', 'division', 'group', 'class', 'subclass'].map((level) => [level, nafList().filter((naf) => naf.level === level).length]));
    expect(counts).toEqual({ section: 21, division: 88, group: 272, class: 615, subclass: 732 });
    expect(nafList().filter((naf) => naf.parent && !nafOf(naf.parent))).toEqual([]);
  });

  test('a code is read with or without its dot or its leading zero, in any case', () => {
    expect(nafOf('1.41')?.code).toBe('01.41');
    expect(['1071C', '10.71c', ' 10.71C '].map((code) => nafOf(code)?.code)).toEqual(['10.71C', '10.71C', '10.71C']);
    expect(nafLabel('10.71')).toBe('Fabrication de pain et de pâtisserie fraîche');
    expect(nafClassOf('10.71C')).toBe('10.71');
    expect(nafOf('10.99')).toBeNull();
  });

  test('two activities are the nearer as they share more of their code', () => {
    const near = [nafNearness('23.61', '23.61'), nafNearness('23.61', '23.63'), nafNearness('23.61', '23.51'), nafNearness('23.61', '10.11'), nafNearness('23.61', '01.11')];
    expect(near).toEqual([1, 0.7, 0.4, 0.15, 0]);
  });
});

describe('searching an activity', () => {
  test.each([
    ['boulanger', '10.71'],
    ['menuisier', '43.32'],
    ['vigneron', '01.21'],
    ['garagiste', '45.20'],
    ['Maçons', '43.99'],
    ['éléveur de brebis', '01.45'],
    ['moulin à huile', '10.41'],
    ['scierie', '16.10'],
    ['tourneur fraiseur', '25.62'],
    ['safranier', '01.28'],
    ['CHAUFAGISTE', '43.22'],
    ['fabrication de ciment', '23.51'],
  ])('%s is an activity of class %s', (words, naf) => {
    expect(searchNaf(words)[0]?.class).toBe(naf);
  });

  test('the first digits of a code list what is under it', () => {
    expect(searchNaf('10.71').map(({ naf }) => naf.code)).toEqual(['10.71', '10.71A', '10.71B', '10.71C', '10.71D']);
  });

  test('words that mean nothing find nothing', () => {
    expect(searchNaf('xqzwv')).toEqual([]);
    expect(searchNaf('   ')).toEqual([]);
  });

  test('every trade word, more than four hundred of them, names an activity that exists and comes back among the first for its own word', () => {
    const words = tradeWords();
    expect(words.length).toBeGreaterThan(400);
    expect(words.filter(({ naf }) => !nafOf(naf))).toEqual([]);
    expect(words.filter(({ word, naf }) => !searchNaf(word, 5).some((found) => found.naf.code === naf))).toEqual([]);
  });
});
