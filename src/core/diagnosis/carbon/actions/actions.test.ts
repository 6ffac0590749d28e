import { describe, expect, test } from 'vitest';
import { balanceOf } from '../balance.ts';
import { shippedFactors } from '../factors-file.ts';
import { readValue } from '../read-inventory.ts';
import { estimate } from '../trades/estimate.ts';
import { tradeOf, trades } from '../trades/read-trades.ts';
import { compareYears } from './compare-years.ts';
import { computeActions } from './compute-actions.ts';
import { curveOf, drawCurve } from './curve.ts';
import { actionCatalogue, cumacFactor, energyOf } from './read-actions.ts';

const head = { format: 'gariotte-carbon/1', year: 2025 };
const read = (lines: unknown[], year = 2025) => readValue({ ...head, year }, lines, 2026);
const gas = { id: 'heating-gas', activity: 'fossil-fuel', quantity: 20_000, unit: 'kWh PCS', factor: 37133 };
const actionsOf = (trade: string, lines: unknown[], said = {}, answers = {}, euros?: number) => computeActions(trade, answers, balanceOf(read(lines)).details.map((one) => ({ ...one, euros })), said);
const named = (list: ReturnType<typeof computeActions>, id: string) => list.find(({ row }) => row.id === id)!;

describe('the catalogue', () => {
  test('every row names its source; official sheets come with their code; trades and factors exist', () => {
    const ids = actionCatalogue().actions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of actionCatalogue().actions) {
      if (row.official) expect(row.source).toContain(row.official);
      for (const trade of row.trades ?? []) expect([row.id, tradeOf(trade)?.id]).toEqual([row.id, trade]);
      if (row.saving.kind === 'switch' || row.saving.kind === 'switch-size') expect(shippedFactors().get(row.saving.factor)?.unit).toMatch(/^kWh/);
    }
  });

  test('each trade has at least six actions to offer on an ordinary firm', () => {
    for (const trade of trades()) {
      const answers = Object.fromEntries(trade.questions.map((one) => [one.id, one.kind === 'choice' ? one.options.at(1)!.id : 12]));
      const lines = estimate(trade, answers).map(({ line }) => line);
      expect([trade.id, computeActions(trade.id, answers, balanceOf(read(lines)).details, {}).length >= 6]).toEqual([trade.id, true]);
    }
  });

  test('walls are insulated where people are warmed, not round an oven or a kiln; a lorry’s tyres are no car’s', () => {
    const first = (trade: string, answers: Record<string, number | string>) => computeActions(trade, answers, balanceOf(read(estimate(tradeOf(trade)!, answers).map(({ line }) => line))).details, {}).map(({ row }) => row.id);
    const building = ['roof-insulation', 'wall-insulation', 'floor-insulation', 'programmable-thermostat', 'heat-pump'];
    for (const energy of ['gas', 'wood', 'electricity']) {
      expect(first('sawmill', { logs: 6000, energy, people: 8 }).filter((id) => building.includes(id))).toEqual([]);
      expect(first('baker', { people: 4, flour: 30, energy }).filter((id) => building.includes(id))).toEqual([]);
      expect(first('sawmill', { logs: 6000, energy, people: 8 }).length).toBeGreaterThanOrEqual(6);
    }
    const haulier = first('haulier', { fuel: 180_000, lorries: 6, people: 8 });
    expect([haulier[0], haulier.includes('eco-driving'), haulier.includes('tyre-pressure')]).toEqual(['truck-drivers', false, false]);
  });

  test('lifetime savings come back to a year by the official discount, and kWh by two factors of one fuel', () => {
    expect([7, 14, 15, 30].map((years) => Number(cumacFactor(years).toFixed(4)))).toEqual([6.2421, 10.9856, 11.5631, 17.9837]);
    for (const [litre, kwh] of [['14087', '14085'], ['14015', '13991'], ['25775', '25778'], ['13556', '13558']] as const) expect(energyOf(litre)!.kwhPerUnit).toBeCloseTo(shippedFactors().get(litre)!.total / shippedFactors().get(kwh)!.total, 2);
  });
});

