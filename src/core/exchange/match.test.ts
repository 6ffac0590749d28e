import { expect, test } from 'vitest';
import { FlowIn, FlowOut } from '#core/directory/index.ts';
import { straightLineTravel } from '#core/territory/index.ts';
import { faultsOf } from './flows/check-flows.ts';
import { flowsOf, matchFlows } from './match.ts';
import type { Place, Side } from './model.ts';
import { propose } from './propose.ts';
import { changeText, obstacleText } from './words.ts';

const CAZALS = { longitude: 1.2196, latitude: 44.6437 };
const GOURDON = { longitude: 1.3838, latitude: 44.7402 };
const PRAYSSAC = { longitude: 1.1886, latitude: 44.5052 };
const LALBENQUE = { longitude: 1.5462, latitude: 44.3403 };

const offer = (factId: string, place: Place | null, flow: object = {}): Side<FlowOut> => ({
  factId, siret: `offer-${factId}`, place, certainty: 'stated', statedOn: '2026-11-03',
  value: FlowOut.parse({ material: 'sciure', wasteCode: '030105', tonnesPerYear: 380, state: 'wet-solid', moisturePercent: 45, disposalCentsPerTonne: 3_100, ...flow }),
});
const need = (factId: string, place: Place | null, flow: object = {}): Side<FlowIn> => ({
  factId, siret: `need-${factId}`, place, certainty: 'stated', statedOn: '2026-11-03',
  value: FlowIn.parse({ material: 'sciure', wasteCodes: ['030105'], tonnesPerYear: 310, states: ['wet-solid', 'dry-solid'], maxMoisturePercent: 50, purchaseCentsPerTonne: 2_000, ...flow }),
});
const match = async (offers: Side<FlowOut>[], needs: Side<FlowIn>[]) => {
  const matched = await matchFlows(offers, needs, straightLineTravel());
  expect(faultsOf(matched.problem, matched.solution)).toEqual([]);
  return { matched, flows: flowsOf(matched), ...propose(matched) };
};

test('the sawmill of Cazals serves the pellet maker of Gourdon all year and the potter of Prayssac in the dry months', async () => {
  const { proposals, leftOut } = await match([offer('scierie', CAZALS)], [need('granuleur', GOURDON), need('potier', PRAYSSAC, { tonnesPerYear: 100, months: [5, 6, 7, 8, 9], purchaseCentsPerTonne: 1_000 })]);
  expect(leftOut).toEqual([]);
  expect(proposals).toHaveLength(1);
  const [one] = proposals;
  expect(one!.body.hub).toBe('offer');
  // 380 t a year are 31.7 a month; the pellet maker takes 25.8 of them, so that 5.8 are left in each of the potter's five months.
  expect(one!.body.flows.map((flow) => [flow.needId, Math.round(flow.tonnesPerYear)])).toEqual([['granuleur', 310], ['potier', 29]]);
  expect(one!.body.worth.low).toBeLessThan(one!.body.worth.value);
  expect(one!.body.co2!.value).toBeGreaterThan(0);
});

test('who wants it drier is not served, and drying is the change that is named', async () => {
  const { flows, leftOut } = await match([offer('scierie', CAZALS)], [need('granuleur', GOURDON, { maxMoisturePercent: 20 })]);
  expect(flows).toEqual([]);
  const mill = leftOut.find((one) => one.factId === 'scierie')!;
  expect(mill.body.leastChange).toMatchObject({ obstacle: { code: 'moisture', percent: 45, max: 20 }, withFactId: 'granuleur' });
  expect(mill.body.leastChange!.tonnesPerYear).toBeCloseTo(310, 0);
  expect(changeText(mill.body.leastChange!)).toContain('Sécher de 45 à 20');
});

test('a distance too long by little is said in kilometres, and the nearest of two changes wins', async () => {
  const { leftOut } = await match([offer('scierie', CAZALS)], [need('loin', LALBENQUE, { maxKm: 40 }), need('sec', GOURDON, { maxMoisturePercent: 10 })]);
  const change = leftOut.find((one) => one.factId === 'scierie')!.body.leastChange!;
  expect(change).toMatchObject({ withFactId: 'loin', obstacle: { code: 'too-far', maxKm: 40 } });
  expect(changeText(change).replaceAll('\u00a0', ' ')).toMatch(/^\d+ km de plus acceptés/);
});

test('small flows are pooled to reach what one receiver needs, as one proposal around it', async () => {
  const small = ['a', 'b', 'c'].map((id) => offer(id, CAZALS, { tonnesPerYear: 45 }));
  const { proposals } = await match(small, [need('granuleur', GOURDON, { minTonnesPerYear: 100 })]);
  expect(proposals).toHaveLength(1);
  expect(proposals[0]!.body).toMatchObject({ hub: 'need' });
  expect(proposals[0]!.factIds.toSorted()).toEqual(['a', 'b', 'c', 'granuleur']);
});

test('what lacks to reach a minimum is said in tonnes', async () => {
  const { leftOut } = await match([offer('a', CAZALS, { tonnesPerYear: 45 })], [need('granuleur', GOURDON, { minTonnesPerYear: 100 })]);
  expect(leftOut.find((one) => one.factId === 'a')!.body.leastChange).toMatchObject({ obstacle: { code: 'too-little', tonnesPerYear: 45, minTonnesPerYear: 100 } });
});

test('hazardous waste is never matched, whatever it is worth, and nothing is said to make it possible', async () => {
  const { flows, leftOut } = await match([offer('garage', CAZALS, { material: 'huile usée', wasteCode: '130205', state: 'liquid', disposalCentsPerTonne: 50_000 })], [need('chaudière', GOURDON, { wasteCodes: ['130205'], states: ['liquid'] })]);
  expect(flows).toEqual([]);
  const oil = leftOut.find((one) => one.factId === 'garage')!.body;
  expect(oil.leastChange).toBeNull();
  expect(obstacleText(oil.obstacles[0]!.obstacle)).toContain('Trackdéchets');
});

test('what fails a condition of by-products stays a waste', async () => {
  const { flows, leftOut } = await match([offer('scierie', CAZALS, { byproduct: { 'no-harm': { met: 'no', evidence: '' } } })], [need('granuleur', GOURDON)]);
  expect(flows).toEqual([]);
  expect(leftOut[0]!.body.obstacles[0]!.obstacle).toEqual({ code: 'not-a-byproduct', condition: 'no-harm' });
});

test('two firms far apart with nothing to gain are left alone', async () => {
  const { flows, leftOut } = await match([offer('scierie', CAZALS, { disposalCentsPerTonne: undefined })], [need('granuleur', LALBENQUE, { purchaseCentsPerTonne: undefined })]);
  expect(flows).toEqual([]);
  expect(leftOut[0]!.body.leastChange).toMatchObject({ obstacle: { code: 'not-worth-it' } });
});

test('nobody is matched with itself, and without a place nothing is promised', async () => {
  const self = { ...need('granuleur', CAZALS), siret: 'offer-scierie' };
  expect((await match([offer('scierie', CAZALS)], [self])).flows).toEqual([]);
  const { leftOut } = await match([offer('scierie', null)], [need('granuleur', GOURDON)]);
  expect(leftOut[0]!.body.obstacles[0]!.obstacle.code).toBe('no-place');
});
