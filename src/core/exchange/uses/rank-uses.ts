import { allMaterials, type Material, type MaterialUse, nafClassOf, nafLabel, nafOf, sourceOf, wasteOf } from '#core/directory/index.ts';
import { type Done, done, type Refused, refused } from '#core/kernel/index.ts';
import type { RankedUse, UsesAsked } from './model.ts';
import { type Relevant, relevantMaterials } from './relevance.ts';

type Claim = { naf: string; strength: number; use: MaterialUse; material: Material; known: boolean };

/** How much of the second best, third best… reasons adds to the best one, and how much a class lends to its sisters of the same group. */
const AGREEMENT = 0.2;
const SISTER = 0.18;
/** Relevance below which scores stay low, since all of them are then deduced. */
const FIRM = 0.4;
const DEFAULT_TOP = 20;

/** Crops, livestock, fishing, food, drinks, gardens: nothing is deduced for them from a neighbour when the code is hazardous. */
const FOOD_AND_SOIL = /^(0[13]|10|11|81)\./;

/**
 * Ranks the activities that could take a by-product, best first, each class of NAF once. There is always an answer for a code of the list:
 * where too little is known of the code, neighbouring materials and activities complete it, and say so.
 */
export function rankUses({ waste: written, from, top = DEFAULT_TOP }: UsesAsked): Done<RankedUse[]> | Refused<'unknown-waste' | 'unknown-activity'> {
  const waste = wasteOf(written);
  if (!waste) return refused('unknown-waste');
  const producer = from ? nafOf(from) : null;
  if (from && !producer) return refused('unknown-activity');

  const relevant = relevantMaterials(waste, producer ? (nafClassOf(producer.code) ?? producer.code) : null);
  const sound = claimsOf(relevant).filter((claim) => claim.known || !waste.hazardous || !FOOD_AND_SOIL.test(claim.naf));
  const claims = byNaf(sound);
  const ranked = [...withSisters([...claims.values()].map(combined), waste.hazardous)].toSorted((a, b) => b.strength - a.strength || a.naf.localeCompare(b.naf));
  return done(ranked.slice(0, Math.max(0, top)).map(shown));
}

/** Every use that the materials claim; the most relevant material keeps its scores as they are, the others in proportion. */
function claimsOf(relevant: Relevant[]): Claim[] {
  const most = Math.max(...relevant.map((one) => one.relevance), FIRM);
  return relevant.flatMap(({ material, relevance, known }) =>
    material.uses.map((use) => ({ naf: use.naf, strength: (relevance / most) * use.score, use, material, known })),
  );
}

function byNaf(claims: Claim[]): Map<string, Claim[]> {
  const grouped = new Map<string, Claim[]>();
  for (const claim of claims) (grouped.get(claim.naf) ?? grouped.set(claim.naf, []).get(claim.naf)!).push(claim);
  return grouped;
}

/** One claim a class: the best, raised by those that agree without ever reaching certainty. */
function combined(claims: Claim[]): Claim {
  const [best, ...others] = claims.toSorted((a, b) => b.strength - a.strength);
  const doubt = others.reduce((left, other) => left * (1 - AGREEMENT * other.strength), 1 - best!.strength);
  return { ...best!, strength: 1 - doubt };
}

const receivers = () => new Set(allMaterials().flatMap((material) => material.uses.map((use) => use.naf)));
let receiversByGroup: Map<string, string[]> | null = null;

/** Adds the other receiving classes of each group, weakly: who makes concrete blocks is near who makes ready-mixed concrete. */
function withSisters(claims: Claim[], hazardous: boolean): Claim[] {
  receiversByGroup ??= Map.groupBy(receivers(), (naf) => naf.slice(0, 4));
  const all = new Map(claims.map((claim) => [claim.naf, claim]));
  for (const claim of claims)
    for (const sister of receiversByGroup.get(claim.naf.slice(0, 4)) ?? []) {
      if (hazardous && FOOD_AND_SOIL.test(sister)) continue;
      const strength = claim.strength * SISTER;
      if (strength > (all.get(sister)?.strength ?? 0)) all.set(sister, { ...claim, naf: sister, strength, known: false });
    }
  return [...all.values()];
}

function shown({ naf, strength, use, material, known }: Claim): RankedUse {
  const source = sourceOf(use.source)!;
  return {
    naf,
    label: nafLabel(naf)!,
    use: use.use,
    treatment: use.treatment,
    score: Math.round(strength * 1000) / 1000,
    why: known ? use.why : `Déduit d’une matière ou d’une activité voisine (${material.label.toLowerCase()}, ${use.naf})\u00a0: ${use.why}`,
    material: material.label,
    basis: known ? 'known' : 'nearby',
    source: { title: source.title, publisher: source.publisher, year: source.year, assumption: source.kind === 'assumption' },
  };
}
