import { beforeAll, expect, test } from 'vitest';
import { testDeps } from '#core/kernel/testing/test-database.ts';
import type { Db, Deps } from '#core/kernel/index.ts';
import { communeOf, communeShapes, loadOutlines, readOutlineFile, referenceStamp, searchName } from './index.ts';

const square = (longitude: number, latitude: number, side = 0.05) => [
  [
    [longitude, latitude],
    [longitude + side, latitude],
    [longitude + side, latitude + side],
    [longitude, latitude + side],
    [longitude, latitude],
  ],
];
const feature = (code: string, nom: string, coordinates: number[][][] | null, more: object = {}) => ({ type: 'Feature', properties: { code, nom, ...more }, geometry: coordinates && { type: 'Polygon', coordinates } });
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const read = (text: string) => {
  const file = readOutlineFile(text);
  if (!file.ok) throw new Error(file.reason);
  return file.value;
};

let deps: Deps;
beforeAll(async () => {
  deps = await testDeps();
  await threeCommunes(deps.db);
});

/** Cahors, Albas and a commune that an older one was joined to. */
async function threeCommunes(db: Db) {
  await db.insertInto('departement').values({ code: '46', name: 'Lot', region_code: '76' }).execute();
  const commune = (code: string, name: string, population: number) => ({ code, name, search_name: searchName(name), departement_code: '46', epci_code: null, population, longitude: null, latitude: null, area_km2: null, position_source: null });
  await db.insertInto('commune').values([commune('46042', 'Cahors', 20_050), commune('46001', 'Albas', 529), commune('46138', 'Cœur de Causse', 900)]).execute();
  await db.insertInto('commune_alias').values({ code: '46020', commune_code: '46138', name: 'Beaumat' }).execute();
  await db.insertInto('territory').values({ id: 'lot', name: 'Lot', with_article: 'le Lot', operated: true }).execute();
  await db.insertInto('territory_commune').values(['46042', '46001', '46138'].map((code) => ({ territory_id: 'lot', commune_code: code }))).execute();
}

test('outlines, centres and figures of official files are read under their several names', () => {
  const file = read(collection(feature('46042', 'Cahors', square(1.4, 44.4), { population: 20_050, surface: 6_470, centre: { type: 'Point', coordinates: [1.4415, 44.4507] } })));
  expect(file.rejects).toEqual([]);
  expect(file.rows).toEqual([{ code: '46042', name: 'Cahors', outline: { type: 'Polygon', coordinates: square(1.4, 44.4) }, centre: [1.4415, 44.4507], population: 20_050, areaKm2: 64.7 }]);
  expect(read(JSON.stringify([{ code: '46102', nom: 'Figeac', centre: { type: 'Point', coordinates: [2.03, 44.6] } }])).rows[0]).toMatchObject({ code: '46102', outline: null, centre: [2.03, 44.6] });
  expect(read(JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { INSEE_COM: '2A004', NOM: 'Ajaccio' }, geometry: { type: 'Point', coordinates: [8.7, 41.9] } }] })).rows[0]).toMatchObject({ code: '2A004', name: 'Ajaccio' });
});

test('a wrong file is refused with what is wrong, a wrong entry is told by its number', () => {
  const detail = (text: string) => readOutlineFile(text);
  expect(detail('code;nom\n46042;Cahors')).toMatchObject({ reason: 'not-json', detail: 'ce n’est pas du JSON' });
  expect(detail(collection(feature('46042', 'Cahors', square(1.4, 44.4))).slice(0, 120))).toMatchObject({ reason: 'not-json', detail: expect.stringContaining('coupé') });
  expect(detail('{"type":"Topology"}')).toMatchObject({ reason: 'not-geojson' });
  expect(detail(collection())).toMatchObject({ reason: 'empty' });
  expect(detail(collection(feature('46', 'Lot', square(1, 44))))).toMatchObject({ reason: 'no-communes', detail: expect.stringContaining('département') });
  expect(detail(collection({ type: 'Feature', properties: { siren: '200067361' }, geometry: null }))).toMatchObject({ reason: 'no-communes', detail: expect.stringContaining('EPCI') });
  expect(detail(collection(feature('46042', 'Cahors', square(576_000, 6_374_000, 100))))).toMatchObject({ reason: 'no-communes', detail: expect.stringContaining('Lambert 93') });
  expect(detail(collection(feature('46042', 'Cahors', square(44.4, 1.4))))).toMatchObject({ reason: 'no-communes', detail: expect.stringContaining('inversées') });
  expect(read(collection(feature('46102', 'Figeac', null), feature('46042', 'Cahors', square(1.4, 44.4)))).rejects).toEqual([{ entry: 1, code: '46102', reason: 'ni contour ni centre' }]);
});

test('loading outlines twice changes nothing, former communes are put together, cantons are refused', async () => {
  const today = (await communeOf(deps.db, '46138'))!;
  const rows = read(collection(feature('46042', 'Cahors', square(1.4, 44.4)), feature('46020', 'Beaumat', square(1.7, 44.6)), feature(today.code, today.name, square(1.75, 44.6)), feature('46999', 'Nulle part', square(1, 44)))).rows;
  const stamp = await referenceStamp(deps.db);
  const progress: number[] = [];
  const load = () => loadOutlines(deps)({ rows, source: 'essai', onProgress: (done) => progress.push(done) });

  expect(await load()).toEqual({ ok: true, value: { communes: 2, outlines: 2, merged: 1, unknown: [{ code: '46999', name: 'Nulle part' }] } });
  expect(await referenceStamp(deps.db)).not.toBe(stamp);
  expect(progress).toEqual([2]);
  const once = [await communeOf(deps.db, '46042'), await communeOf(deps.db, today.code)];
  expect(once[0]).toMatchObject({ longitude: expect.closeTo(1.425, 5), latitude: expect.closeTo(44.425, 5), positionSource: 'essai', population: 20_050 });
  expect(once[1]!.areaKm2! / once[0]!.areaKm2!).toBeCloseTo(2, 1);
  const shapes = (await communeShapes(deps.db, 'lot')).filter((one) => one.outline);
  // One ring of five positions, the last being the first; the two squares put together keep their own corners.
  expect(shapes.map((one) => [one.code, one.outline!.map((ring) => ring.length)])).toEqual([['46042', [5]], [today.code, [expect.any(Number)]]]);
  await load();
  expect([await communeOf(deps.db, '46042'), await communeOf(deps.db, today.code)]).toEqual(once);

  const cantons = read(collection(feature('46001', 'Cahors-1', square(1, 44)), feature('46042', 'Cahors-2', square(1, 44)), feature('46138', 'Cahors-3', square(1, 44)))).rows;
  expect(await loadOutlines(deps)({ rows: cantons, source: 'essai' })).toMatchObject({ ok: false, reason: 'names-disagree', detail: expect.stringContaining('46001 est Albas, le fichier dit Cahors-1') });
  expect(await loadOutlines(deps)({ rows: read(collection(feature('46999', 'Nulle part', square(1, 44)))).rows, source: 'essai' })).toMatchObject({ ok: false, reason: 'all-unknown' });

  // Half-way stopped, nothing is there.
  const before = await communeOf(deps.db, '46042');
  await expect(loadOutlines(deps)({ rows: read(collection(feature('46042', 'Cahors', square(3, 45)))).rows, source: 'autre', onProgress: () => { throw new Error('stop'); } })).rejects.toThrow('stop');
  expect(await communeOf(deps.db, '46042')).toEqual(before);
});
