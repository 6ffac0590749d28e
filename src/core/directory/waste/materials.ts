import { factsFile } from '#core/kernel/index.ts';
import { factsNames, once } from '../facts-file.ts';
import type { Material, Source } from './model.ts';

const materials = once(() => factsNames('waste/materials').filter((name) => name.endsWith('.json')).flatMap((name) => JSON.parse(factsFile(`waste/materials/${name}`)) as Material[]));

const byCode = once(() => {
  const found = new Map<string, { material: Material; weight: number }[]>();
  for (const material of materials()) for (const { code, weight } of material.codes) (found.get(code) ?? found.set(code, []).get(code)!).push({ material, weight });
  for (const list of found.values()) list.sort((a, b) => b.weight - a.weight);
  return found;
});

const sources = once(
  () => new Map(factsNames('waste').filter((name) => /^sources-.*\.json$/.test(name)).flatMap((name) => Object.entries(JSON.parse(factsFile(`waste/${name}`)) as Record<string, Source>))),
);

/** Everything people hold in their hands that we know the uses of. */
export const allMaterials = (): Material[] => materials();

/** The materials that go under a code, the one expected there first. */
export const materialsOf = (code: string): { material: Material; weight: number }[] => byCode().get(code) ?? [];

/** Where a use is said; null for a key that no file defines, which a test forbids. */
export const sourceOf = (key: string): Source | null => sources().get(key) ?? null;
