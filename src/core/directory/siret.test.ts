import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSiren, isSiret } from './siret.ts';

test('the SIRET of the INSEE head office is right, and wrong as soon as one digit changes', () => {
  expect(isSiret('12002701600357')).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
      const digits = [...'12002701600357'];
      digits[at] = String((Number(digits[at]) + shift) % 10);
      return !isSiret(digits.join(''));
    }),
  );
});

test('La Poste follows its own rule: the head office by the key, post offices by the sum of their digits', () => {
  expect(isSiret('35600000000048')).toBe(true);
  expect(isSiret('35600000049837')).toBe(true);
  expect(isSiret('35600000049838')).toBe(false);
});

test('what is not a number of the right length is no SIRET', () => {
  for (const text of ['', '1200270160035', '120027016003577', '1200270160035A', ' 12002701600357']) expect(isSiret(text)).toBe(false);
  expect(isSiren('120027016')).toBe(true);
  expect(isSiren('120027017')).toBe(false);
});
