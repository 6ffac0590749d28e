import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nafOf } from '../naf/index.ts';
import { allMaterials, materialsOf, sourceOf, wasteCodeShown, wasteList, wasteOf, wasteTitle } from './index.ts';
import { Material, Source, Use } from './model.ts';

const folder = fileURLToPath(new URL('../../../../facts/waste/', import.meta.url));
const sourceFiles = readdirSync(folder).filter((name) => /^sources-.*\.json$/.test(name));
const readJson = (name: string): unknown => JSON.parse(readFileSync(folder + name, 'utf8'));

describe('the list of waste', () => {
  test('has its 842 codes, 408 of them hazardous, in 111 sub-chapters of 20 chapters', () => {
    const list = wasteList();
    expect([list.length, list.filter((waste) => waste.hazardous).length]).toEqual([842, 408]);
    expect([new Set(list.map((waste) => waste.chapter)).size, new Set(list.map((waste) => waste.subchapter)).size]).toEqual([20, 111]);
    expect(list.filter((waste) => !wasteTitle(waste.chapter) || !wasteTitle(waste.subchapter))).toEqual([]);
  });

  test('a code is read with or without spaces and star, and shown as the law prints it', () => {
    expect(wasteOf('03 01 04*')?.hazardous).toBe(true);
    expect(wasteOf('999999')).toBeNull();
    expect(wasteCodeShown(wasteOf('030104')!)).toBe('03\u00a001\u00a004*');
  });
});

describe('what is known of by-products', () => {
  test.each(readdirSync(`${folder}materials`))('%s has the shape', (name) => {
    expect(z.array(Material).safeParse(readJson(`materials/${name}`)).error).toBeUndefined();
  });

  test.each(sourceFiles)('%s has the shape', (name) => {
    expect(z.record(z.string(), Source).safeParse(readJson(name)).error).toBeUndefined();
  });

  test('a source is defined once', () => {
    const keys = sourceFiles.flatMap((name) => Object.keys(readJson(name) as object));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test('every activity, code and source that is named exists, and a material names each once', () => {
    const problems = allMaterials().flatMap((material) => {
      const used = material.uses.map((use: Use) => use.naf);
      return [
        ...[...used, ...material.producers].filter((naf) => nafOf(naf)?.level !== 'class').map((naf) => `${material.id}: activity ${naf}`),
        ...material.codes.filter(({ code }) => !wasteOf(code)).map(({ code }) => `${material.id}: code ${code}`),
        ...material.uses.filter((use) => !sourceOf(use.source)).map((use) => `${material.id}: source ${use.source}`),
        ...used.filter((naf, i) => used.indexOf(naf) !== i).map((naf) => `${material.id}: ${naf} twice`),
        ...material.codes.map(({ code }) => code).filter((code, i, all) => all.indexOf(code) !== i).map((code) => `${material.id}: ${code} twice`),
        ...(material.uses.length || material.noKnownUse ? [] : [`${material.id}: neither use nor reason`]),
      ];
    });
    expect(problems).toEqual([]);
    const ids = allMaterials().map((material) => material.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('every one of the 842 codes has a material', () => {
    expect(wasteList().filter((waste) => !materialsOf(waste.code).length).map((waste) => waste.code)).toEqual([]);
  });

  test('a use of a hazardous material for food, animals or soils always says that an authorised operator must treat it first', () => {
    const hazardousOnly = allMaterials().filter((material) => material.codes.every(({ code }) => wasteOf(code)!.hazardous));
    const unsaid = hazardousOnly.flatMap((material) => material.uses.filter((use) => /^(0[13]|10|11)\./.test(use.naf) && !/autorisé/.test(use.treatment + use.why)));
    expect(unsaid).toEqual([]);
  });
});
