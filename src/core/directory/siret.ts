const LA_POSTE = '356000000';

/** Sum of the digits, every second one from the right doubled and its own digits added: a multiple of ten for a right number (Luhn, ISO/IEC 7812-1). */
const luhnSum = (digits: string): number =>
  [...digits].reduceRight((sum, char, at) => {
    const digit = Number(char);
    const doubled = (digits.length - at) % 2 === 0 ? digit * 2 : digit;
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);

/** True when the last of some digits is the key of the others. */
export const hasLuhnKey = (digits: string): boolean => luhnSum(digits) % 10 === 0;

/** True for nine digits whose key is right. */
export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && hasLuhnKey(text);

/**
 * True for fourteen digits whose key is right. La Poste has more establishments than the key allows:
 * for it, the plain sum of the digits is a multiple of five (INSEE, règle de validité du numéro SIRET).
 */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false;
  if (hasLuhnKey(text)) return isSiren(text.slice(0, 9));
  return text.startsWith(LA_POSTE) && [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}
