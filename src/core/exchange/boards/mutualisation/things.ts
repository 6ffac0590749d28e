import { z } from 'zod';
import { RECORD_KINDS, type ValueOf } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import type { BoardSide } from '../../board.ts';

export const { 'sharing-wish': wished, 'equipment-shared': lent } = RECORD_KINDS;
export type Wish = BoardSide<ValueOf<typeof wished.fields>>;
export type Lent = BoardSide<ValueOf<typeof lent.fields>>;

const Assumed = z.object({ note: z.string() });
export const figures = z.object({ timesPerMonth: Assumed.extend({ value: z.number() }), quotes: Assumed }).parse(JSON.parse(factsFile('exchange/mutualisation.json')));

export const NBSP = '\u00a0';

/** The same thing said with other capitals, accents, hyphens or a plural is the same thing. */
export const sameThing = (sort: string, what: string): string =>
  `${sort}:${what.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)).join(' ')}`;

/** Days of use a year; null when nothing was said of them. */
export function daysPerYear({ value }: { value: { months: number[]; weekdays?: number[] | undefined; daysPerMonth?: number | undefined } }): number | null {
  const months = new Set(value.months).size;
  if (value.weekdays) return new Set(value.weekdays).size * figures.timesPerMonth.value * months;
  return value.daysPerMonth === undefined ? null : value.daysPerMonth * months;
}

/**
 * What some would pay together in a year, in cents: the lowest of their quotes for one shared thing, or the whole quantity at the best price that somebody was
 * given for as much. Null when nobody has a price.
 */
export function costTogether(wishes: readonly Wish[]): number | null {
  const prices = wishes.flatMap(({ value }) => value.sharedCents ?? []);
  if (wishes.every(({ value }) => value.quantity !== undefined)) {
    const quantity = wishes.reduce((sum, { value }) => sum + value.quantity!, 0);
    const units = wishes.flatMap(({ value }) => (value.steps ?? []).filter((step) => step.from <= quantity + 1e-9).map((step) => step.unitCents));
    if (units.length > 0) prices.push(Math.round(quantity * Math.min(...units)));
  }
  return prices.length > 0 ? Math.min(...prices) : null;
}

export const costAlone = (wishes: readonly Wish[]): number => wishes.reduce((sum, { value }) => sum + value.aloneCents, 0);
