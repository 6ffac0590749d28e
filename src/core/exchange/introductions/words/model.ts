import type { ProposalTold } from '../proposal-told.ts';
import type { Promised } from '../tables.ts';

export type Words = { subject: string; lines: string[] };
/** `first`: before both agreed, naming nobody; `details`: what to do next, sent with names and telephones once both agreed. */
export type WordStep = 'first' | 'details';

/** How a board tells its proposals to the firms they are about. A board that says nothing is told in general words. */
export type BoardWords = {
  /** Who must be in it, with one other at least; null: everybody must. */
  hubOf: (told: ProposalTold) => string | null;
  /** What it is, in one line that names nobody. */
  title: (told: ProposalTold) => string;
  first: (told: ProposalTold, siret: string) => Words;
  details: (told: ProposalTold, siret: string) => string[];
  promised: (told: ProposalTold) => Promised;
  /** What is lost a year if nobody acts, for the order of the desk. */
  stakeCents: (told: ProposalTold) => number;
  /** What of it concerns one firm: the farthest it goes, how much, in the unit of what is promised. */
  partOf: (told: ProposalTold, siret: string) => { km: number | null; quantity: number | null };
};
