import { listed } from '#lib/format.ts';
import { assumed } from './assumed.ts';

/** Weeks of a year of 52, by their number from 1. */
export const WEEKS = Array.from({ length: 52 }, (_, i) => i + 1);

type Season = { months: readonly number[]; weekFrom?: number | undefined; weekTo?: number | undefined; schoolWeeks?: boolean };

/** The month that most days of a week fall in: that of its Thursday. Reckoned in 2027, whose weeks of 1 to 52 all fall within it. */
const monthOf = (week: number): number => new Date(Date.UTC(2027, 0, 7 + 7 * (week - 1))).getUTCMonth() + 1;
const MONTH = WEEKS.map(monthOf);
const WITHOUT_SCHOOL = new Set(assumed.school.weeksWithout);

/** In which weeks a season falls: between its weeks when they are said, over the new year too, else in its months; without the holidays for a school. */
export const weeksOf = ({ months, weekFrom, weekTo, schoolWeeks }: Season): Set<number> =>
  new Set(
    WEEKS.filter((week) => {
      if (schoolWeeks && WITHOUT_SCHOOL.has(week)) return false;
      if (weekFrom === undefined || weekTo === undefined) return months.includes(MONTH[week - 1]!);
      return weekFrom <= weekTo ? week >= weekFrom && week <= weekTo : week >= weekFrom || week <= weekTo;
    }),
  );

/** « semaines 10 à 20 et 36 à 43 »; the whole year as such. */
export function weeksInWords(weeks: readonly number[]): string {
  if (weeks.length >= 52) return 'toute l’année';
  const sorted = [...weeks].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const week of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === week - 1) last[1] = week;
    else runs.push([week, week]);
  }
  // A season over the new year is one run.
  if (runs.length > 1 && runs[0]![0] === 1 && runs.at(-1)![1] === 52) runs.unshift([runs.pop()![0], runs.shift()![1]]);
  return `semaine${sorted.length > 1 ? 's' : ''} ${listed(runs.map(([from, to]) => (from === to ? `${from}` : `${from} à ${to}`)))}`;
}

/** The Monday of the first of these weeks that is still to come, as a date. */
export function nextOf(weeks: readonly number[], today: string): string {
  const monday = (year: number, week: number) => {
    const fourth = Date.UTC(year, 0, 4);
    return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * 86_400_000 + (week - 1) * 7 * 86_400_000;
  };
  const year = Number(today.slice(0, 4));
  const coming = [year, year + 1].flatMap((one) => weeks.map((week) => monday(one, week))).filter((time) => time > Date.parse(today));
  return new Date(Math.min(...coming)).toISOString().slice(0, 10);
}
