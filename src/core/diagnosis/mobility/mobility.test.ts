import { beforeEach, expect, test } from 'vitest';
import { aFirm, aTerritory } from '#core/directory/testing/builders.ts';
import { aPerson } from '#core/identity/testing/builders.ts';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { agreeUses, attachDiagnosis, beginDiagnosis, keptById, openResult } from '../keep/index.ts';
import type { Answers } from '../model.ts';
import { fleetYear, staffYear } from './count.ts';
import { mobility } from './index.ts';
import { mobilityActions } from './actions.ts';

const { reference } = mobility;
const [CAHORS, GOURDON, CAZALS, PRAYSSAC] = ['46042', '46127', '46066', '46225'];
const row = (home: string, people: number, mode = 'car', more: object = {}) => ({ home, people, mode, days: 5, start: '08:00', end: '17:00', ...more });
const far = { [GOURDON]: { km: 20, low: 18, high: 24, name: 'Gourdon', within: false }, [CAZALS]: { km: 3, low: 1.5, high: 6, name: 'Cazals', within: true } };
const asked = (answers: Answers) => ({ reference, answers, today: '2026-11-23' });

test('one person alone in a car over twenty kilometres: kilometres, euros and tonnes as the lines say', () => {
  const [year] = staffYear(asked({ staff: [row(GOURDON, 1)] }), { far });
  expect(year).toMatchObject({ km: 20 * 2 * 5 * 45, euros: 9_000 * 0.357 });
  expect(year!.kg).toBeCloseTo(9_000 * 0.2176, 6);
  expect(year!.low).toBeLessThan(year!.kg);
  expect(year!.high).toBeGreaterThan(year!.kg);
});

test('two who share a car each pay and emit half of it; who walks costs nothing; a commune without a place is not counted', () => {
  const [shared, walks, unknown] = staffYear(asked({ staff: [row(GOURDON, 2, 'carpool'), row(CAZALS, 1, 'walk'), row('99999', 3)] }), { far });
  expect(shared!.euros).toBeCloseTo(2 * 9_000 * 0.5 * 0.357, 6);
  expect(walks).toMatchObject({ euros: 0, kg: 0 });
  expect(unknown).toMatchObject({ oneWay: null, km: 0, kg: 0 });
});

test('a fleet turned electric: with the firm’s own prices, and a time to pay back only from its own quotes', () => {
  const fleet = [{ kind: 'car', energy: 'fuel', count: 2, km: 20_000, litres: 5 }];
  const without = fleetYear(asked({ fleet, 'fuel-price': { value: 1.8, unit: 'eur-l' }, 'power-price': { value: 0.2, unit: 'eur-kwh' } }))!;
  expect(without).toMatchObject({ litres: 2_000, fuelEuros: 3_600, electricEuros: 40_000 * 0.18 * 0.2, gainEuros: 3_600 - 1_440 + 500, payback: null, assumedLitres: false });
  expect(fleetYear(asked({ fleet, 'price-gap': { value: 5_000, unit: 'eur' } }))!.payback).toBeGreaterThan(0);
  expect(fleetYear(asked({ fleet: [{ ...fleet[0]!, energy: 'electric' }] }))).toBeNull();
  const action = mobilityActions(asked({ staff: [row(GOURDON, 1)], fleet }), { far, placeName: 'Cahors', basis: '', shared: null }).find((one) => one.id === 'electric')!;
  expect(action).toMatchObject({ cost: null, sure: 'assumed' });
  expect(action.how).toContain('ne s’accordent pas');
});

test('at fifty on a site, what the law asks comes first', () => {
  const actions = mobilityActions(asked({ staff: [row(GOURDON, 50)] }), { far, placeName: 'Cahors', basis: '', shared: null });
  expect(actions[0]).toMatchObject({ id: 'plan', source: { id: 'lom' } });
});

const territoryId = 'lot';
let deps: Deps;
beforeEach(async () => {
  deps = await testDeps();
  await aTerritory(deps.db);
});

