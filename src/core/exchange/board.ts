import type { Certainty, RecordKind, Shape, ValueOf } from '#core/directory/index.ts';
import type { TravelTimes } from '#core/territory/index.ts';
import type { Estimate, Place } from './model.ts';

/** One side of a board, as the engine's part of it reads it: who says what, from where. `party`: a SIRET, or the identifier of a person looked after by an adviser. `small`: fewer than ten employees. */
export type BoardSide<V> = { id: string; party: string; value: V; certainty: Certainty; statedOn: string; place: Place | null; small: boolean };

/** What a board may count with beside its sides. `weigh`: the value with which the engine chooses, raised for small firms when a floor was asked for. `seconds`: how long the search may take. */
export type BoardContext = {
  travel: TravelTimes;
  today: string;
  seconds: number;
  signal?: AbortSignal;
  weigh: (value: number, sides: readonly { small: boolean }[]) => number;
  /** Why two parties are not to be proposed to each other for now, in a sentence; null when they may be. Boards of groups leave out groups that hold such a pair. */
  apart?: (party: string, other: string) => string | null;
  /** Which sides left out are to be explained by a change: all, unless said. Solving again costs time. */
  explain?: (side: string) => boolean;
  /** Where a commune's centre is, by its official code; null when not known. */
  communePlace: (code: string) => Place | null;
  /** What a commune is called. */
  communeName: (code: string) => string;
};

/** A text in which `{0}`, `{1}`… stand for the parties of the proposal, in order: names are added for a viewer who may see them. */
export type Template = string;

export type TextTable = { caption: string; head: string[]; rows: Template[][] };
/** A part of a week: day from 1, Monday; hours from 0 to 24. `party`: place in the proposal's list. */
export type Slot = { day: number; from: number; to: number; party: number; label: string };
/** A stop of a round, in order; minutes after midnight. */
export type Stop = { party: number; what: Template; minutes?: number; km?: number };
/** A dated event for calendars. */
export type BoardEvent = { on: string; until?: string; title: Template };

/** One change that would bring something, found by solving again with it. `with`: the side it is to be done with; `gain`: in the board's own unit. */
export type BoardChange = { code: string; text: Template; with: string | null; gain: number };

/** A collaboration worth a telephone call. `value`: in the unit of the board; `worth`: cents, of what the board says (`Board.worth`), null where no price was said; `quantity`: what would be done, in the unit of `Board.done`. No text holds a name. */
export type BoardProposal = {
  parties: { side: string; role: string; gives: string }[];
  title: Template;
  sentence: Template;
  reasons: Template[];
  value: number;
  worth: Estimate | null;
  quantity: number;
  figures: { label: string; value: string; note?: string }[];
  certainties: { what: string; how: string; dots: number }[];
  /** Keys of the board's legal reminders that apply. */
  law: string[];
  /** In its text, `{0}` is the side it is to be done with, `{1}` and on the parties of the proposal. */
  improvement: BoardChange | null;
  tables?: TextTable[];
  week?: Slot[];
  stops?: Stop[];
  events?: BoardEvent[];
};

/** A side that found nothing, or not enough: whom it came nearest to and why not, and the least change. In `why`, `{0}` is the other side. */
export type BoardLeftOut = { side: string; candidates: number; nearest: { with: string; km: number | null; why: Template[] }[]; why: string | null; change: BoardChange | null };

/** What a search found. `bound`: what no set could exceed. `simple`: what taking the best pair first, then the next, reaches on the same data. `tables`: what concerns the whole run, naming nobody. */
export type BoardSolved = { status: string; value: number; bound: number; seconds: number; proposals: BoardProposal[]; leftOut: BoardLeftOut[]; simple: number; tables?: TextTable[] };

/** What a proposal's euros are. `label`: said after the figure; `told`: the sentence with which firms hear of them before they agreed, `{0}` being the figure, null where it is nobody's to tell; `promised`: whether what came of it is compared with them. */
export type Worth = { label: string; told: string | null; promised: boolean };
/** What is counted once it is done, in the board's natural unit: « m² », « emplois ». `perYear`: how much of it a year. */
export type DoneUnit = { unit: string; perYear: boolean };

