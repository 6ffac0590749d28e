import { beforeAll, expect, test } from 'vitest';
import type { Deps } from '#core/kernel/index.ts';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import { communeCodesOf, communeOf, communesOf, createTerritory, currentTerritory, loadReference, nearestCommunes, operatedTerritoryOf, referenceStamp, searchCommunes, territories } from './index.ts';

const names = (list: { name: string }[]) => list.map((one) => one.name);

let deps: Deps;
beforeAll(async () => {
  deps = await testDeps();
  await loadReference(deps)();
  // 35,000 communes: two seconds alone, longer beside other tests.
}, 180_000);

test('the whole country comes with the product, and the Lot with its 312 communes and their positions', async () => {
  expect(await currentTerritory(deps.db)).toEqual({ id: 'lot', name: 'Lot', withArticle: 'le Lot' });
  expect(await territories(deps.db)).toEqual([{ id: 'lot', name: 'Lot', withArticle: 'le Lot', operated: true, communes: 312, departements: ['46'], population: 176_473 }]);
  const communes = await communesOf(deps.db, 'lot');
  expect(communes).toHaveLength(312);
  expect(communes.filter((one) => one.longitude === null || one.areaKm2 === null)).toEqual([]);
  expect(await communeOf(deps.db, '46042')).toMatchObject({ name: 'Cahors', departementName: 'Lot', epciName: 'Communauté d’agglomération du Grand Cahors', postalCodes: ['46000'], population: 20_050 });
  expect(await communeOf(deps.db, '99999')).toBeNull();
});

test('a second load does nothing, a new edition leaves what an operator put there', async () => {
  const stamp = await referenceStamp(deps.db);
  expect(await loadReference(deps)()).toEqual({ ok: true, value: { loaded: false, communes: 0 } });
  expect(await referenceStamp(deps.db)).toBe(stamp);

  await deps.db.updateTable('commune').set({ longitude: 1.5, position_source: 'fichier de l’opérateur' }).where('code', '=', '46042').execute();
  await deps.db.updateTable('reference_load').set({ version: 'older' }).where('name', '=', 'reference').execute();
  expect(await loadReference(deps)()).toEqual({ ok: true, value: { loaded: true, communes: 34_969 } });
  expect((await communeOf(deps.db, '46042'))!.longitude).toBe(1.5);
  expect(await communesOf(deps.db, 'lot')).toHaveLength(312);
}, 180_000);

test('a file may still name a former commune, or an arrondissement of a city', async () => {
  const codes = await communeCodesOf(deps.db, 'lot');
  expect(codes.size).toBeGreaterThan(312);
  expect(new Set(codes.values()).size).toBe(312);
  expect(await operatedTerritoryOf(deps.db, '46042')).toBe('lot');
  expect(await operatedTerritoryOf(deps.db, [...codes.keys()].find((code) => codes.get(code) !== code)!)).toBe('lot');
  expect(await operatedTerritoryOf(deps.db, '13201')).toBeNull();
});

test('a commune is found by its name as people type it, or by its postal code', async () => {
  const search = async (q: string, territoryId?: string) => names(await searchCommunes(deps.db, { q, territoryId, limit: 5 }));
  expect((await search('cahors'))[0]).toBe('Cahors');
  expect((await search('figaec'))[0]).toBe('Figeac');
  expect((await search('ST CERE', 'lot'))[0]).toBe('Saint-Céré');
  expect((await search('gourdno', 'lot'))[0]).toBe('Gourdon');
  expect((await search('montfaucn', 'lot'))[0]).toBe('Montfaucon');
  expect((await search('bretenoux'))[0]).toBe('Bretenoux');
  expect(await search('46000')).toEqual(['Cahors']);
  expect(await search('paris', 'lot')).toEqual([]);
  expect(await search('%_')).toEqual([]);
  expect(await search('cé', 'lot')).toContain('Cénevières');
});

test('the nearest communes come nearest first', async () => {
  const near = await nearestCommunes(deps.db, { longitude: 2.0322, latitude: 44.6083 }, 3);
  expect(near[0]!.name).toBe('Figeac');
  expect(near.map((one) => one.km)).toEqual(near.map((one) => one.km).toSorted((a, b) => a - b));
});

test('a territory may span three départements', async () => {
  // A grouping of the Lot that reaches into the Aveyron, one of the Cantal, and a commune.
  const wide = { id: 'autour-de-figeac', name: 'Autour de Figeac', epcis: ['200067361', '200066678'], communes: ['12089'] };
  expect(await createTerritory(deps)(wide)).toEqual({ ok: true, value: { id: 'autour-de-figeac', communes: expect.any(Number), departements: 3, created: true } });
  expect(await createTerritory(deps)(wide)).toMatchObject({ ok: true, value: { created: false } });
  expect((await territories(deps.db)).find((one) => one.id === wide.id)).toMatchObject({ departements: ['12', '15', '46'], withArticle: 'Autour de Figeac', operated: false });
  expect(await createTerritory(deps)({ ...wide, communes: [] })).toEqual({ ok: false, reason: 'taken' });
});

test('a territory of unknown places, of none, or that shares firms with another operated one is refused', async () => {
  expect(await createTerritory(deps)({ id: 'rien', name: 'Rien' })).toEqual({ ok: false, reason: 'empty' });
  expect(await createTerritory(deps)({ id: 'faux', name: 'Faux', epcis: ['123'], departements: ['999'] })).toEqual({ ok: false, reason: 'unknown-place', detail: ['999', '123'] });
  expect(await createTerritory(deps)({ id: 'figeac', name: 'Figeac', epcis: ['200067361'], operated: true })).toMatchObject({ ok: false, reason: 'overlaps', detail: { territory: 'Lot' } });
  expect((await createTerritory(deps)({ id: 'cantal', name: 'Cantal', withArticle: 'le Cantal', departements: ['15'], operated: true })).ok).toBe(true);
});