async function said(commune: 'Cahors' | 'Prayssac', staff: object[], uses: ('rides' | 'advisers')[]) {
  const siret = await aFirm(deps.db, commune);
  const begun = await beginDiagnosis(deps)({ territoryId, diagnosis: 'mobility', answers: { place: commune === 'Cahors' ? CAHORS : PRAYSSAC, staff: staff as never, 'has-fleet': 'no', exists: [], desk: { value: 0, unit: null } } });
  if (!begun.ok) throw new Error();
  const by = await aPerson(deps);
  await attachDiagnosis(deps)({ territoryId, id: begun.value.id, siret, by, how: 'sur le site', uses });
  return { id: begun.value.id, siret, by };
}
const together = async (id: string) => (await openResult(deps, (await keptById(deps.db, territoryId, id))!))!.result.sections.find((one) => one.id === 'ensemble');

test('two neighbours who work for two employers ride together only once both agreed, and no employer is named', async () => {
  const mine = await said('Cahors', [row(GOURDON, 1)], []);
  const other = await said('Cahors', [row(GOURDON, 1)], ['rides']);
  expect(JSON.stringify(await together(mine.id))).not.toContain('Covoiturer entre');
  await agreeUses(deps)({ territoryId, id: mine.id, by: mine.by, how: 'sur le site', uses: ['rides'] });
  const found = JSON.stringify(await together(mine.id));
  expect(found).toContain('Covoiturer entre');
  expect(found).toContain('un employeur voisin');
  expect(found).not.toContain(other.siret);
});

test('agreed, the trips are in the firm’s record for the board; taken back, they are not', async () => {
  const { id, siret, by } = await said('Cahors', [row(GOURDON, 3), row(CAZALS, 2, 'bike')], ['rides']);
  const facts = () => deps.db.selectFrom('fact').select(['kind', 'value', 'consent']).where('siret', '=', siret).where('withdrawn_at', 'is', null).execute();
  expect(await facts()).toMatchObject([{ kind: 'commutes', consent: 'partners', value: { staff: [{ commune: GOURDON, people: 3 }] } }]);
  await agreeUses(deps)({ territoryId, id, by, how: 'sur le site', uses: [] });
  expect(await facts()).toEqual([]);
});

test('a small team far from town is still offered rides, a day at home, tyres, trains and a vehicle to share, each with its source', () => {
  const actions = mobilityActions(asked({ staff: [row(GOURDON, 4)], desk: { value: 1, unit: null } }), { far, placeName: 'Cahors', basis: '', shared: null });
  expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining(['carpool', 'remote', 'tyres', 'train', 'shared-car']));
  expect(actions.every(({ source, leadsTo }) => source.text.length > 10 && leadsTo.label.length > 5)).toBe(true);
});

test('a shared ride found for many people is told by the people, not by one car; names keep their capitals', () => {
  const found = { rows: [{ title: 'Covoiturer', sentence: '', reasons: [] }], people: 120, kmSaved: 0, euros: 1000, employers: 0, why: null, notes: [] };
  const carpool = (shared: object) => mobilityActions(asked({ staff: [row(GOURDON, 120)], desk: { value: 0, unit: null } }), { far, placeName: 'Cahors', basis: '', shared: shared as typeof found }).find(({ id }) => id === 'carpool')!;
  expect([carpool(found).title, carpool(found).why]).toEqual(['Proposer le covoiturage à 120 personnes', '120 personnes de chez vous peuvent venir à plusieurs par voiture, horaires compris.'].map((text) => text.replace('120 ', '120\u00a0')));
  expect(carpool({ ...found, rows: [], why: 'Personne ne vient de Gourdon.' }).why).toContain('(personne ne vient de Gourdon)');
});

test('who comes in a shared car comes by car, as in the public average beside it', () => {
  const staff = [{ home: GOURDON, people: 1, mode: 'car', days: 5, from: '08:00', to: '17:00' }, { home: GOURDON, people: 2, mode: 'carpool', days: 5, from: '08:00', to: '17:00' }, { home: CAZALS, people: 1, mode: 'walk', days: 5, from: '08:00', to: '17:00' }];
  expect(mobility.measure!({ reference: mobility.reference, answers: { staff }, today: '2026-11-23' })).toMatchObject({ value: 75, unit: '%' });
});
