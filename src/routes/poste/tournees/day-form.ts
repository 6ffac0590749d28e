const HOUR = /^([01]?\d|2[0-3])[:h]([0-5]\d)?$/;

/** Minutes of the day of an hour as typed, `9:00` or `9h`; null when it cannot be read. */
export function minutesOf(hour: string): number | null {
  const read = HOUR.exec(hour.trim());
  return read ? Number(read[1]) * 60 + Number(read[2] ?? 0) : null;
}

/** 545 → « 9 h 05 ». */
export const hourText = (minutes: number): string => `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`;
