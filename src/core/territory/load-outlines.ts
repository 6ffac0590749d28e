import { sql } from 'kysely';
import { chunks, type Db, type Deps, type Done, done, inTransaction, type Refused, refused } from '#core/kernel/index.ts';
import { markLoaded } from './load-reference.ts';
import { searchName } from './names.ts';
import type { Geometry, OutlineRow } from './outline-file.ts';

export type LoadOutlines = { rows: OutlineRow[]; source: string; onProgress?: (done: number, total: number) => void; signal?: AbortSignal };
export type OutlinesLoaded = {
  communes: number;
  outlines: number;
  /** Communes of today that several former ones of the file were put together for. */
  merged: number;
  unknown: { code: string; name: string | null }[];
};

type Target = { code: string; outlines: Geometry[]; centre: [number, number] | null; population: number | null; area_km2: number | null; parts: number };
const BATCH = 100;

/**
 * Writes outlines, centres, populations and areas of communes, all of a file or none. Former communes are put together into today's.
 * Harmless when repeated. Refused when names do not go with codes (cantons carry codes that look alike).
 */
export const loadOutlines =
  (deps: Deps) =>
  async ({ rows, source, onProgress, signal }: LoadOutlines): Promise<Done<OutlinesLoaded> | Refused<'names-disagree', string> | Refused<'all-unknown', string>> => {
    const { targets, unknown, strangers } = await matchRows(deps.db, rows);
    if (strangers.length > Math.max(2, rows.length * 0.2)) return refused('names-disagree', strangers.slice(0, 3).join(' ; '));
    if (targets.length === 0) return refused('all-unknown', unknown.slice(0, 3).map((one) => one.code).join(', '));

    const outlines = await inTransaction(deps.db, async (trx) => {
      let written = 0;
      let withOutline = 0;
      for (const batch of chunks(targets, BATCH)) {
        signal?.throwIfAborted();
        withOutline += await writeBatch(trx, batch, source);
        onProgress?.((written += batch.length), targets.length);
      }
      await markLoaded(trx, 'outlines', String(targets.length), deps.clock.now());
      return withOutline;
    });
    return done({ communes: targets.length, outlines, merged: targets.filter((one) => one.parts > 1).length, unknown });
  };

async function matchRows(db: Db, rows: OutlineRow[]) {
  const { rows: known } = await sql<{ code: string; today: string; name: string }>`
    select code, code as today, name from commune where current
    union all select code, commune_code, name from commune_alias`.execute(db);
  const byCode = new Map(known.map((one) => [one.code, one]));
  const namesOf = new Map<string, string[]>();
  for (const one of known) namesOf.set(one.today, [...(namesOf.get(one.today) ?? []), searchName(one.name)]);

  const targets = new Map<string, Target>();
  const unknown: { code: string; name: string | null }[] = [];
  const strangers: string[] = [];
  for (const row of rows) {
    const found = byCode.get(row.code);
    if (!found) {
      unknown.push({ code: row.code, name: row.name });
      continue;
    }
    if (row.name !== null && !namesOf.get(found.today)!.includes(searchName(row.name))) strangers.push(`${row.code} est ${found.name}, le fichier dit ${row.name}`);
    const target = targets.get(found.today);
    const part = { outlines: row.outline ? [row.outline] : [], centre: row.centre, population: row.population, area_km2: row.areaKm2 };
    if (!target) targets.set(found.today, { code: found.today, ...part, parts: 1 });
    else targets.set(found.today, { ...target, outlines: [...target.outlines, ...part.outlines], ...joined(target, row), parts: target.parts + 1 });
  }
  return { targets: [...targets.values()], unknown, strangers };
}

/** Two entries for one commune: the same said twice (centre in a file, outline in another), or two former communes, whose figures are then left to the reference. */
const joined = (target: Target, row: OutlineRow) =>
  target.outlines.length > 0 && row.outline
    ? { centre: null, population: null, area_km2: null }
    : { centre: target.centre ?? row.centre, population: target.population ?? row.population, area_km2: target.area_km2 ?? row.areaKm2 };

async function writeBatch(trx: Db, batch: Target[], source: string): Promise<number> {
  const { rows } = await sql<{ outlined: boolean }>`
    with given as (
      select r.code, r.centre, r.population, r.area_km2, (
        select st_multi(st_collectionextract(st_union(st_makevalid(st_setsrid(st_geomfromgeojson(one::text), 4326))), 3)) from jsonb_array_elements(r.outlines) as one
      ) as outline
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r(code text, outlines jsonb, centre float8[], population integer, area_km2 float8)
    ), placed as (
      select *, case when st_intersects(outline, st_centroid(outline)) then st_centroid(outline) else st_pointonsurface(outline) end as middle from given
    )
    update commune set
      outline = coalesce(placed.outline, commune.outline),
      longitude = coalesce(placed.centre[1], st_x(placed.middle), commune.longitude),
      latitude = coalesce(placed.centre[2], st_y(placed.middle), commune.latitude),
      area_km2 = coalesce(placed.area_km2, st_area(placed.outline::geography) / 1e6, commune.area_km2),
      population = coalesce(placed.population, commune.population),
      position_source = ${source}
    from placed where commune.code = placed.code
    returning placed.outline is not null as outlined`.execute(trx);
  return rows.filter((row) => row.outlined).length;
}
