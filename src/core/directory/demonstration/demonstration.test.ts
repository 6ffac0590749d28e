import { beforeAll, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { communesOf, loadReference } from '#core/territory/index.ts';
import { factsOfKind } from '../facts.ts';
import { hasLuhnKey, isSiret } from '../siret.ts';
import { wasteOf } from '../waste/index.ts';
import { nafOf } from '../naf/index.ts';
import { demonstrationOf } from './data.ts';
import { loadDemonstration, removeDemonstration, wantsDemonstration } from './index.ts';
import { makeFirms } from './make-firms.ts';

let deps: Deps;
beforeAll(async () => {
  deps = await testDeps();
  await loadReference(deps)();
}, 180_000);
const invented = async () => makeFirms(demonstrationOf('lot')!, await communesOf(deps.db, 'lot'));

test('nobody takes an invented firm for a real one: each says « exemple », each has a SIRET that cannot exist', async () => {
  const firms = await invented();
  expect(firms.length).toBeGreaterThan(1_400);
  expect(firms.length).toBeLessThan(1_600);
  for (const { siret, name } of firms) {
    expect(name).toMatch(/ exemple /);
    expect(siret).toMatch(/^000\d{11}$/);
    expect(hasLuhnKey(siret) || isSiret(siret)).toBe(false);
  }
  expect(new Set(firms.map((firm) => firm.siret)).size).toBe(firms.length);
  expect(new Set(firms.map((firm) => firm.name)).size).toBe(firms.length);
});

test('the demonstration is the same every time', async () => {
  expect(await invented()).toEqual(await invented());
});

test('each firm lies in its commune, and firms of towns follow the inhabitants', async () => {
  const communes = new Map((await communesOf(deps.db, 'lot')).map((one) => [one.code, one]));
  const firms = await invented();
  for (const firm of firms) {
    const commune = communes.get(firm.communeCode)!;
    const km = 111.2 * Math.hypot(firm.latitude - commune.latitude!, (firm.longitude - commune.longitude!) * 0.71);
    expect(km).toBeLessThanOrEqual(0.55 * Math.sqrt(commune.areaKm2! / Math.PI));
  }
  const inn = (code: string) => firms.filter((firm) => firm.naf === '56.10A' && firm.communeCode === code).length;
  expect(inn('46042')).toBeGreaterThan(inn('46102'));
  expect(new Set(firms.map((firm) => firm.communeCode)).size).toBeGreaterThan(220);
});

test('every trade and every waste code of the demonstration exist', () => {
  const { trades, laterStories, ...lot } = demonstrationOf('lot')!;
  const stories = [...lot.stories, ...laterStories];
  for (const one of [...trades, ...stories]) expect(nafOf(one.naf)?.code, one.naf).toBe(one.naf);
  const codes = [...trades, ...stories].flatMap((one) => one.flows.flatMap((flow) => (flow.kind === 'flow-out' ? [flow.value.wasteCode] : flow.value.wasteCodes)));
  for (const code of codes) expect(wasteOf(code)?.code, code).toBe(code);
});

test('loading makes enough to say, of every consent; a second time changes nothing; removing leaves not one row', async () => {
  expect(await wantsDemonstration(deps.db, 'lot')).toBe(true);
  const loaded = await loadDemonstration(deps)('lot');
  expect(loaded).toMatchObject({ ok: true, value: { loaded: true } });
  const seen = [...(await factsOfKind(deps.db, 'lot', 'flow-out', { kind: 'adviser' })), ...(await factsOfKind(deps.db, 'lot', 'flow-in', { kind: 'adviser' }))];
  const all = await deps.db.selectFrom('fact').select(['consent', 'source_detail']).execute();
  expect(all.length).toBeGreaterThan(350);
  expect(all.length).toBeLessThan(450);
  expect(all.every((fact) => fact.source_detail?.startsWith('Exemple inventé'))).toBe(true);
  expect(new Set(all.map((fact) => fact.consent))).toEqual(new Set(['private', 'advisers', 'partners', 'public']));
  expect(seen.length).toBe(all.filter((fact) => fact.consent !== 'private').length);
  expect(await loadDemonstration(deps)('lot')).toMatchObject({ ok: true, value: { loaded: false } });

  await deps.db.insertInto('establishment').values({ territory_id: 'lot', siret: '10000000900017', siren: '100000009', name: 'SCIERIE VRAIE', commune_code: '46042', status: 'open', origin: 'register' } as never).execute();
  expect((await removeDemonstration(deps)('lot')).length).toBeGreaterThan(1_400);
  for (const table of ['fact', 'consent_event', 'search_document'] as const) expect(await deps.db.selectFrom(table as 'fact').selectAll().execute(), table).toEqual([]);
  expect((await deps.db.selectFrom('establishment').select('name').execute()).map((row) => row.name)).toEqual(['SCIERIE VRAIE']);
  expect(await removeDemonstration(deps)('lot')).toEqual([]);
  await deps.db.deleteFrom('establishment').execute();
  expect(await wantsDemonstration(deps.db, 'lot'), 'removed, it does not come back by itself').toBe(false);
});

test('a territory without a demonstration of its own gets none', async () => {
  expect(await loadDemonstration(deps)('figeac')).toEqual({ ok: false, reason: 'no-demonstration' });
});
