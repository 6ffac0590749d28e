/**
 * An activity that could take a by-product. `score`, from 0 to 1, orders the list: how established the use is, how likely this material goes under the
 * code, how near the producer is to those known to yield it. It is a judgement, not a probability.
 * `basis`: `known` when a material of this very code has this use, `nearby` when it is deduced from a neighbouring material or activity.
 */
export type RankedUse = {
  naf: string;
  label: string;
  use: string;
  treatment: string;
  score: number;
  why: string;
  material: string;
  basis: 'known' | 'nearby';
  /** Where the use is said, and whether that is only common practice that no text was found for. */
  source: { title: string; publisher: string; year?: number; assumption: boolean };
};

/** `waste`: six digits. `from`: the producer's activity at any level of NAF rev. 2. `top`: how many activities at most. */
export type UsesAsked = { waste: string; from?: string; top?: number };
