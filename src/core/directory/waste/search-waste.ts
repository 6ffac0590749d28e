import { once } from '../facts-file.ts';
import { phraseIndex, type Phrase } from '../words/index.ts';
import { allMaterials, materialsOf } from './materials.ts';
import type { Material, Waste } from './model.ts';
import { wasteList, wasteOf, wasteTitle } from './waste-list.ts';

/** A code that answers the words, the material that made it answer when one did, and a score: about 1 when it says exactly what was asked. */
export type WasteFound = { waste: Waste; material: Material | null; score: number };

const LABEL_OF_MATERIAL = 0.95;
const LABEL_OF_CODE = 0.7;
const TITLE = 0.35;
const HAZARDOUS = 0.85;
/** Chapters that firms of every trade meet; the others belong to one heavy industry each and come after. */
const EVERYDAY = new Set(['02', '03', '04', '12', '13', '15', '16', '17', '20']);
const HEAVY_INDUSTRY = 0.85;
/** How much a second reason to answer adds to the first. */
const AGREEMENT = 0.04;

const index = once(() => phraseIndex<Material | Waste>([...materialPhrases(), ...codePhrases()]));

function* materialPhrases(): Generator<Phrase<Material>> {
  for (const material of allMaterials()) {
    yield { text: material.label, weight: LABEL_OF_MATERIAL, of: material };
    for (const text of material.words) yield { text, weight: 1, of: material };
  }
}

function* codePhrases(): Generator<Phrase<Waste>> {
  for (const waste of wasteList()) {
    yield { text: waste.label, weight: LABEL_OF_CODE, of: waste };
    yield { text: `${waste.label} ${wasteTitle(waste.subchapter) ?? ''}`, weight: TITLE, of: waste };
  }
}

/**
 * Finds codes by the words people use (`sciure`, `marc de raisin`) or by their first digits (`03 01`), most usual first.
 * Accents, case, plural and one typing error a word do not matter. Nothing found is an empty list.
 */
export function searchWaste(words: string, top = 20): WasteFound[] {
  const digits = words.replace(/[\s*.]/g, '');
  if (/^\d{2,6}$/.test(digits))
    return wasteList().filter((waste) => waste.code.startsWith(digits)).slice(0, top).map((waste) => ({ waste, material: materialsOf(waste.code)[0]?.material ?? null, score: 1 }));

  const best = new Map<string, WasteFound>();
  const keep = (waste: Waste, material: Material | null, score: number) => {
    const usual = score * (waste.hazardous ? HAZARDOUS : 1) * (EVERYDAY.has(waste.chapter) ? 1 : HEAVY_INDUSTRY);
    const sofar = best.get(waste.code);
    if (!sofar) best.set(waste.code, { waste, material, score: usual });
    else if (usual > sofar.score) best.set(waste.code, { waste, material: material ?? sofar.material, score: usual + AGREEMENT * sofar.score });
    else best.set(waste.code, { ...sofar, material: sofar.material ?? material, score: sofar.score + AGREEMENT * usual });
  };
  for (const { of, score } of index()(words)) {
    if (!('codes' in of)) keep(of, null, score);
    else for (const { code, weight } of of.codes) keep(wasteOf(code)!, of, score * (0.4 + 0.6 * weight));
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || a.waste.code.localeCompare(b.waste.code)).slice(0, top);
}
