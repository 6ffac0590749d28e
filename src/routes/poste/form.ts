/** What was typed, field by field, with its outer spaces removed. */
export const typedIn = (form: FormData): Record<string, string> => Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));

const MOST_MINUTES = 45;

/** Minutes spent: as typed, else since the page was opened, three quarters of an hour at most: who left it open went for lunch. */
export function minutesSpent(typed: string | undefined, openedAt: string | undefined, now: Date): number | undefined {
  if (typed) return Math.min(1_440, Math.max(0, Math.round(Number(typed.replace(',', '.'))))) || 0;
  const opened = Date.parse(openedAt ?? '');
  return Number.isNaN(opened) ? undefined : Math.min(MOST_MINUTES, Math.max(1, Math.round((now.getTime() - opened) / 60_000)));
}
