import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/kernel/testing/test-database.ts';
import { fromLambert93 } from './lambert93.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => void (db = await testDatabase()));

test('the origin of Lambert-93 is where its definition puts it: 3° east, 46.5° north', () => {
  const origin = fromLambert93(700_000, 6_600_000)!;
  expect(origin.longitude).toBeCloseTo(3, 8);
  expect(origin.latitude).toBeCloseTo(46.5, 8);
});

test('all over metropolitan France the conversion agrees with PostGIS to a centimetre', async () => {
  const { rows } = await sql<{ x: number; y: number; longitude: number; latitude: number }>`
    select x, y, st_x(p) as longitude, st_y(p) as latitude from (
      select x, y, st_transform(st_setsrid(st_point(x, y), 2154), 4326) as p from generate_series(100000, 1240000, 95000) x, generate_series(6050000, 7110000, 96000) y
    ) t`.execute(db);
  for (const { x, y, longitude, latitude } of rows) {
    const ours = fromLambert93(x, y)!;
    expect(Math.abs(ours.longitude - longitude) + Math.abs(ours.latitude - latitude)).toBeLessThan(1e-7);
  }
  expect(rows.length).toBeGreaterThan(100);
});

test('coordinates that cannot be Lambert-93 place nothing', () => {
  for (const [x, y] of [[0, 0], [1.44, 44.45], [Number.NaN, 6_400_000], [600_000, 1_900_000]] as const) expect(fromLambert93(x, y)).toBeNull();
});
