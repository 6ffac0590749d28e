// Public holidays: Code du travail, art. L3133-1 (1 January, Easter Monday, 1 May, 8 May, Ascension, Whit Monday, 14 July, 15 August, 1 and 11 November, 25 December).
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
const AFTER_EASTER = [1, 39, 50];

const DAY = 86_400_000;
const instant = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher's method), as `YYYY-MM-DD`. */
export function easter(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const [month, day] = [Math.floor((h + l - 7 * m + 114) / 31), ((h + l - 7 * m + 114) % 31) + 1];
  return dateAt(Date.UTC(year, month - 1, day));
}

const holidays = new Map<number, Set<string>>();

/** Whether a date is one of the eleven public holidays of metropolitan France. */
export function isPublicHoliday(date: string): boolean {
  const year = Number(date.slice(0, 4));
  let known = holidays.get(year);
  if (!known) {
    const sunday = instant(easter(year));
    known = new Set([...FIXED.map((day) => `${year}-${day}`), ...AFTER_EASTER.map((days) => dateAt(sunday + days * DAY))]);
    holidays.set(year, known);
  }
  return known.has(date);
}

const weekday = (date: string) => new Date(instant(date)).getUTCDay();

/** Whether people are at their desks: Monday to Friday, no public holiday. */
export const isWorkingDay = (date: string): boolean => weekday(date) !== 0 && weekday(date) !== 6 && !isPublicHoliday(date);

/** The date so many days later, counting all days; fewer when negative. */
export const addDays = (date: string, days: number): string => dateAt(instant(date) + days * DAY);

/** The date `days` working days later (the day itself does not count); 0 gives the first working day from that date on. */
export function addWorkingDays(date: string, days: number): string {
  let at = date;
  if (days === 0) {
    while (!isWorkingDay(at)) at = addDays(at, 1);
    return at;
  }
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left--;
  }
  return at;
}

/** Working days from one date to a later one, the first not counted. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at)) count++;
  return count;
}

const parisClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** The instant at which clocks in France show that date and hour. */
export function parisInstant(date: string, hour: number): Date {
  const guess = Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00Z`);
  const shown = Date.parse(`${parisClock.format(guess).replace(' ', 'T')}Z`);
  return new Date(guess - (shown - guess));
}

const FIRST_HOUR = 8;
const LAST_HOUR = 19;
// Sunday is for rest, Saturday is a working day in shops.
const mailDay = (date: string) => weekday(date) !== 0 && !isPublicHoliday(date);

/** The first instant from the one given at which a mail may reach someone: 8 to 19 h in France, never on a Sunday or a public holiday. */
export function nextMailTime(from: Date): Date {
  let date = parisClock.format(from).slice(0, 10);
  if (mailDay(date)) {
    const [opens, closes] = [parisInstant(date, FIRST_HOUR), parisInstant(date, LAST_HOUR)];
    if (from < opens) return opens;
    if (from < closes) return from;
  }
  do date = addDays(date, 1);
  while (!mailDay(date));
  return parisInstant(date, FIRST_HOUR);
}
