import { allMaterials, type Material, materialsOf, nafNearness, type Waste, wasteOf, wordsOf } from '#core/directory/index.ts';

/** A material and how much it counts for what is asked, from 0 to 1; `known` when it goes under the very code. */
export type Relevant = { material: Material; relevance: number; known: boolean };

/** Set by trying them on `bench/uses.ts`: a neighbour never outweighs a material that goes under the code itself. */
const SAME_SUBCHAPTER = 0.22;
const SAME_CHAPTER = 0.07;
const SAME_WORDS = 0.3;
const OTHER_HAZARD = 0.5;
const UNSPECIFIED_GAIN = 1.6;
const STRANGER = 0.12;
const NO_PRODUCER_KNOWN = 0.5;

/**
 * Every material that says something of a code, whoever yields it or the given activity yielding it.
 * Materials of the code itself come with their weight; those of neighbouring codes with less, by sub-chapter, chapter and likeness of labels.
 */
export function relevantMaterials(waste: Waste, from: string | null): Relevant[] {
  const direct = new Map(materialsOf(waste.code).map(({ material, weight }) => [material, weight]));
  return allMaterials().flatMap((material) => {
    const near = direct.get(material) ?? Math.max(...material.codes.map(({ code, weight }) => likenessOf(waste, wasteOf(code)!) * weight));
    const relevance = near * producerFit(material, from);
    return relevance > 0.002 ? [{ material, relevance, known: direct.has(material) }] : [];
  });
}

/** How much a material fits what an activity yields: 1 when it is known to yield it, little when its like is not. */
function producerFit(material: Material, from: string | null): number {
  if (!from) return 1;
  if (!material.producers.length) return NO_PRODUCER_KNOWN;
  return Math.max(STRANGER, ...material.producers.map((producer) => nafNearness(from, producer)));
}

/** How alike two entries of the list are, 0 to SAME_WORDS and a little more: an unspecified entry (…99) takes after its whole sub-chapter. */
function likenessOf(a: Waste, b: Waste): number {
  const place = a.subchapter === b.subchapter ? SAME_SUBCHAPTER * (a.code.endsWith('99') ? UNSPECIFIED_GAIN : 1) : a.chapter === b.chapter ? SAME_CHAPTER : 0;
  return Math.max(place, SAME_WORDS * wordsInCommon(a, b)) * (a.hazardous === b.hazardous ? 1 : OTHER_HAZARD);
}

const wordsOfLabel = new Map<string, Set<string>>();
const labelWords = (waste: Waste): Set<string> => {
  const known = wordsOfLabel.get(waste.code);
  if (known) return known;
  // The part after "autres que ceux visés" names other entries, not this one; "dangereuses" and "déchets" are everywhere.
  const own = waste.label.replace(/\s*(,?\s*autres? que .*|\(sauf .*|non vis.*|contenant des substances dangereuses.*|non spécifi.*)$/i, '');
  const words = new Set(wordsOf(own).filter((word) => !['dechet', 'provenant', 'autre', 'contenant'].includes(word)));
  wordsOfLabel.set(waste.code, words);
  return words;
};

function wordsInCommon(a: Waste, b: Waste): number {
  const [left, right] = [labelWords(a), labelWords(b)];
  if (!left.size || !right.size) return 0;
  const common = [...left].filter((word) => right.has(word)).length;
  return common / (left.size + right.size - common);
}
