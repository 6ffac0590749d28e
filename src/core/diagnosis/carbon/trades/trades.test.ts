import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceOf } from '../balance.ts';
import { shippedFactors } from '../factors-file.ts';
import { readValue } from '../read-inventory.ts';
import { conversion } from '../units.ts';
import { estimate, type TradeAnswers } from './estimate.ts';
import { narrowings } from './narrowing.ts';
import { type Trade, tradeOf, tradeOfActivity, trades } from './read-trades.ts';

const usual = (trade: Trade): TradeAnswers => Object.fromEntries(trade.questions.map((one) => [one.id, one.kind === 'choice' ? one.options[0]!.id : Math.min(one.unusual.above, Math.max(one.min, 10))]));
const computed = (trade: Trade, answers: TradeAnswers) => balanceOf(readValue({ format: 'gariotte-carbon/1', year: 2025 }, estimate(trade, answers).map(({ line }) => line), 2026));
const baker = tradeOf('baker')!;
const bakery = { people: 4, flour: 30, energy: 'gas' };

describe('three questions by trade', () => {
  test('the fourteen trades of the brief', () => {
    expect(trades().map(({ id }) => id)).toEqual(['baker', 'vintner', 'sheep-farm', 'market-gardener', 'sawmill', 'joiner', 'mason', 'garage', 'mechanical-workshop', 'food-workshop', 'shop', 'inn-restaurant', 'haulier', 'office']);
  });

  test.each(trades().map((trade) => [trade.title, trade] as const))('%s: every line counts, in its factor’s unit, with a basis, and no suspicious factor', (_, trade) => {
    const ids = trade.lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of trade.lines) {
      expect(trade.questions.map(({ id }) => id)).toContain(line.per);
      if (typeof line.factor === 'string') {
        const factor = shippedFactors().get(line.factor);
        expect([line.id, factor ? conversion(line.unit, factor.unit) : null, factor?.avoided, factor?.doubt]).toEqual([line.id, expect.any(Number), false, '']);
      }
      if (line.when) {
        const question = trade.questions.find(({ id }) => id === line.when!.question);
        expect(question?.kind === 'choice' && line.when.is.every((is) => question.options.some(({ id }) => id === is))).toBe(true);
      }
    }
    const { lines, problems, total } = computed(trade, usual(trade));
    expect([problems, lines.left]).toEqual([[], 0]);
    expect(total.gsd2!).toBeGreaterThan(1.2);
    for (const question of trade.questions) if (question.kind === 'choice') for (const { id } of question.options) expect(computed(trade, { ...usual(trade), [question.id]: id }).problems).toEqual([]);
  });

  test('a bakery of four at the gas oven is told between what it may be, and its largest line first to ask', () => {
    const balance = computed(baker, bakery);
    expect(balance.total.kg / 1000).toBeGreaterThan(40);
    expect(balance.total.kg / 1000).toBeLessThan(130);
    expect(balance.total.high! / balance.total.low!).toBeGreaterThan(1.5);
    expect(['ingredients', 'oven-gas', 'flour']).toContain(narrowings(balance.details)[0]!.id);
  });

  test('an energy of one’s own leaves the others out', () => {
    expect(estimate(baker, bakery).map(({ line }) => line.id).filter((id) => id!.startsWith('oven'))).toEqual(['oven-gas']);
    expect(estimate(baker, { people: 4 }).every(({ from }) => from.per === 'people')).toBe(true);
  });

  test('the register’s activity code tells the trade, the longest beginning first', () => {
    expect(['10.71C', '10.13A', '01.45Z', '47.24Z', '47.11B', '56.10A', '49.41A', '69.20Z', '99.99Z', null].map((code) => tradeOfActivity(code)?.id ?? null)).toEqual(['baker', 'food-workshop', 'sheep-farm', 'baker', 'shop', 'inn-restaurant', 'haulier', 'office', null, null]);
  });
});

describe('which line narrows it most', () => {
  test('shares of the variance make one, and reading the first line on a bill narrows the total as said', () => {
    const lines = estimate(baker, bakery).map(({ line }) => line);
    const before = computed(baker, bakery);
    const [first, ...others] = narrowings(before.details);
    expect([first!, ...others].reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
    expect(others.every(({ gain }) => gain <= first!.gain)).toBe(true);
    const read = balanceOf(readValue({ format: 'gariotte-carbon/1', year: 2025 }, lines.map((line) => (line.id === first!.id ? { ...line, uncertaintyPercent: 5 } : line)), 2026));
    expect(read.total.gsd2!).toBeCloseTo(first!.after, 9);
  });

  test('answering any line never widens the interval', () => {
    fc.assert(fc.property(fc.constantFrom(...trades()), fc.double({ min: 1, max: 50, noNaN: true }), (trade, size) => {
      const answers = Object.fromEntries(trade.questions.map((one) => [one.id, one.kind === 'choice' ? one.options.at(-1)!.id : size]));
      const { details, total } = computed(trade, answers);
      return narrowings(details).every(({ after, gain }) => after <= total.gsd2! + 1e-9 && gain >= -1e-9);
    }), { numRuns: 60 });
  });
});
