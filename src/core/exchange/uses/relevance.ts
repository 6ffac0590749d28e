import { allMaterials, type Material, materialsOf, nafNearness, type Waste, wasteList, wordsOf } from '#core/directory/index.ts';

/** A material and how much it counts for what is asked, from 0 to 1; `known` when it goes under the very code. */
export type Relevant = { material: Material; relevance: number; known: boolean };

/** Set by trying them on `bench/uses.ts`: a neighbour never outweighs a material that goes under the code itself. */
const SAME_SUBCHAPTER = 0.15;
const SAME_CHAPTER = 0.07;
const SAME_WORDS = 0.3;
const OTHER_HAZARD = 0.5;
const UNSPECIFIED_GAIN = 1.6;
const STRANGER = 0.12;
/** A producer nobody foresaw: the code it gives still speaks for the materials that go under it, and louder than their neighbours. */
const STRANGER_TO_THE_CODE = 0.3;
const NEIGHBOUR_AT_MOST = 0.3;
const NO_PRODUCER_KNOWN = 0.5;
const NEGLIGIBLE = 0.002;

/**
 * Every material that says something of a code, whoever yields it or the given activity yielding it.
 * Materials of the code itself come with their weight; those of neighbouring codes with less, by sub-chapter, chapter and likeness of labels.
 */
export function relevantMaterials(waste: Waste, from: string | null): Relevant[] {
  const direct = new Map(materialsOf(waste.code).map(({ material, weight }) => [material, weight]));
  const likeness = likenessToAll(waste);
  const nearness = from ? nearnessTo(from) : null;
  const relevant = allMaterials().flatMap((material) => {
    const known = direct.has(material);
    const near = direct.get(material) ?? Math.max(...material.codes.map(({ code, weight }) => likeness.get(code)! * weight));
    const relevance = near * Math.max(known ? STRANGER_TO_THE_CODE : 0, producerFit(material, nearness));
    return relevance > NEGLIGIBLE ? [{ material, relevance, known }] : [];
  });
  const most = Math.max(0, ...relevant.filter(({ known }) => known).map(({ relevance }) => relevance));
  return most === 0 ? relevant : relevant.map((one) => (one.known ? one : { ...one, relevance: Math.min(one.relevance, most * NEIGHBOUR_AT_MOST) }));
}

/** How much a material fits what an activity yields: 1 when it is known to yield it, little when its like is not. */
function producerFit(material: Material, nearness: ((producer: string) => number) | null): number {
  if (!nearness) return 1;
  if (!material.producers.length) return NO_PRODUCER_KNOWN;
  return Math.max(STRANGER, ...material.producers.map(nearness));
}

/** How near the producers of materials are to an activity; each asked once, since hundreds of materials share a few producers. */
function nearnessTo(from: string): (producer: string) => number {
  const found = new Map<string, number>();
  return (producer) => {
    const near = found.get(producer) ?? nafNearness(from, producer);
    found.set(producer, near);
    return near;
  };
}

const known = new Map<string, Map<string, number>>();

/** How alike an entry of the list is to each of the others, worked out once an entry. */
function likenessToAll(waste: Waste): Map<string, number> {
  const found = known.get(waste.code) ?? new Map(wasteList().map((other) => [other.code, likenessOf(waste, other)]));
  known.set(waste.code, found);
  return found;
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
