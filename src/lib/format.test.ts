import { expect, test } from 'vitest';
import { beginning, co2, co2Between, date, euros, eurosAbout, listed, months, number, plural, quantity, rounded, tonnes, wasteCode } from './format.ts';

const readable = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('the beginning of a text can stand in an address, though an emoji is cut in two there', () => {
  expect(encodeURIComponent(beginning(`${'a'.repeat(9)}😀 suite`, 10))).toBe('a'.repeat(9));
  expect(beginning('a😀', 3)).toBe('a😀');
});

test('numbers read as the French write them, and never break from their unit', () => {
  expect(readable(number(1234.5, 1))).toBe('1 234,5');
  expect(readable(euros(1_840_000))).toBe('18 400 €');
  expect(readable(euros(350))).toBe('3,50 €');
  expect(readable(euros(-120_000))).toBe('−1 200 €');
  expect(readable(tonnes(0.4))).toBe('0,4 t');
  expect(readable(co2(41_000))).toBe('41 tCO₂e');
  expect(readable(eurosAbout(1_646_433))).toBe('16 500 €');
  expect(readable(co2Between(186_200, 297_450))).toBe('entre 186 et 297 tCO₂e');
  expect(euros(1_840_000)).not.toContain(' ');
});

test('an estimate does not pretend to more than three figures', () => {
  expect(readable(rounded(18_437))).toBe('18 400');
  expect(readable(rounded(0.4567))).toBe('0,457');
  expect(rounded(0)).toBe('0');
});

test('dates and months are said in words', () => {
  expect(readable(date('2026-11-22'))).toBe('22 novembre 2026');
  expect(readable(date('2026-05-01'))).toBe('1er mai 2026');
  expect(months([11, 12, 1, 2, 3])).toBe('de novembre à mars');
  expect(months([5, 9])).toBe('mai et septembre');
  expect(months([4, 5])).toBe('d’avril à mai');
  expect(months([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toBe('toute l’année');
});

test('a quantity agrees with its number, whatever follows its first word', () => {
  expect([quantity(1, 'projets'), quantity(2, 'projets'), quantity(1.5, 'trajets de voiture en moins par semaine', 1), quantity(1, 'h'), quantity(0, 'm²'), quantity(1, '€ d’achats')].map((text) => text.replaceAll('\u00a0', ' ')))
    .toEqual(['1 projet', '2 projets', '1,5 trajet de voiture en moins par semaine', '1 h', '0 m²', '1 € d’achats']);
});

test('lists, plurals and codes', () => {
  expect(listed(['a', 'b', 'c'])).toBe('a, b et c');
  expect(readable(plural(1, 'commune'))).toBe('1 commune');
  expect(readable(plural(312, 'commune'))).toBe('312 communes');
  expect(readable(plural(0, 'commune'))).toBe('0 commune');
  expect(readable(wasteCode('030105'))).toBe('03 01 05');
});
