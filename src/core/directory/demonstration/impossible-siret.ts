import { hasLuhnKey } from '../siret.ts';

/** The SIRET of the nth invented firm, from 1: begins with 000, which INSEE gives to nobody, and its key is wrong. */
export function impossibleSiret(nth: number): string {
  const start = `000${String(nth).padStart(6, '0')}0001`;
  return start + [...'01'].find((key) => !hasLuhnKey(start + key))!;
}
