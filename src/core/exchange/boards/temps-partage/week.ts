import { listed } from '#lib/format.ts';
import { FIGURES } from './figures.ts';

/** Half-days of a week as bits: two a day from Monday, the morning first. */
export type Week = number;

const bothHalves = (day: number): Week => 0b11 << (2 * (day - 1));
export const weekOfDays = (days: readonly number[]): Week => days.reduce((week, day) => week | bothHalves(day), 0);

/** Every way to place some half-days on these days: whole days first, a last half-day on another. */
export function weeksOf(halves: number, days: readonly number[]): Week[] {
  const possible = [...new Set(days)].sort((a, b) => a - b);
  const weeks: Week[] = [];
  const place = (at: number, left: number, week: Week) => {
    if (left === 0) {
      if (halves % 2 === 0) weeks.push(week);
      else for (const day of possible) if ((week & bothHalves(day)) === 0) weeks.push(week | (0b01 << (2 * (day - 1))), week | (0b10 << (2 * (day - 1))));
      return;
    }
    for (let i = at; i + left <= possible.length; i++) place(i + 1, left - 1, week | bothHalves(possible[i]!));
  };
  place(0, halves >> 1, 0);
  return weeks;
}

/** Something to be placed in a week, in some months (bits, January first). */
export type Placed = { weeks: readonly Week[]; months: number };

const daysIn = (week: Week): number => {
  let days = 0;
  for (let day = 1; day <= 7; day++) if (week & bothHalves(day)) days++;
  return days;
};

/** One week for each part so that no half-day is worked twice in a month, within the half-days allowed and six days a week; null when there is none. */
export function fitWeeks(parts: readonly Placed[], allowed: Week): Week[] | null {
  const order = parts.map((_, i) => i).sort((a, b) => parts[a]!.weeks.length - parts[b]!.weeks.length || a - b);
  const found: Week[] = new Array<Week>(parts.length).fill(0);
  const restful = () => {
    for (let month = 0; month < 12; month++) {
      let week = 0;
      for (const [i, part] of parts.entries()) if (part.months & (1 << month)) week |= found[i]!;
      if (daysIn(week) > FIGURES.daysAWeek.most) return false;
    }
    return true;
  };
  const place = (at: number): boolean => {
    if (at === order.length) return restful();
    const mine = order[at]!;
    for (const week of parts[mine]!.weeks) {
      if ((week & ~allowed) !== 0) continue;
      let clash = false;
      for (let k = 0; k < at && !clash; k++) clash = (parts[order[k]!]!.months & parts[mine]!.months) !== 0 && (found[order[k]!]! & week) !== 0;
      if (clash) continue;
      found[mine] = week;
      if (place(at + 1)) return true;
    }
    return false;
  };
  return place(0) ? found : null;
}

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/** « lundi, mardi et jeudi matin ». */
export const weekInWords = (week: Week): string =>
  listed(DAYS.flatMap((name, i) => (((week >> (2 * i)) & 0b11) === 0b11 ? [name] : (week >> (2 * i)) & 0b01 ? [`${name} matin`] : (week >> (2 * i)) & 0b10 ? [`${name} après-midi`] : [])));

/** The half-days of a week one by one: day from 1, and whether it is the morning. */
export const halvesIn = (week: Week): { day: number; morning: boolean }[] => DAYS.flatMap((_, i) => [true, false].filter((morning) => week & ((morning ? 0b01 : 0b10) << (2 * i))).map((morning) => ({ day: i + 1, morning })));
