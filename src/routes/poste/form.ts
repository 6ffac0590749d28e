/** What was typed, field by field, with its outer spaces removed. */
export const typedIn = (form: FormData): Record<string, string> => Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));

const MOST_MINUTES = 45;
const A_DAY = 1_440;

/** `15`, `7,5`, `20 min`, `1h30` → minutes; NaN when it is none of these. */
function minutesTyped(typed: string): number {
  const hours = /^(\d{1,2})\s*h\s*(\d{1,2})?$/i.exec(typed);
  if (hours) return Number(hours[1]) * 60 + Number(hours[2] ?? 0);
  const plain = /^(\d{1,6}(?:[.,]\d{1,2})?)\s*(?:min(?:utes?)?)?$/i.exec(typed);
  return plain ? Math.round(Number(plain[1]!.replace(',', '.'))) : Number.NaN;
}

export type MinutesRead = { ok: true; minutes: number | undefined } | { ok: false; problem: string };

/**
 * Minutes spent: as typed, else since the page was opened, three quarters of an hour at most: who left it open went for lunch.
 * Refused with a sentence when what was typed is no number of minutes of one day.
 */
export function readMinutes(typed: string | undefined, openedAt: string | undefined, now: Date): MinutesRead {
  if (typed) {
    const minutes = minutesTyped(typed.trim());
    return minutes <= A_DAY ? { ok: true, minutes } : { ok: false, problem: Number.isNaN(minutes) ? 'Écrivez un nombre de minutes, par exemple 15, ou 1h30 ; ou laissez vide.' : 'C’est plus d’une journée : vérifiez le nombre de minutes.' };
  }
  const opened = Date.parse(openedAt ?? '');
  return { ok: true, minutes: Number.isNaN(opened) ? undefined : Math.min(MOST_MINUTES, Math.max(1, Math.round((now.getTime() - opened) / 60_000))) };
}

/** A length in minutes within limits; null when it is not. */
export function minutesBetween(typed: string | undefined, least: number, most: number): number | null {
  const minutes = minutesTyped((typed ?? '').trim());
  return minutes >= least && minutes <= most ? minutes : null;
}
