import { z } from 'zod';
import { parisInstant } from '#core/kernel/index.ts';
import { REQUEST_OUTCOMES } from '#core/support/index.ts';
import { type MinutesRead, readMinutes, typedIn } from '../../form.ts';

/** The form's names for the outcomes. */
export const OUTCOMES: Record<string, (typeof REQUEST_OUTCOMES)[number]> = { fait: 'done', 'pas-fait': 'not-done', 'pas-pour-nous': 'not-for-us', injoignable: 'unreachable' };

const HOUR = /^([01]?\d|2[0-3])[:h]([0-5]\d)?$/;

/** The instant of a date and an hour as people in France type them: `2026-12-03`, `14:30` or `14h30`; null when they cannot be read. */
export function momentOf(date: string, hour: string): Date | null {
  const read = HOUR.exec(hour.trim());
  if (!z.iso.date().safeParse(date).success || !read) return null;
  const at = new Date(parisInstant(date, Number(read[1])).getTime() + Number(read[2] ?? 0) * 60_000);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** What every action of the page carries: which version was read, and the minutes spent. */
export function common(form: FormData, now: Date): { typed: Record<string, string>; version: number | undefined; spent: MinutesRead } {
  const typed = typedIn(form);
  const version = z.coerce.number().int().safeParse(typed['version']);
  return { typed, version: version.success && typed['version'] ? version.data : undefined, spent: readMinutes(typed['minutes'], typed['ouvert'], now) };
}