describe('savings on the firm’s own lines', () => {
  test('a share: 20 % at most of the heating, money at the firm’s own price', () => {
    const one = named(actionsOf('office', [gas], {}, {}, 0.1), 'heating-schedule');
    expect(one.kg).toBeCloseTo(20_000 * 0.2 * (shippedFactors().get('37133')!.parts.reduce((sum, part) => sum + part.total, 0)), 6);
    expect([one.eurosAYear, one.paybackYears, one.basis]).toEqual([expect.objectContaining({ value: 400, own: true }), 0, 'Au plus 20 % de ces lignes.']);
    expect(one.euroPerTonne!).toBeLessThan(0);
  });

  test('an official sheet asks for the surface, then gives kWh a year and never more than the line burns', () => {
    const open = named(actionsOf('office', [gas]), 'roof-insulation');
    expect([open.kg, open.ask?.unit, open.cost]).toEqual([null, 'm²', null]);
    const done = named(actionsOf('office', [gas], { 'roof-insulation': { size: 100 } }), 'roof-insulation');
    expect(done.kwh).toBeCloseTo((100 * 2100 * 0.6) / cumacFactor(30), 6);
    expect([done.cost?.value, done.eurosAYear?.own]).toEqual([3600, false]);
    expect(done.paybackYears).toBeCloseTo(3600 / (done.kwh! * 0.1158), 6);
    expect(named(actionsOf('office', [gas], { 'roof-insulation': { size: 5000 } }), 'roof-insulation').kwh).toBe(20_000);
  });

  test('a cost by the kW is not guessed: a quote is asked for, the firm’s own then counts', () => {
    expect(named(actionsOf('office', [gas]), 'heat-pump').cost).toBeNull();
    const quoted = named(actionsOf('office', [gas], { 'heat-pump': { euros: 15_000 } }), 'heat-pump');
    expect([quoted.cost?.value, quoted.cost?.own, quoted.paybackYears !== null]).toEqual([15_000, true, true]);
    const sized = named(actionsOf('office', [gas], { 'heat-pump': { size: 12 } }), 'heat-pump');
    expect([sized.cost?.value, sized.cost?.own, sized.ask?.unit]).toEqual([12_060, false, 'kW']);
  });

  test('wood in place of gas: the same heat at the pellets’ factor', () => {
    const { parts } = shippedFactors().get('37133')!;
    expect(named(actionsOf('office', [gas]), 'wood-boiler').kg).toBeCloseTo(20_000 * (parts.reduce((sum, part) => sum + part.total, 0) - shippedFactors().get('34942')!.total), 6);
  });

  test('an action without its line is not proposed; ranking puts what is measured first', () => {
    expect(actionsOf('office', [gas]).map(({ row }) => row.id)).not.toContain('eco-driving');
    const ranks = actionsOf('baker', [gas, { id: 'vehicles', activity: 'vehicle-fuel', quantity: 2000, unit: 'litre', factor: 25775 }]).map(({ rank }) => rank);
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
  });

  test('of two things that nobody measured, a farm is told first of what emits most: its nitrogen before its cold room', () => {
    const farm = [{ id: 'electricity', activity: 'electricity', quantity: 8000, unit: 'kWh', factor: 42513 }, { id: 'nitrogen', activity: 'nitrogen', quantity: 3, unit: 'tonne de N', factor: 24270 }];
    const ids = actionsOf('sheep-farm', farm).map(({ row }) => row.id);
    expect(ids.indexOf('nitrogen-balance')).toBeLessThan(ids.indexOf('milk-precooler'));
  });
});

describe('the cost curve', () => {
  test('cheapest tonne first, widths are tonnes, and what has no cost is not drawn', () => {
    const steps = curveOf(actionsOf('office', [gas], { 'roof-insulation': { size: 100 }, 'heat-pump': { euros: 15_000 } }));
    expect(steps.map(({ id }) => id)).toEqual(['heating-schedule', 'roof-insulation', 'heat-pump']);
    expect(steps[1]!.from).toBe(steps[0]!.to);
    expect(drawCurve(steps).match(/<rect/g)).toHaveLength(3);
    expect(drawCurve(steps)).not.toContain('style=');
    expect(drawCurve([])).toBe('');
  });
});

test('next year beside this one at equal method: what the quantities did, and what a change of factor did', () => {
  const electricity = { id: 'e', activity: 'electricity', quantity: 10_000, unit: 'kWh', factor: 42513 };
  const { total, posts, years } = compareYears(read([electricity, gas], 2024), read([{ ...electricity, quantity: 8000 }, { ...gas, factor: 37132, unit: 'kWh PCI' }], 2025));
  expect(years).toEqual([2024, 2025]);
  expect(total.activity).toBeCloseTo(-2000 * 0.05204, 6);
  expect(total.change).toBeCloseTo(total.activity + total.other, 9);
  expect(posts.map(({ post }) => post)).toEqual(['1.1', '2.1', '4.1']);
});
