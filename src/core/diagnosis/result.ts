import type { Source } from './model.ts';

/** How sure a figure is: read on a bill or an instrument, stated by the firm, computed from sourced figures, or resting on an assumption. */
export type Certainty = 'measured' | 'stated' | 'estimated' | 'assumed';
export const CERTAINTY_WORDS: Record<Certainty, string> = { measured: 'mesuré', stated: 'dit par vous', estimated: 'estimé', assumed: 'hypothèse' };
/** As many dots as it is sure, of three. */
export const CERTAINTY_DOTS: Record<Certainty, number> = { measured: 3, stated: 3, estimated: 2, assumed: 1 };

/** A figure that comes first; `low` and `high` where it is an interval. `text`: said in words where no number is honest. */
export type Figure = { id: string; label: string; value: number | null; unit: string; digits?: number; low?: number; high?: number; text?: string; certainty: Certainty; note?: string };
/** A side of the result, out of `of` points; `value` null: not enough was answered. */
export type Dimension = { id: string; label: string; value: number | null; of: number; words: string };
/** One thing that the result rests on, opened down to its source. `question`: the answer that it reads. */
export type Line = { id: string; label: string; value: string; detail: string; certainty: Certainty; source: Source | null; question: string | null };
/** Where an action leads. Addresses are the product's own, or the outside's (`url`). */
export type LeadsTo =
  | { kind: 'adviser'; subject: string; words: string; label: string }
  | { kind: 'board' | 'diagnosis' | 'url'; href: string; label: string }
  | { kind: 'label'; href: string; label: string };
/** A public scheme that may help with an action: what it gives, to whom, until when, and who to call here. `subject`, `words`: what the adviser's form opens with. */
export type Scheme = { id: string; name: string; body: string; gives: string; who: string; until: string | null; call: string; subject: string; words: string; source: Source };
/** `cost` null: « ask for a quote »; `gain` null: nobody measured it. `also`, `schemes`: where else it leads, which every diagnosis takes from one list. */
export type Action = { id: string; title: string; why: string; how: string; cost: string | null; time: string; gain: string | null; sure: Certainty; source: Source; leadsTo: LeadsTo; also?: LeadsTo[]; schemes?: Scheme[]; /** Where its gain comes from, step by step. */ opened?: string[] };
/** `deep`: shown with the whole computation, one address further. What else the result says: steps to take, a table, words, addresses, or drawings already made (a chart as SVG text of ours). */
export type Section =
  | { id: string; title: string; lead?: string; deep?: true; kind: 'steps'; steps: { what: string; detail?: string; href?: string; source?: Source }[] }
  | { id: string; title: string; lead?: string; deep?: true; kind: 'table'; columns: string[]; rows: string[][]; numeric?: number[]; notes?: string[] }
  | { id: string; title: string; lead?: string; deep?: true; kind: 'breakdown'; items: { label: string; value: string; parts: { label: string; value: string; detail: string; /** The line of the result that it opens. */ line: string }[] }[] }
  | { id: string; title: string; lead?: string; deep?: true; kind: 'drawing'; svg: string; alternative: string };

export type Result = {
  headline: Figure[]; dimensions: Dimension[]; sections: Section[]; lines: Line[];
  /** Ranked: the first six are shown first. */
  actions: Action[];
  /** What was not answered and would change the result, with why. */
  missing: { question: string; text: string; why: string }[];
  /** How it was computed, in sentences, and what it does not say. */
  notes: string[];
};

/** How many actions come first. */
export const FIRST_ACTIONS = 6;