/** A rule of law, in the words shown, with its text. */
export type LegalReminder = { text: string; source: string };

/**
 * A board: what offers and needs hold, what the engine maximises, what the law says, the words. `needs` and `offers` are kinds of the record;
 * a board whose members all say the same kind of thing has no offers. `people`: kinds said by persons, kept by an adviser and never public.
 */
export type Board<O extends Shape = Shape, N extends Shape = Shape> = {
  id: string;
  name: string;
  promise: string;
  /** What the search maximises, in words, and its unit: « euros par an ». */
  objective: string;
  unit: 'cents' | 'hours' | 'hectares' | 'count';
  /** What is counted, of a board whose unit is `count`: « besoins servis ». */
  counted?: string;
  worth: Worth;
  done: DoneUnit;
  offers: RecordKind<O> | null;
  needs: RecordKind<N>;
  people: readonly string[];
  law: Readonly<Record<string, LegalReminder>>;
  /** Figures without a source that the board counts with, to be shown. */
  assumptions: readonly string[];
  /** What a side speaks of, on a board where those who speak of different things never meet: an edit then leaves the others as they are. */
  topic?: (side: BoardSide<ValueOf<O>> | BoardSide<ValueOf<N>>) => string;
  solve: (offers: BoardSide<ValueOf<O>>[], needs: BoardSide<ValueOf<N>>[], context: BoardContext) => Promise<BoardSolved>;
};

/** Describes a board; one file a board, listed in `boards/list.ts`. Its proposals get the improvements that what was left out tells of. */
export const board = <O extends Shape, N extends Shape>(described: Board<O, N>): Board<O, N> => ({ ...described, solve: async (offers, needs, context) => withImprovements(await described.solve(offers, needs, context)) });

/** A template with the parties' names in place. */
export const filled = (text: Template, names: readonly string[]): string => text.replaceAll(/\{(\d+)\}/g, (whole, at: string) => names[Number(at)] ?? whole);

/** Whether what was said is sure, as dots from 1 to 3 on the page. */
export const SURE: Record<Certainty, { word: string; dots: number }> = { measured: { word: 'mesuré', dots: 3 }, stated: { word: 'dit', dots: 2 }, estimated: { word: 'estimé', dots: 1 } };

/** The least sure of some sides. */
export const leastSure = (sides: readonly { certainty: Certainty; statedOn: string }[]) => sides.toSorted((a, b) => SURE[a.certainty].dots - SURE[b.certainty].dots || a.statedOn.localeCompare(b.statedOn))[0]!;

/**
 * Gives each proposal that has none the least change that would improve it: of the sides left out whose own change goes through one of its parties, the one that
 * brings most. Found when the change was, by solving again around it: nothing is solved here. Other possibilities, which only hold if the best fails, get none.
 */
function withImprovements(solved: BoardSolved): BoardSolved {
  const through = new Map<string, { left: string; change: BoardChange }>();
  const out = new Set(solved.leftOut.map((one) => one.side));
  for (const { side, change } of solved.leftOut) {
    if (!change?.with || out.has(change.with)) continue;
    const known = through.get(change.with);
    if (!known || change.gain > known.change.gain) through.set(change.with, { left: side, change });
  }
  const proposals = solved.proposals.map((proposal): BoardProposal => {
    if (proposal.improvement || proposal.value === 0) return proposal;
    const [best] = proposal.parties.flatMap(({ side }, party) => { const found = through.get(side); return found ? [{ ...found, party }] : []; }).sort((a, b) => b.change.gain - a.change.gain);
    return best ? { ...proposal, improvement: elsewhere(best) } : proposal;
  });
  return { ...solved, proposals };
}

/** A change of a side left out, told from the proposal: `{0}` becomes that side, `{1}` and on the parties of the proposal. */
function elsewhere({ left, change, party }: { left: string; change: BoardChange; party: number }): BoardChange {
  const text = change.text.replaceAll('{0}', `{${party + 1}}`);
  return { ...change, with: left, text: `Pour {0}, sans solution\u00a0: ${/^\{/.test(text) ? text : `${text[0]!.toLowerCase()}${text.slice(1)}`}` };
}
