import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { aPerson } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { knownAnswers } from '../keep/index.ts';
import type { Answers } from '../model.ts';
import type { Result } from '../result.ts';
import { holdLabel, labels, labelsHeldBy, withdrawLabel } from './index.ts';

const { reference } = labels;
const assess = (answers: Answers) => labels.assess({ reference, answers, today: '2026-11-23' }, undefined) as Result;

test('a baker is offered labels of bakers, never those of printers or farms; the closest comes first', () => {
  const { actions, sections, headline } = assess({ trade: 'food-craft', size: 'under-10', daily: ['sorting', 'energy', 'local'], table: [] });
  expect(actions.map((one) => one.id)).toEqual(['eco-defis', 'envol', 'numerique-responsable']);
  expect(headline[1]).toMatchObject({ value: 100 });
  const table = sections[0]!;
  if (table.kind !== 'table') throw new Error();
  expect(table.rows).toHaveLength(14);
  expect(table.rows.map((row) => row[1]).slice(0, 4)).toEqual(['oui', 'oui', 'oui', 'non\u00a0: pour un autre métier']);
});

test('one label is told in the singular', () => {
  const { headline: [fits] } = assess({ trade: 'other', size: 'more', daily: [] });
  expect([fits!.value, fits!.label]).toEqual([1, 'label sur 14 est fait pour vous']);
});

test('beyond fifty employees EnVol is not for them, and it is said why', () => {
  const result = assess({ trade: 'maker', size: 'more', daily: [] });
  expect(result.actions.map((one) => one.id)).not.toContain('envol');
  expect(JSON.stringify(result.sections)).toContain('réservé aux moins de 50');
});

test('a price says its year, or that none was found; what is of memory is an assumption', () => {
  const farm = assess({ trade: 'farm', size: 'under-10', daily: [], land: ['organic', 'biodynamic'] });
  expect(farm.actions.find((one) => one.id === 'demeter')).toMatchObject({ cost: null, sure: 'assumed' });
  expect(farm.actions.find((one) => one.id === 'hve')!.sure).toBe('assumed');
  expect(farm.actions.find((one) => one.id === 'envol')!.cost).toContain('tarif de 2012');
});

test('the register says the trade and the size, so they are not asked', () => {
  const firm = { siret: '0', communeCode: '46042', sizeBand: '02' };
  expect(knownAnswers(reference, { ...firm, activityCode: '10.71C' })).toEqual({ trade: 'food-craft', size: 'under-10' });
  expect(knownAnswers(reference, { ...firm, activityCode: '10.51C', sizeBand: null })).toEqual({ trade: 'food-processing' });
  expect(knownAnswers(reference, { ...firm, activityCode: '55.10Z', sizeBand: '21' })).toEqual({ trade: 'lodging', size: 'more' });
});

let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

test('a label kept is on the firm’s page with its end; said again it is replaced; over, it is said so; taken back, it is gone', async () => {
  const [siret, by] = [await aFirm(deps.db, 'Cazals'), await aPerson(deps)];
  const hold = (until: string | null) => holdLabel(deps)({ territoryId: 'lot', siret, by, how: 'sur le site', label: 'envol', until, number: null });
  await hold('2026-06-30');
  expect(await labelsHeldBy(deps.db, 'lot', siret, '2026-11-23')).toMatchObject([{ name: 'EnVol', until: '2026-06-30', over: true }]);
  const again = await hold('2031-06-30');
  expect(await labelsHeldBy(deps.db, 'lot', siret, '2026-11-23')).toMatchObject([{ until: '2031-06-30', over: false }]);
  expect(await holdLabel(deps)({ territoryId: 'lot', siret, by, how: 'x y', label: 'invented', until: null, number: null })).toEqual({ ok: false, reason: 'unknown-label' });
  if (!again.ok) throw new Error();
  expect(await withdrawLabel(deps)({ territoryId: 'lot', siret, id: again.value.id, by })).toEqual({ ok: true, value: null });
  expect(await labelsHeldBy(deps.db, 'lot', siret, '2026-11-23')).toEqual([]);
});
