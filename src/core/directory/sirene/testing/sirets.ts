import { isSiren, isSiret } from '../../siret.ts';

/** So many SIRETs with right keys, each of another SIREN. Invented, whatever firms may bear them. */
export function sirets(count: number): string[] {
  const ending = (start: string, right: (text: string) => boolean) => `${start}${[...'0123456789'].find((key) => right(start + key))}`;
  return Array.from({ length: count }, (_, i) => ending(`${ending(String(10_000_000 + i), isSiren)}0001`, isSiret));
}
