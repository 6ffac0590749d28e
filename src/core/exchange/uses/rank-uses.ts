import { allMaterials, type Material, type MaterialUse, nafClassOf, nafLabel, nafOf, sourceOf, type Waste, wasteOf } from '#core/directory/index.ts';
import { type Done, done, type Refused, refused } from '#core/kernel/index.ts';
import type { RankedUse, UsesAsked } from './model.ts';
import { FOR_HAZARDOUS, FOR_OTHERS } from './operators.ts';
import { type Relevant, relevantMaterials } from './relevance.ts';

type Claim = { naf: string; strength: number; use: MaterialUse; material: Pick<Material, 'label' | 'codes'>; known: boolean };

/** How much of the second best, third best… reasons adds to the best one, and how much a class lends to its sisters of the same group. */
const AGREEMENT = 0.2;
const SISTER = 0.18;
/** Relevance below which scores stay low, since all of them are then deduced. */
const FIRM = 0.4;
const DEFAULT_TOP = 20;

/**
 * Crops, livestock, fishing, food, drinks, gardens. When the code is hazardous, nothing is deduced for them from a neighbour, nor from a material that
 * also goes under harmless codes: what is said of its harmless twin does not hold.
 */
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
  const sound = claimsOf(relevant).filter((claim) => !waste.hazardous || !FOOD_AND_SOIL.test(claim.naf) || (claim.known && alwaysHazardous(claim.material)));
  const claims = withOperators([...byNaf(sound).values()].map(combined), waste);
  const ranked = withSisters(claims, waste.hazardous).toSorted((a, b) => b.strength - a.strength || a.naf.localeCompare(b.naf));
  return done(ranked.slice(0, Math.max(0, top)).map((claim) => shown(claim, waste.hazardous)));
}

const alwaysHazardous = (material: Claim['material']): boolean => material.codes.every(({ code }) => wasteOf(code)!.hazardous);

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

/** Adds those whose trade is to take any waste of its kind, where the facts do not name them. */
function withOperators(claims: Claim[], waste: Waste): Claim[] {
  const material = { label: waste.label, codes: [{ code: waste.code, weight: 1 }] };
  const operators = (waste.hazardous ? FOR_HAZARDOUS : FOR_OTHERS).map((use): Claim => ({ naf: use.naf, strength: use.score, use, material, known: true }));
  const outdone = (operator: Claim) => claims.some((claim) => claim.naf === operator.naf && claim.strength >= operator.strength);
  const kept = operators.filter((operator) => !outdone(operator));
  return [...claims.filter((claim) => !kept.some((operator) => operator.naf === claim.naf)), ...kept];
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

function shown({ naf, strength, use, material, known }: Claim, hazardous: boolean): RankedUse {
  const source = sourceOf(use.source)!;
  return {
    naf,
    label: nafLabel(naf)!,
    use: use.use,
    treatment: hazardous && !/autorisé|agréé/.test(use.treatment) ? `${use.treatment}, par un exploitant autorisé` : use.treatment,
    score: Math.round(strength * 1000) / 1000,
    why: known ? use.why : `Déduit d’une matière ou d’une activité voisine (${material.label.toLowerCase()}, ${use.naf})\u00a0: ${use.why}`,
    material: material.label,
    basis: known ? 'known' : 'nearby',
    source: { title: source.title, publisher: source.publisher, year: source.year, assumption: source.kind === 'assumption' },
  };
}
