import type { Certainty } from '#core/directory/index.ts';

/** Where something is; null when only its commune's name is known. */
export type Place = { longitude: number; latitude: number };

/** The road between two places: kilometres, as estimated by the territory's travel times. */
export type Way = { km: number };

/** One side of a board: what is said, by whom, where, how sure. */
export type Side<V> = { factId: string; siret: string; value: V; certainty: Certainty; statedOn: string; place: Place | null };

/** Why two sides do not fit, with the figures that decide. Each code has its words in the board's file. */
export type Obstacle =
  | { code: 'hazardous'; wasteCode: string }
  | { code: 'not-a-byproduct'; condition: string }
  | { code: 'state'; offered: string; accepted: string[] }
  | { code: 'moisture'; percent: number; max: number }
  | { code: 'moisture-unknown'; max: number }
  | { code: 'months'; offered: number[]; accepted: number[] }
  | { code: 'too-far'; km: number; maxKm: number }
  | { code: 'no-place' }
  | { code: 'not-worth-it'; centsPerTonne: number; km: number }
  | { code: 'too-little'; tonnesPerYear: number; minTonnesPerYear: number }
  | { code: 'outbid'; centsPerTonne: number }
  /** What firms answered keeps them apart for a time; in words. */
  | { code: 'apart'; words: string };

/** Whether two sides fit, and what a tonne between them is worth. `different`: they do not speak of the same thing at all. */
export type PairVerdict = { kind: 'yes'; km: number; centsPerTonne: number; weightCentsPerTonne: number } | { kind: 'no'; obstacles: Obstacle[]; km: number | null } | { kind: 'different' };

/** The least single change that would bring something, and how much: found by solving again with it. */
export type LeastChange = { obstacle: Obstacle; withFactId: string; withSiret: string; km: number | null; tonnesPerYear: number };

/** A flow of a proposal: from an offer to a need. Tonnes a year, kilometres, cents a tonne. */
export type ProposedFlow = { offerId: string; needId: string; from: string; to: string; tonnesPerYear: number; km: number; centsPerTonne: number };

/** An estimate with the interval it stands in. */
export type Estimate = { value: number; low: number; high: number };

/**
 * Small flows fetched in one round of a truck, from the receiver and back, so many times a year. `stops` in order: tonnes taken and kilometres since the stop before.
 * `centsPerYear`: all that the round costs, loading and keeping it alive included; `brings`: what is said to be saved by it. Cents a year.
 */
export type CollectionRound = { perYear: number; months: number[]; km: number; stops: { factId: string; siret: string; tonnes: number; km: number }[]; centsPerYear: number; brings: number };

/** What a proposal holds, as stored: no name, only sirets and figures; names are added for a viewer who may see them. */
export type ProposalBody = {
  hub: 'offer' | 'need';
  material: string;
  flows: ProposedFlow[];
  /** Kept because it was answered; the firm having changed since, it counts in the run no more. */
  outOfRun?: true;
  /** When none of the flows pays alone, and all together do. */
  round?: CollectionRound;
  /** Cents a year, to be shared between the parties. */
  worth: Estimate;
  /** Kilograms of CO2e a year; null when no factor is known for the material. */
  co2: (Estimate & { transportKg: number; family: string | null }) | null;
  transportCents: number;
  savedDisposalCents: number | null;
  savedPurchaseCents: number | null;
  improvement: LeastChange | null;
};

/** What was left without a solution: the nearest it came, and the least change found; `leads` are establishments whose trade often takes it. */
export type UnmatchedBody = {
  kind: 'flow-out' | 'flow-in';
  material: string;
  tonnesPerYear: number;
  candidates: number;
  obstacles: { obstacle: Obstacle; withFactId: string; withSiret: string; km: number | null }[];
  leastChange: LeastChange | null;
  leads: { siret: string; km: number; use: string }[];
};

/** How the smallest firms fare in a search. `share`: of the firms in proposals, those with fewer than ten employees; `among`: of all firms that said something. */
export type SmallFirms = { share: number | null; among: number | null };
/** A floor asked for the share of the smallest firms, whether it was reached, and what it costs, in the unit of the board. */
export type Floor = { asked: number; reached: boolean; price: number };

/** What a run says of itself. */
export type RunSummary = { offers: number; needs: number; pairs: number; tonnesOffered: number; tonnesDiverted: number; gap: number; seconds: number; hazardousSetAside: number; /** What taking the best pair first reaches; this and the next two are missing in runs made before they were counted. */ simple?: number; small?: SmallFirms; floor?: Floor | null; /** Firms matched again since, one by one. */ edits?: number };
