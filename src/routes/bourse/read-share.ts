import { frenchNumber } from '#lib/format.ts';

/** The share of the smallest firms that is asked of a search, typed in per cent: « 60 », « 62,5 % », or nothing. */
export function readShare(form: FormData): { ok: true; part: string; share: number | null } | { ok: false; part: string; problem: string } {
  const part = String(form.get('part') ?? '').slice(0, 20);
  const share = frenchNumber(part.replace('%', ''));
  if (share === null) return { ok: true, part, share };
  return share >= 0 && share <= 100 ? { ok: true, part, share: share / 100 } : { ok: false, part, problem: 'La part des plus petites est un nombre de 0 à 100.' };
}
