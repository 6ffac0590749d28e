import { RECORD_KINDS, tradeInWords, tradeKey, type ValueOf } from '#core/directory/index.ts';
import type { BoardSide } from '../../board.ts';
import { FIGURES } from './figures.ts';
import { type Placed, type Week, weekOfDays, weeksOf } from './week.ts';

const { 'time-need': timeNeed, worker } = RECORD_KINDS;
export type NeedValue = ValueOf<typeof timeNeed.fields>;
export type WorkerValue = ValueOf<typeof worker.fields>;
export type Form = NeedValue['forms'][number];

const WEEKS_A_MONTH = 52 / 12;

/** What a firm needs, ready to be put together: hours a week, paid hours a year, the weeks it may take. */
export type Part = Placed & { side: BoardSide<NeedValue>; key: string; trade: string; halves: number; hours: number; hoursAHalf: number; year: number };

/** Who looks for work, ready to be matched: hours a week at least and at most, half-days possible, months as bits. */
export type Person = { side: BoardSide<WorkerValue>; keys: Set<string>; min: number; max: number; allowed: Week; months: number };

const monthBits = (months: readonly number[]) => months.reduce((bits, month) => bits | (1 << (month - 1)), 0);
const MONTHS_OF_BITS = Array.from({ length: 1 << 12 }, (_, bits) => Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => bits & (1 << (month - 1))));
export const monthsIn = (bits: number): readonly number[] => MONTHS_OF_BITS[bits]!;

/** Half-days a week of a need; hours alone are placed on half-days of the length said. */
export const halvesOf = (value: NeedValue): number => (value.daysAWeek === undefined ? Math.max(1, Math.ceil(value.hoursAWeek! / (value.hoursADay / 2) - 1e-9)) : Math.round(value.daysAWeek * 2));

export function partOf(side: BoardSide<NeedValue>): Part {
  const { value } = side;
  const halves = halvesOf(value);
  const hours = value.hoursAWeek ?? value.daysAWeek! * value.hoursADay;
  const months = monthBits(value.months);
  return { side, key: tradeKey(value.skill, value.words), trade: tradeInWords(value.skill, value.words), halves, hours, hoursAHalf: hours / halves, months, weeks: weeksOf(halves, value.days), year: Math.round(hours * WEEKS_A_MONTH * monthsIn(months).length) };
}

export function personOf(side: BoardSide<WorkerValue>): Person {
  const { value } = side;
  const full = FIGURES.fullTime.hoursAWeek;
  return { side, keys: new Set(value.skills.map((skill) => tradeKey(skill, value.words))), min: (value.shareMin * full) / 100, max: (value.shareMax * full) / 100, allowed: weekOfDays(value.days), months: monthBits(value.months) };
}
