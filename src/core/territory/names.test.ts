import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ofCommune, ofPlace, searchName, withinOneTypo } from './names.ts';

test('a name is searched without accents, capitals, hyphens or short forms', () => {
  expect(searchName('Saint-Céré')).toBe('saint cere');
  expect(searchName('ST CERE')).toBe('saint cere');
  expect(searchName('L’Hospitalet')).toBe('l hospitalet');
  expect(searchName('Sœurdres')).toBe('soeurdres');
  expect(searchName('Ste-Colombe')).toBe('sainte colombe');
});

test('a territory is said as French says it', () => {
  expect(['le Lot', 'les Landes', 'la Creuse', 'l’Aveyron', 'Figeac', 'Aurillac', 'Lauzerte'].map(ofPlace)).toEqual(['du Lot', 'des Landes', 'de la Creuse', 'de l’Aveyron', 'de Figeac', 'd’Aurillac', 'de Lauzerte']);
});

describe('one typing error', () => {
  const word = fc.stringMatching(/^[a-z]{4,12}$/);
  test('a letter lost, added, changed or swapped is forgiven', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('lose', 'add', 'change', 'swap'), (name, seed, kind) => {
        const i = seed % (name.length - 1);
        const typed = {
          lose: name.slice(0, i) + name.slice(i + 1),
          add: `${name.slice(0, i)}z${name.slice(i)}`,
          change: `${name.slice(0, i)}z${name.slice(i + 1)}`,
          swap: name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2),
        }[kind];
        return withinOneTypo(name, typed) && withinOneTypo(typed, name);
      }),
    );
  });
  test('two are not', () => {
    expect(withinOneTypo('figeac', 'fogeoc')).toBe(false);
    expect(withinOneTypo('figeac', 'fge')).toBe(false);
    expect(withinOneTypo('cahors', 'cahorsis')).toBe(false);
  });
});

test.each([['Le Vigan', 'du Vigan'], ['Les Arques', 'des Arques'], ['La Bastide', 'de la Bastide'], ['L’Hospitalet', 'de l’Hospitalet'], ['Espère', 'd’Espère'], ['Lentillac', 'de Lentillac']])('%s is said « %s » after « de »', (name, said) => expect(ofCommune(name)).toBe(said));
